// Filters narrow what is ranked, never what was ranked.

import { describe, expect, it } from 'vitest';
import type { Filter, KnowledgeStore } from '../../../src/store/knowledge-store.js';
import { documentOf, versionOf, type DocumentParts } from '../../support/builders.js';
import { publish } from '../../support/published.js';
import type { OpenSite } from '../knowledge-store-contract.js';

type Named = Readonly<Record<string, DocumentParts>>;

const DATED: Named = {
  day: { date: '2021-07-08' },
  month: { date: '2021-07' },
  year: { date: '2021' },
  none: { date: null },
  old: { date: '2015-10-14' },
};

async function matching(store: KnowledgeStore, documents: Named, filter: Filter) {
  const put = Object.entries(documents).map(([name, parts]) => versionOf(documentOf(name, parts)));
  const generation = await publish(store, { put });
  const labels = await store.labelsMatching(generation, filter);
  const passages = await store.passages(labels);
  return passages.map((passage) => passage.document.file).sort();
}

export function describeFilters(site: OpenSite): void {
  describe('filters', () => {
    const dated: readonly [string, Filter, string[]][] = [
      ['a day and what may lie after it', { after: '2021-07-08' }, ['day', 'month', 'year']],
      ['the day after', { after: '2021-07-09' }, ['month', 'year']],
      ['the month after', { after: '2021-08' }, ['year']],
      ['the year after', { after: '2022' }, []],
      ['before a day, that day not included', { before: '2021-07-08' }, ['month', 'old', 'year']],
      ['before the next day', { before: '2021-07-09' }, ['day', 'month', 'old', 'year']],
      ['before a year, that year not included', { before: '2021' }, ['old']],
      ['between two dates', { after: '2015', before: '2016-01' }, ['old']],
    ];
    for (const [name, filter, expected] of dated) {
      it(`by date: ${name}`, async () => {
        expect(await matching(site().openStore(), DATED, filter)).toEqual(expected);
      });
    }

    it('by outlet: a part of its name, case and accents folded', async () => {
      const documents = { s: { outlet: 'Şarkul Avsat' }, i: { outlet: 'Inforos' }, n: {} };
      const store = site().openStore();
      expect(await matching(store, documents, { outlet: 'sarkul' })).toEqual(['s']);
      expect(await matching(store, documents, { outlet: 'İNFOROS' })).toEqual(['i']);
      expect(await matching(store, documents, { outlet: '%' })).toEqual([]);
    });

    it('by phrase: its words together and in order, case, accents and quotes folded', async () => {
      const documents = {
        together: { paragraphs: ['They feared the “Day of Doom” in Bagrám’s shadow.'] },
        apart: { paragraphs: ['A day like this, full of doom, in the shadow of Bagram.'] },
      };
      const store = site().openStore();
      for (const phrase of ['day of doom', '"DAY OF DOOM"', "bagram's shadow"]) {
        expect(await matching(store, documents, { phrases: [phrase] })).toEqual(['together']);
      }
      const both = { phrases: ['shadow', 'full of'] };
      expect(await matching(store, documents, both)).toEqual(['apart']);
    });

    it('by phrase: never by the title alone', async () => {
      const documents = { t: { title: 'Day of doom', paragraphs: ['Nothing happened.'] } };
      expect(await matching(site().openStore(), documents, { phrases: ['day of doom'] })).toEqual(
        [],
      );
    });

    it('by word left out: in the text or in the title', async () => {
      const documents = {
        text: { paragraphs: ['The Taliban came.'] },
        title: { title: 'On the Taliban', paragraphs: ['They came.'] },
        clean: { title: 'Nothing', paragraphs: ['Nobody came.'] },
      };
      expect(await matching(site().openStore(), documents, { without: ['TALIBAN'] })).toEqual([
        'clean',
      ]);
    });

    it('by document: the one with this id, alone and beside other conditions', async () => {
      const store = site().openStore();
      const a = { date: '2021', paragraphs: ['War.', 'Peace.'] };
      const documents = { a, b: { date: '2021', paragraphs: ['War.'] } };
      const document = documentOf('a').id;
      expect(await matching(store, documents, { document })).toEqual(['a']);
      const both = { document, phrases: ['war'], after: '2021' };
      expect(await matching(store, documents, both)).toEqual(['a']);
      expect(await matching(store, documents, { document, before: '2021' })).toEqual([]);
      expect(await matching(store, documents, { document: 'b' })).toEqual([]);
    });

    it('by document: what is ranked by words as well', async () => {
      const store = site().openStore();
      const put = ['a', 'b'].map((file) => versionOf(documentOf(file, { paragraphs: ['War.'] })));
      const generation = await publish(store, { put });
      const filter = { document: documentOf('b').id };
      const found = await store.lexical(generation, { terms: ['war'], limit: 9, filter });
      const passages = await store.passages(found.map(({ label }) => label));
      expect(passages.map((passage) => passage.document.file)).toEqual(['b']);
    });

    it('all at once, and none where there are none', async () => {
      const store = site().openStore();
      const filter = { after: '2021', outlet: 'o', phrases: ['text'], without: ['absent'] };
      const documents = { a: { date: '2021', outlet: 'O' }, b: { date: '2021', outlet: 'P' } };
      expect(await matching(store, documents, filter)).toEqual(['a']);
      expect(await matching(store, documents, { phrases: [], without: ['!?'] })).toEqual([
        'a',
        'b',
      ]);
    });

    it('narrow before the best are taken', async () => {
      const store = site().openStore();
      const better = Array.from({ length: 30 }, (_, i) =>
        versionOf(documentOf(`b${i}`, { date: '2020', paragraphs: ['war war war'] })),
      );
      const worse = documentOf('worse', {
        date: '2021',
        paragraphs: ['Of many other things that were said, one was about the war, it seems.'],
      });
      const generation = await publish(store, { put: [...better, versionOf(worse)] });
      const query = { terms: ['war'], limit: 1, filter: { after: '2021' } };
      const found = await store.lexical(generation, query);
      const passages = await store.passages(found.map((candidate) => candidate.label));
      expect(passages.map((passage) => passage.document.file)).toEqual(['worse']);
    });
  });
}
