// The words that one store makes itself, against those that FTS5 makes for the other.

import fc from 'fast-check';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { foldText } from '../../src/shared/fold-text.js';
import { openDatabase } from '../../src/store/sqlite/open-database.js';
import { wordsOf } from '../../src/store/words-of.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** Tells the words of a text as FTS5 keeps them. */
function openTokenizer(): (text: string) => string[] {
  const path = join(temporaryFolder(), 'words.sqlite');
  const migrations = [
    `CREATE VIRTUAL TABLE words USING fts5 (body,
       tokenize = 'porter unicode61 remove_diacritics 2');
     CREATE VIRTUAL TABLE kept USING fts5vocab ('words', 'row')`,
  ];
  const database = openDatabase({ path, migrations, readOnly: false });
  onTestFinished(() => {
    database.close();
  });
  return (text) => {
    database.exec('DELETE FROM words');
    database.prepare('INSERT INTO words VALUES (?)').run(foldText(text));
    const rows = database.prepare<[], { term: string }>('SELECT term FROM kept').all();
    return rows.map(({ term }) => term);
  };
}

const sorted = (words: readonly string[]): string[] => [...new Set(words)].sort();

describe('words', () => {
  it('are those of FTS5 for texts of many scripts', () => {
    const tokenize = openTokenizer();
    const texts = [
      'Generalisations generalised generally; ponies, caresses, skies, relational, hopping, by, is.',
      "Lavrov's S-400 and ERR-112345, 3.5 % of 1,000; x² and ½; U+00A0 stays apart.",
      '漢字とかな。العربية. Привет, мир! Ελλάδα. ไทย ガス Łódź Weißrußland naïve ﬁrst ＦＵＬＬ',
      'sky skies dying lies agreed feed conflated troubled sized filing failing happy relational',
    ];
    for (const text of texts) expect(sorted(wordsOf(text))).toEqual(sorted(tokenize(text)));
  });

  it('are those of FTS5 for any words in Latin letters', () => {
    const tokenize = openTokenizer();
    const letters = fc.constantFrom(...'abcdefghilmnoprstuvyzéöñŁ'.split(''));
    const endings = fc.constantFrom('', 's', 'es', 'ing', 'ed', 'ation', 'ness', 'ly', 'ies', 'al');
    const word = fc
      .tuple(fc.array(letters, { minLength: 1, maxLength: 9 }), endings)
      .map(([start, end]) => start.join('') + end)
      // Where the second of two y is a vowel the two stemmers differ; no word has two.
      .filter((any) => !any.includes('yy'));
    const text = fc.array(word, { maxLength: 30 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(text, (any) => {
        expect(sorted(wordsOf(any))).toEqual(sorted(tokenize(any)));
      }),
      { numRuns: 200 },
    );
  });

  it('keep long and short words as they are, the long ones cut', () => {
    expect(wordsOf(`is ${'generalisations'.repeat(5)} ${'x'.repeat(600)}`)).toEqual([
      'is',
      'generalisations'.repeat(5),
      'x'.repeat(256),
    ]);
  });
});
