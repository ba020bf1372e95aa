// What is being typed where an outlet or a document is asked for.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseNames, foldedName, namesOf } from '../../src/answering/suggest.js';
import { foldText } from '../../src/shared/fold-text.js';
import { documentOf } from '../support/builders.js';
import { indexedCorpus } from '../support/indexed-corpus.js';

const foldedNames = (names: readonly string[]) =>
  names.map((name) => foldedName({ name, value: `id of ${name}` }));

function choose(names: readonly string[], typed: string, limit = 25): string[] {
  return chooseNames(foldedNames(names), { typed, limit }).map(({ name }) => name);
}

describe('chooseNames', () => {
  it('puts names that begin with it first, then words that do, then the rest', () => {
    const names = ['Guardianship', 'The Island', 'The Mainland', 'Island News'];
    expect(choose(names, 'is')).toEqual(['Island News', 'The Island']);
    expect(choose(names, 'land')).toEqual(['The Island', 'The Mainland', 'Island News']);
    expect(choose(['Mainland', 'The Land', 'Landing'], 'land')).toEqual([
      'Landing',
      'The Land',
      'Mainland',
    ]);
  });

  it('finds a word that begins with it behind one that only contains it', () => {
    expect(choose(['Mainland landing', 'x landing'], 'landing')).toHaveLength(2);
    expect(choose(['Mainland', 'Mainland (land)'], 'land')).toEqual([
      'Mainland (land)',
      'Mainland',
    ]);
  });

  it('folds case, accents and spaces on both sides', () => {
    expect(choose(['Şarkul Avsat'], '  SARKUL  a')).toEqual(['Şarkul Avsat']);
    expect(choose(['Sarkul Avsat'], 'şarkul ')).toEqual(['Sarkul Avsat']);
  });

  it('gives the first ones where nothing is typed, and none where nothing fits', () => {
    expect(choose(['c', 'b', 'a'], ' ', 2)).toEqual(['c', 'b']);
    expect(choose(['c', 'b', 'a'], 'd')).toEqual([]);
    expect(choose(['a'], '', 0)).toEqual([]);
    expect(choose(['a'], '', -1)).toEqual([]);
  });

  it('gives the value of each name, and nothing else', () => {
    const [first] = chooseNames(foldedNames(['A']), { typed: 'a', limit: 1 });
    expect(first).toEqual({ name: 'A', value: 'id of A' });
  });

  it('gives only names that hold it, each once, as many as there are up to the limit', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'É', '𝒜', '-'), maxLength: 8 });
    fc.assert(
      fc.property(fc.uniqueArray(name), name, fc.nat(9), (names, typed, limit) => {
        const wanted = foldText(typed).trim();
        const holding = names.filter((each) => foldText(each).trim().includes(wanted));
        const chosen = choose(names, typed, limit);
        expect(chosen).toHaveLength(Math.min(limit, holding.length));
        expect(new Set(chosen).size).toBe(chosen.length);
        expect(holding).toEqual(expect.arrayContaining(chosen));
      }),
    );
  });
});

describe('namesOf', () => {
  it('names the outlets by themselves and the documents by their ids', async () => {
    const document = documentOf('a.md', { title: 'The airfield' });
    const names = namesOf(await indexedCorpus([document]), ['Inforos']);
    expect(await names.outlet()).toEqual([
      { name: 'Inforos', value: 'Inforos', folded: 'inforos' },
    ]);
    expect(await names.document()).toEqual([
      { name: 'The airfield', value: document.id, folded: 'the airfield' },
    ]);
  });

  it('reads the titles again after a reading that failed', async () => {
    const corpus = await indexedCorpus([documentOf('a.md')]);
    let readings = 0;
    const listDocuments: typeof corpus.reader.listDocuments = (generation) => {
      readings += 1;
      if (readings === 1) return Promise.reject(new Error('locked'));
      return corpus.reader.listDocuments(generation);
    };
    const names = namesOf({ ...corpus, reader: { ...corpus.reader, listDocuments } }, []);
    await expect(names.document()).rejects.toThrow('locked');
    expect(await names.document()).toHaveLength(1);
    expect(await names.document()).toHaveLength(1);
    expect(readings).toBe(2);
  });
});
