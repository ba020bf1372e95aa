// How the operator's collection stands, and what is removed from it, over a real store of a few documents.

import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { collectionStatus } from '../../src/curating/collection-status.js';
import type { WithIndex } from '../../src/curating/curating-parts.js';
import { handInAddress } from '../../src/curating/hand-in.js';
import { listHoldings } from '../../src/curating/list-holdings.js';
import { removeHolding } from '../../src/curating/remove-holding.js';
import { confirmDraft } from '../../src/curating/settle-draft.js';
import { planChanges } from '../../src/indexing/plan-changes.js';
import { corpusStatusReply } from '../../src/replies/corpus-status-reply.js';
import { holdingsReply } from '../../src/replies/holdings-reply.js';
import { FROM_SOURCES_FILE } from '../../src/sources/sources-file.js';
import { isIncluded } from '../../src/sources/match-patterns.js';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-knowledge-store.js';
import { documentOf, versionOf } from '../support/builders.js';
import { fakeCurating } from '../support/curating-fakes.js';
import { failureOf } from '../support/failure-of.js';
import { memoryCorpus, type MemoryCorpus } from '../support/memory-corpus.js';
import { publish } from '../support/published.js';
import { originalOf, sourceOf } from '../support/source-builders.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** An index of a folder; a table gives two documents, as `file#row`. */
async function indexOf(folder: MemoryCorpus): Promise<WithIndex> {
  const store = openSqliteStore(join(temporaryFolder(), 'store.sqlite'));
  onTestFinished(() => store.close());
  const { entries } = await folder.list();
  const { changes } = planChanges({ entries, indexed: new Map(), everything: true });
  for (const { entry, hash } of changes) {
    if (folder.files.get(entry.file) !== '') continue;
    const { file } = entry;
    const rejections = [{ file, code: 'empty_document' as const, text: `${file} is empty.` }];
    const since = '2026-08-05T08:00:00.000Z';
    await store.refuse('default', { entry: entry.id, hash, source: null, rejections, since });
  }
  await publish(store, {
    builtAt: '2026-08-05T08:00:00.000Z',
    entries: changes.flatMap(({ entry, hash }) => {
      if (folder.files.get(entry.file) === '') return [];
      const names = entry.file.endsWith('.csv') ? ['#one', '#two'] : [''];
      const documents = names.map((name) => {
        const id = name === '' ? entry.id : `rows-${name.slice(1)}`;
        return versionOf(documentOf(`${entry.file}${name}`, { id, paragraphs: ['Some text.'] }));
      });
      return [{ id: entry.id, hash, documents }];
    }),
  });
  return (use) => use(store);
}

describe('the operator’s collection', () => {
  it('lists a file of several documents as indexed, with their number', async () => {
    const folder = memoryCorpus({ 'rows.csv': 'a', 'empty.txt': '', 'tram.txt': 'The tram.' });
    const parts = fakeCurating({ folder, withIndex: await indexOf(folder) });
    const { text, items } = holdingsReply(await listHoldings(parts, 'default'), { number: 1 });
    expect(text).toBe('3 files of the corpus folder:');
    const facts = new Map(items.map(({ place, facts }) => [place, facts[0]]));
    expect(facts.get('rows.csv')).toBe('2 documents, indexed');
    expect(facts.get('empty.txt')).toBe('not indexed');
    expect(facts.get('tram.txt')).toBe('indexed');
  });

  it('says which files were left out and why, and which wait for a build', async () => {
    const folder = memoryCorpus({ 'tram.txt': 'The tram.', 'ferry.txt': 'F.', 'empty.txt': '' });
    const parts = fakeCurating({ folder, withIndex: await indexOf(folder) });
    folder.files.set('new.txt', 'New text.');
    folder.files.set('ferry.txt', 'Another text.');
    const status = await collectionStatus(parts, 'default');
    expect(status).toMatchObject({ files: 4, waiting: 2, leftOutInAll: 1, quarantined: [] });
    expect(status.leftOut).toMatchObject([{ place: 'empty.txt', code: 'empty_document' }]);
    expect(corpusStatusReply(status).facts).toContain('4 files in the corpus folder');
  });

  it('does not take a page that was asked for again, and is as it was, for one that waits', async () => {
    const folder = memoryCorpus({ 'tram.txt': 'The tram.' });
    const parts = fakeCurating({ folder, withIndex: await indexOf(folder) });
    const moments = {
      changedAt: '2026-08-05T07:00:00.000Z',
      fetchedAt: '2026-08-05T08:30:00.000Z',
    };
    const page = originalOf('<p>A page that was left out.</p>', moments);
    await parts.sources.putOriginal(page);
    expect(await collectionStatus(parts, 'default')).toMatchObject({ waiting: 0, leftOutInAll: 1 });
  });

  it('counts the sources that were never fetched', async () => {
    const parts = fakeCurating();
    await parts.sources.putSource(sourceOf());
    await parts.sources.putSource(sourceOf({ kind: 'folder', place: '/archive' }));
    const status = await collectionStatus(parts, 'default');
    expect(corpusStatusReply(status).facts).toContain(
      '1 source not fetched yet: a refresh does it now',
    );
  });
});

describe('what is removed', () => {
  it('is not what sources.yaml would bring back: it says where to take it out', async () => {
    const parts = fakeCurating();
    const feed = sourceOf({ addedBy: FROM_SOURCES_FILE });
    await parts.sources.putSource(feed);
    await parts.sources.putOriginal(originalOf('A page.', { sourceId: feed.id }));
    const whole = await failureOf(() => removeHolding(parts, 'default', feed.place));
    expect(whole.remedy).toContain('Take its entry out there');
    const [page] = await parts.sources.originals('default');
    const one = await failureOf(() => removeHolding(parts, 'default', page?.id ?? ''));
    expect(one.remedy).toContain('"exclude"');
    expect(await parts.sources.originals('default')).toHaveLength(1);
  });

  it('stays away where it was an article of a feed that somebody added', async () => {
    const parts = fakeCurating();
    const feed = sourceOf({ addedBy: '1' });
    const link = 'https://news.example.org/a.html?from=feed';
    await parts.sources.putSource(feed);
    await parts.sources.putOriginal(originalOf('A page.', { sourceId: feed.id, links: [link] }));
    await removeHolding(parts, 'default', 'https://news.example.org/a.html');
    expect(await parts.sources.originals('default')).toEqual([]);
    const kept = await parts.sources.source('default', feed.id);
    if (kept === null) throw new Error('the feed has gone');
    expect(isIncluded('https://news.example.org/a.html', kept)).toBe(false);
    expect(isIncluded(link, kept)).toBe(false);
    expect(isIncluded('https://news.example.org/b.html', kept)).toBe(true);
  });

  it('goes with its address where one page was added by it', async () => {
    const parts = fakeCurating();
    parts.web.set('https://a.example/x', '<p>The boat lies in the harbour of Port Alder.</p>');
    const handed = { collection: 'default', person: 'command', url: 'https://a.example/x' };
    const { draftId } = await handInAddress(parts, handed);
    await confirmDraft(parts, { collection: 'default', draftId, person: 'command' });
    await removeHolding(parts, 'default', 'https://a.example/x');
    expect(await parts.sources.sources('default')).toEqual([]);
  });
});
