// The lexical leg: rare words are found, titles weigh, the order is always the same.

import { describe, expect, it } from 'vitest';
import { words } from '../../../src/retrieval/terms.js';
import type { KnowledgeReader } from '../../../src/store/knowledge-store.js';
import { documentOf, versionOf } from '../../support/builders.js';
import { publish } from '../../support/published.js';
import type { OpenSite } from '../knowledge-store-contract.js';

const filler = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    versionOf(
      documentOf(`filler-${i}.md`, { paragraphs: [`Report ${i} tells of an error again.`] }),
    ),
  );

async function found(reader: KnowledgeReader, terms: readonly string[], limit = 10) {
  const generation = await reader.current('default');
  if (generation === null) throw new Error('nothing is published');
  const candidates = await reader.lexical(generation, { terms, limit, filter: {} });
  const passages = await reader.passages(candidates.map((candidate) => candidate.label));
  return { candidates, files: passages.map((passage) => passage.document.file) };
}

export function describeLexical(site: OpenSite): void {
  describe('lexical', () => {
    it('finds the one passage that holds a rare exact token', async () => {
      const store = site().openStore();
      const rare = documentOf('rare.md', {
        paragraphs: ['The pump stopped with ERR-112345 at night.'],
      });
      const near = documentOf('near.md', {
        paragraphs: ['The pump stopped with ERR-112346 at night.'],
      });
      await publish(store, { put: [...filler(40), versionOf(near), versionOf(rare)] });
      expect((await found(store, ['ERR-112345'])).files).toEqual(['rare.md']);
      expect((await found(store, ['err', '112345'])).files[0]).toBe('rare.md');
    });

    it('meets a word in another form, case and accent', async () => {
      const store = site().openStore();
      const put = [
        versionOf(documentOf('e.md', { paragraphs: ['Erdoğan was negotiating treaties.'] })),
      ];
      await publish(store, { put });
      for (const term of ['erdogan', 'TREATY', 'negotiate']) {
        expect((await found(store, [term])).files).toEqual(['e.md']);
      }
    });

    it('meets a word whose letters differ in folding only', async () => {
      const store = site().openStore();
      const text = 'Kapalı ışık, the ﬁrst ＦＵＬＬ ones, ガス, Łódź, Søren, Weißrußland, Đoković.';
      await publish(store, { put: [versionOf(documentOf('f.md', { paragraphs: [text] }))] });
      for (const term of words(text))
        expect([term, ...(await found(store, [term])).files]).toEqual([term, 'f.md']);
    });

    it('ranks a word in the title above the same word in the text', async () => {
      const store = site().openStore();
      const body = documentOf('body.md', { title: 'News', paragraphs: ['The consulate closed.'] });
      const title = documentOf('title.md', { title: 'Consulate', paragraphs: ['It closed then.'] });
      await publish(store, { put: [versionOf(body), versionOf(title), ...filler(5)] });
      expect((await found(store, ['consulate'])).files).toEqual(['title.md', 'body.md']);
    });

    it('gives better matches first and equal ones by label, the same every time', async () => {
      const store = site().openStore();
      const double = versionOf(
        documentOf('z.md', { paragraphs: ['An error, an error, an error.'] }),
      );
      await publish(store, { put: [...filler(12), double] });
      const { candidates, files } = await found(store, ['error']);
      expect(files[0]).toBe('z.md');
      const rest = candidates.slice(1).map((candidate) => candidate.label);
      expect(rest).toEqual([...rest].sort((a, b) => a - b));
      expect((await found(store, ['error'])).candidates).toEqual(candidates);
      expect(candidates.every((candidate) => candidate.bm25 > 0)).toBe(true);
    });

    it('keeps the limit', async () => {
      const store = site().openStore();
      await publish(store, { put: filler(12) });
      expect((await found(store, ['error'], 5)).files).toHaveLength(5);
    });

    it('takes operators and quotes in a term as plain text', async () => {
      const store = site().openStore();
      await publish(store, { put: filler(3) });
      for (const term of ['"', 'OR', 'a" OR "error', 'title:report', '*', '-', 'NEAR(', '\0']) {
        const { candidates } = await found(store, [term]);
        expect(candidates.length).toBeLessThanOrEqual(3);
      }
      expect((await found(store, [])).files).toEqual([]);
    });

    it('counts the passages that hold a term, and tells which of some hold it', async () => {
      const store = site().openStore();
      const generation = await publish(store, { put: filler(4) });
      expect(await store.termFrequencies(generation, ['error', 'report', 'absent', '!'])).toEqual([
        4, 4, 0, 0,
      ]);
      const labels = await store.labelsMatching(generation, {});
      const [first = 0, second = 0] = labels;
      const presence = await store.termPresence(
        generation,
        ['error', '1', 'absent', '!'],
        [first, second],
      );
      expect(presence).toEqual([new Set([first, second]), new Set([second]), new Set(), new Set()]);
    });
  });
}
