// What goes in comes out: texts verbatim, facts as precise as they were, vectors bit for bit.

import { describe, expect, it } from 'vitest';
import { dotProduct } from '../../../src/embeddings/embedder.js';
import { sentenceCosines } from '../../../src/retrieval/scored-passage.js';
import { documentOf, versionOf } from '../../support/builders.js';
import { FAKE_DIMENSION, fakeVector } from '../../support/fake-embedder.js';
import { publish } from '../../support/published.js';
import type { OpenSite } from '../knowledge-store-contract.js';

const ODD = [
  'Café — “naïve” … 👩‍👩‍👧 ‮cba‬ a\u0301\u0323 \u0000 ＦＵＬＬ ŞIĞ.',
  "Robert'); DROP TABLE passage; --",
  '  two  spaces and a tab\t stay. `code` <b>&amp;</b> @everyone',
  '漢字とかな。العربية. Привет, мир!',
];

const FULL = versionOf(
  documentOf('folder/ödd näme.md', {
    title: 'A "title"',
    outlet: 'Al-Šarq',
    author: 'N. N.',
    date: '2021-07',
    url: 'https://example.org/?a=1&b=2',
    language: 'en',
    paragraphs: ODD,
  }),
);

export function describeRoundTrip(site: OpenSite): void {
  describe('round trip', () => {
    it('gives passages back verbatim, in the order asked, without those it does not have', async () => {
      const store = site().openStore();
      const generation = await publish(store, { put: [FULL] });
      const labels = await store.labelsOf(generation, FULL.document.id);
      const asked = [...labels].reverse();
      const found = await store.passages([...asked, 999_999]);
      expect(found.map((passage) => passage.label)).toEqual(asked);
      const inOrder = [...found].reverse();
      expect(inOrder).toMatchObject(FULL.passages.map((passage) => ({ ...passage })));
    });

    it('gives paragraphs back verbatim', async () => {
      const store = site().openStore();
      const generation = await publish(store, { put: [FULL] });
      const paragraphs = await store.paragraphs(generation, FULL.document.id);
      expect(paragraphs).toEqual(FULL.document.paragraphs);
    });

    it('gives every fact of a document back as it was', async () => {
      const store = site().openStore();
      const generation = await publish(store, { put: [FULL] });
      const { id, file, title, outlet, author, date, url } = FULL.document;
      const facts = { id, file, title, outlet, author, date, url, paragraphs: ODD.length };
      expect(await store.listDocuments(generation)).toEqual([facts]);
      expect(await store.document(generation, id)).toEqual(facts);
      expect(await store.document(generation, 'another')).toBeNull();
      const [label = 0] = await store.labelsOf(generation, id);
      expect((await store.passages([label]))[0]?.document).toEqual(facts);
      const reports = await store.cleaningReports(generation);
      expect(reports.get(id)).toEqual(FULL.document.cleaning);
    });

    it('sums a corpus up with dates as precise as the sources', async () => {
      const store = site().openStore();
      const dates = ['2021-07-08', '2020', null, '2021-07'];
      const put = dates.map((date, i) =>
        versionOf(documentOf(`${i}.md`, { date, outlet: `O${i % 2}` })),
      );
      const generation = await publish(store, { put });
      expect(await store.facts(generation)).toEqual({
        documents: 4,
        passages: 4,
        first: '2020',
        last: '2021-07',
        outlets: ['O0', 'O1'],
      });
    });

    it('gives vectors back bit for bit', async () => {
      const store = site().openStore();
      const generation = await publish(store, { put: [FULL] });
      const labels = await store.labelsOf(generation, FULL.document.id);
      const vectors = await store.vectors([...labels, 999_999]);
      const passages = await store.passages(labels);
      expect(vectors).toEqual(
        passages.map(({ label, text }) => ({ label, vector: fakeVector(text) })),
      );
      const all = [];
      for await (const item of store.allVectors(generation)) all.push(item);
      expect(all).toEqual(vectors);
      expect(generation.canary).toEqual(fakeVector('canary'));
    });

    it('gives the vectors before and after a passage, in its own document', async () => {
      const store = site().openStore();
      const texts = ['One', 'Two', 'Three'].map((word) =>
        `${word} stands in a long line. `.repeat(6),
      );
      const put = ['x.md', 'y.md'].map((file) =>
        versionOf(documentOf(file, { paragraphs: texts.map((text) => `${file}: ${text.trim()}`) })),
      );
      const generation = await publish(store, { put });
      const labels = await store.labelsOf(generation, put[1]?.document.id ?? '');
      const passages = await store.passages(labels);
      const [a, b, c] = passages.map(({ text }) => fakeVector(text));
      const neighbours = await store.neighbourVectors(labels);
      expect(labels.map((label) => neighbours.get(label))).toEqual([[b], [a, c], [b]]);
    });

    it('gives sentence vectors back within a hundredth, one for each sentence', async () => {
      const store = site().openStore();
      const text =
        'The first sentence is short. The second one speaks of apples. The third does not.';
      const version = versionOf(documentOf('s.md', { paragraphs: [text] }));
      const generation = await publish(store, { put: [version] });
      const [label = 0] = await store.labelsOf(generation, version.document.id);
      const vectors = (await store.sentenceVectors([label])).get(label);
      const query = fakeVector('apples');
      const sentences = version.passages[0]?.sentences ?? [];
      expect(vectors).toMatchObject({ count: 3, dimension: FAKE_DIMENSION });
      const cosines = vectors === undefined ? [] : sentenceCosines(query, vectors);
      sentences.forEach(({ start, end }, i) => {
        const exact = dotProduct(query, fakeVector(text.slice(start, end)));
        expect(Math.abs((cosines[i] ?? 9) - exact)).toBeLessThan(0.01);
      });
    });

    it('lets a passage of one sentence share its vector', async () => {
      const store = site().openStore();
      const version = versionOf(documentOf('one.md', { paragraphs: ['Only one sentence.'] }));
      const generation = await publish(store, { put: [version] });
      const [label = 0] = await store.labelsOf(generation, version.document.id);
      const vectors = (await store.sentenceVectors([label, 999_999])).get(label);
      expect(vectors?.count).toBe(1);
      const cosine = vectors && sentenceCosines(fakeVector('Only one sentence.'), vectors)[0];
      expect(cosine).toBeCloseTo(1, 2);
    });
  });
}
