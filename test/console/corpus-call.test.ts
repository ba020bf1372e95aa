import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCorpusCall } from '../../src/console/corpus-call.js';
import { runCorpus, type CorpusParts } from '../../src/console/run-corpus.js';
import { keeperOver } from '../curating/keeping.js';
import { fakeCurating } from '../support/curating-fakes.js';
import { failureOf } from '../support/failure-of.js';
import { sourceOf, stateOf } from '../support/source-builders.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const read = (...words: string[]) => readCorpusCall(['node', 'corpus', ...words]);

function desk(): CorpusParts & { readonly said: string[] } {
  const parts = fakeCurating();
  const said: string[] = [];
  const folderBytes = () => Promise.reject(new Error('no folder'));
  return {
    parts,
    keeper: keeperOver(parts),
    exporting: { ...parts, folderBytes, exportVectors: null },
    verifying: {
      ...parts,
      checkDatabases: () => Promise.resolve([]),
      verifyGraph: () => Promise.resolve(),
    },
    say: (line) => void said.push(line),
    said,
  };
}

function boat(): string {
  const path = join(temporaryFolder(), 'boat.txt');
  writeFileSync(path, 'The boat lies in the harbour of Port Alder.');
  return path;
}

describe('npm run corpus, called wrongly', () => {
  it.each([
    [[]],
    [['nothing']],
    [['add']],
    [['remove']],
    [['list', '--collection', 'Not A Name']],
    [['list', '--collection', '../x']],
    [['export']],
    [['add', 'a', 'b', '--title', 'One']],
    [['share', 'everyone', '123456789012345678']],
    [['share', 'nobody', 'everyone']],
    [['list', '--unknown']],
    [['list', 'too', 'much']],
  ])('with %j is one readable error', async (words) => {
    const failure = await failureOf(() => read(...words));
    expect(failure.code).toBe('bad_call');
    expect(failure.message).not.toContain('\n');
  });

  it('names what is not a file', async () => {
    const failure = await failureOf(() => runCorpus(desk(), read('add', '/nowhere/a.txt')));
    expect(failure.code).toBe('bad_call');
    const unknown = await failureOf(() => runCorpus(desk(), read('remove', 'a.txt')));
    expect(unknown.code).toBe('document_unknown');
    const none = await failureOf(() => runCorpus(desk(), read('refresh')));
    expect(none.code).toBe('document_unknown');
  });
});

describe('npm run corpus', () => {
  it('adds, publishes, lists, verifies, exports, removes and takes back in', async () => {
    const here = desk();
    const added = await runCorpus(here, read('add', boat(), '--outlet', 'Harbour Post'));
    expect(JSON.stringify(added.replies.at(-1))).toContain('Indexed: 1 new');
    const listed = await runCorpus(here, read('list'));
    expect(listed.replies).toMatchObject([{ items: [{ title: 'boat.txt' }] }]);
    expect((await runCorpus(here, read('verify'))).isWrong).toBe(false);
    const file = join(temporaryFolder(), 'all.zip');
    await runCorpus(here, read('export', file));
    await runCorpus(here, read('remove', 'boat.txt'));
    expect(await here.parts.sources.originals('default')).toEqual([]);
    await runCorpus(here, read('import', file));
    expect(await here.parts.sources.originals('default')).toHaveLength(1);
    const elsewhere = await runCorpus(here, read('import', file, '--collection', 'other'));
    expect(elsewhere.isWrong).toBe(true);
    expect((await runCorpus(here, read('import', file, '--as', 'other'))).isWrong).toBe(false);
    expect(await here.parts.sources.originals('other')).toHaveLength(1);
  });

  it('does what it is called for, and leaves what else is due to the keeper', async () => {
    const here = desk();
    const feed = sourceOf({ addedBy: 'command' });
    await here.parts.sources.putSource(feed);
    await here.parts.sources.putState(stateOf(feed, { dueAt: '2026-08-05T08:00:00.000Z' }));
    await runCorpus(here, read('refresh', feed.place));
    const jobs = await here.parts.jobs.jobs('default');
    expect(jobs.map(({ state }) => state)).toEqual(['done']);
  });

  it('adds nothing where only a preview is asked for', async () => {
    const here = desk();
    const shown = await runCorpus(here, read('add', boat(), '--preview'));
    expect(shown.replies).toMatchObject([{ kind: 'draft' }]);
    expect(await here.parts.sources.originals('default')).toEqual([]);
    expect(await here.parts.sources.originals('default', 'draft')).toEqual([]);
  });

  it('finds a damaged original, and says what to do', async () => {
    const here = desk();
    await runCorpus(here, read('add', boat()));
    const [facts] = await here.parts.sources.originals('default');
    const original = await here.parts.sources.original('default', facts?.id ?? '');
    if (original === null) throw new Error('nothing was kept');
    await here.parts.sources.putOriginal({ ...original, bytes: Buffer.from('changed') });
    const verified = await runCorpus(here, read('verify'));
    expect(verified.isWrong).toBe(true);
    expect(JSON.stringify(verified.json)).toContain('are damaged (boat.txt)');
  });
});
