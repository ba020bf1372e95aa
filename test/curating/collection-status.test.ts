// How a collection stands: why something was left out is what the build remembers, and nothing is read to say it.

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RejectionCode } from '../../src/corpus/document.js';
import { collectionStatus } from '../../src/curating/collection-status.js';
import { corpusStatusReply } from '../../src/replies/corpus-status-reply.js';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-knowledge-store.js';
import { documentOf, versionOf } from '../support/builders.js';
import { fakeCurating } from '../support/curating-fakes.js';
import { draftOf, embedAll, publish } from '../support/published.js';
import { originalOf } from '../support/source-builders.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const SINCE = '2026-07-01T00:00:00.000Z';
const BUILT = '2026-08-01T00:00:00.000Z';

const because = (file: string, code: RejectionCode) => ({ file, code, text: `${file}: ${code}.` });

/** A collection with an index, and originals of these ids that were there before it was built. */
async function place(...ids: string[]) {
  const path = join(temporaryFolder(), 'store.sqlite');
  const parts = fakeCurating({
    read: () => Promise.reject(new Error('nothing is read for a status')),
    withIndex: async (use) => {
      const store = openSqliteStore(path);
      return use(store).finally(() => store.close());
    },
  });
  for (const id of ids) {
    const times = { fetchedAt: SINCE, changedAt: SINCE };
    const url = `https://a.example.org/${id}`;
    await parts.sources.putOriginal({ ...originalOf('<p>x</p>', times), id, url });
  }
  const store = openSqliteStore(path);
  const good = {
    id: 'zip',
    hash: 'h',
    documents: [versionOf(documentOf('zip/a.txt', { id: 'zip' }))],
  };
  await publish(store, { entries: [good], builtAt: BUILT });
  return { parts, store };
}

describe('collectionStatus', () => {
  it('tells what is in quarantine, what was left out and of what it is a part, since when', async () => {
    const { parts, store } = await place('bomb', 'broken', 'untold');
    const whole = (entry: string, code: RejectionCode) =>
      store.refuse('default', {
        ...{ entry, hash: 'h', source: null, since: SINCE },
        rejections: [because(entry, code)],
      });
    await whole('bomb', 'parser_limit');
    await whole('broken', 'looks_broken');
    const draft = await draftOf(store, {
      entries: [{ id: 'zip', hash: 'h2', documents: [versionOf(documentOf('zip/b.txt'))] }],
    });
    const rejections = [because('zip/bad.pdf', 'pdf_invalid')];
    await draft.noteLeftOut('zip', { rejections, waitsFor: [], since: BUILT });
    await embedAll(draft);
    await draft.publish({ canary: new Float32Array(64).fill(1), graph: null, builtAt: BUILT });
    const status = await collectionStatus(parts, 'default');
    expect(status.quarantined).toEqual([
      {
        place: 'https://a.example.org/broken',
        code: 'looks_broken',
        text: 'broken: looks_broken.',
        since: SINCE,
      },
    ]);
    expect(status.leftOut.map((it) => [it.place, it.code, it.since])).toEqual([
      ['https://a.example.org/bomb', 'parser_limit', SINCE],
      ['zip/bad.pdf', 'pdf_invalid', BUILT],
      ['https://a.example.org/untold', 'left_out', SINCE],
    ]);
    expect(status.leftOutInAll).toBe(4);
    await store.close();
  });

  it('names so many, and counts the rest', async () => {
    const { parts, store } = await place();
    for (let i = 0; i < 30; i += 1) {
      const refusal = { entry: `e${i}`, hash: 'h', source: null, since: SINCE };
      await store.refuse('default', {
        ...refusal,
        rejections: [because(`${i}.pdf`, 'pdf_invalid')],
      });
    }
    const { problems } = corpusStatusReply(await collectionStatus(parts, 'default'));
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)?.why).toBe('10 more files.');
    await store.close();
  });
});
