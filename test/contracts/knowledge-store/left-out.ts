// What was left out is remembered with the entry it was of: parts by generation, whole entries whatever is published.

import { describe, expect, it } from 'vitest';
import type { Rejection } from '../../../src/corpus/document.js';
import type { EntryVersion } from '../../../src/store/generation-draft.js';
import type { PartlyLeftOut, Refusal } from '../../../src/store/left-out.js';
import { documentOf, versionOf } from '../../support/builders.js';
import { draftOf, embedAll, publish } from '../../support/published.js';
import type { OpenSite } from '../knowledge-store-contract.js';

const SINCE = '2024-05-01T00:00:00.000Z';

const rejection = (file: string): Rejection => ({
  file,
  code: 'looks_broken',
  text: `${file}: it looks broken.`,
});

const refusal = (entry: string, hash = 'h'): Refusal => ({
  entry,
  hash,
  source: null,
  rejections: [rejection(entry)],
  since: SINCE,
});

const parts = (file: string): PartlyLeftOut => ({
  rejections: [rejection(file)],
  waitsFor: ['other'],
  since: SINCE,
});

const entry = (id: string, hash = 'h', source: string | null = null): EntryVersion => ({
  id,
  hash,
  source,
  documents: [versionOf(documentOf(`${id}.md`, { id: `document-of-${id}` }))],
});

const PUBLICATION = {
  canary: new Float32Array(64).fill(1),
  graph: null,
  builtAt: '2024-05-02T00:00:00.000Z',
};

export function describeLeftOut(site: OpenSite): void {
  describe('what was left out', () => {
    it('of a whole entry is known at once, without any generation, until it is lifted', async () => {
      const place = site();
      const store = place.openStore();
      expect(await store.leftOut('default')).toEqual([]);
      await store.refuse('default', refusal('b'));
      await store.refuse('default', refusal('a'));
      await store.refuse('default', refusal('b', 'h2'));
      await store.refuse('other', refusal('c'));
      const known = { isWhole: true, waitsFor: [] };
      const expected = [
        { ...refusal('a'), ...known },
        { ...refusal('b', 'h2'), ...known },
      ];
      expect(await store.leftOut('default')).toEqual(expected);
      expect(await place.openReader().leftOut('default')).toEqual(expected);
      await store.liftRefusals('default', ['b', 'c', 'unknown']);
      expect(await store.leftOut('default')).toEqual(expected.slice(0, 1));
      expect((await store.leftOut('other')).map((it) => it.entry)).toEqual(['c']);
    });

    it('of an entry that gave documents is seen with its generation, not before', async () => {
      const store = site().openStore();
      await publish(store, { entries: [entry('zip'), entry('plain')] });
      const draft = await draftOf(store, { entries: [entry('zip', 'h2', 'folder-1')] });
      await draft.noteLeftOut('zip', parts('zip/bad.txt'));
      expect(await store.leftOut('default')).toEqual([]);
      expect(await store.entrySources('default')).toEqual(new Map());
      await embedAll(draft);
      await draft.publish(PUBLICATION);
      expect(await store.leftOut('default')).toEqual([
        { entry: 'zip', hash: 'h2', source: 'folder-1', isWhole: false, ...parts('zip/bad.txt') },
      ]);
      expect(await store.entrySources('default')).toEqual(new Map([['zip', 'folder-1']]));
    });

    it('stays where the same entry is put again, and goes where it is another or is said to', async () => {
      const store = site().openStore();
      const draft = await draftOf(store, { entries: ['a', 'b', 'c'].map((id) => entry(id)) });
      for (const id of ['a', 'b', 'c']) await draft.noteLeftOut(id, parts(id));
      await draft.putEntry(entry('a'));
      await embedAll(draft);
      await draft.publish(PUBLICATION);
      const next = await draftOf(store, { entries: [entry('a'), entry('b', 'h2'), entry('c')] });
      await next.noteLeftOut('c', null);
      await embedAll(next);
      await next.publish(PUBLICATION);
      expect((await store.leftOut('default')).map((it) => it.entry)).toEqual(['a']);
    });

    it('is what it was after an abandoned draft', async () => {
      const store = site().openStore();
      const first = await draftOf(store, { entries: [entry('a')] });
      await first.noteLeftOut('a', parts('a'));
      await embedAll(first);
      await first.publish(PUBLICATION);
      const draft = await draftOf(store, { entries: [entry('a')] });
      await draft.noteLeftOut('a', null);
      await draftOf(store, { retire: ['a'] });
      await draftOf(store);
      expect((await store.leftOut('default')).map((it) => it.entry)).toEqual(['a']);
    });

    it('leaves with its collection, and with its document', async () => {
      const store = site().openStore();
      await store.refuse('default', refusal('a'));
      await store.refuse('default', refusal('b'));
      await publish(store, { collection: 'gone', entries: [entry('a')] });
      await store.refuse('gone', refusal('b'));
      await store.removeCollection('gone');
      expect(await store.leftOut('gone')).toEqual([]);
      await store.forgetDocument('default', 'a');
      expect((await store.leftOut('default')).map((it) => it.entry)).toEqual(['b']);
    });
  });
}
