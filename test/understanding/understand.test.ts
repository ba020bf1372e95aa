// A question read as it was meant; each part alone, and nothing where nothing is to be mended.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL_PIECES, piecesWithout, type Piece } from '../../src/retrieval/pieces.js';
import { parseQuestion } from '../../src/retrieval/question.js';
import { understand } from '../../src/understanding/understand.js';
import { corpusOf } from './lexicon-of.js';

const CORPUS = corpusOf(
  'Lavrov met Sergei Shoigu in Turkmenistan. The Collective Security Treaty Organization (CSTO) met.',
  'Sergey Shoigu spoke of money and of the pipeline.',
);

const read = (question: string, without: readonly Piece[] = []) =>
  understand(parseQuestion(question), CORPUS, piecesWithout(without));

describe('understand', () => {
  it('mends a slip and tells it, with the question kept as it was typed', async () => {
    const { question, notes } = await read('Why does turkmenstan fear the Pipline?');
    expect(question).toMatchObject({
      asked: 'Why does turkmenstan fear the Pipline?',
      text: 'Why does Turkmenistan fear the Pipline?',
      terms: ['turkmenistan', 'fear', 'pipline'],
    });
    expect(notes).toEqual([{ kind: 'slip', from: 'turkmenstan', to: 'Turkmenistan' }]);
  });

  it.each([
    ['Кого встретил Лавров?', 'Лавров', 'Lavrov'],
    ['What did Лаврова say?', 'Лаврова', 'Lavrov'],
    ['What did Shoygu say?', 'Shoygu', 'Shoigu'],
  ])('reads the name in %j', async (question, from, to) => {
    expect((await read(question)).notes).toContainEqual({ kind: 'variant', from, to });
  });

  it('looks for an abbreviation in its other form, either way', async () => {
    const long = 'Collective Security Treaty Organization';
    const short = await read('Who leads the CSTO?');
    expect(short.otherForms).toEqual([{ instead: ['csto'], term: long.toLowerCase() }]);
    expect(short.notes).toEqual([{ kind: 'abbreviation', from: 'CSTO', to: long }]);
    const spelled = await read('Who leads the collective security treaty organization?');
    expect(spelled.otherForms.map(({ term }) => term)).toEqual(['csto']);
    expect((await read(`Is the CSTO the ${long}?`)).otherForms).toEqual([]);
  });

  it('looks for a name as it is also spelled, without a word about it', async () => {
    const { otherForms, notes } = await read('What did Sergei do?');
    expect(otherForms).toEqual([{ instead: ['sergei'], term: 'sergey' }]);
    expect(notes).toEqual([]);
  });

  it.each([
    'What did Monet paint?',
    'Which GDPR rule is meant?',
    'Do astronomers see it?',
    'Is Slovakia far?',
    'wqeq trrty pliuy mnbvc zxcvq',
  ])('leaves %j as it is', async (question) => {
    const understanding = await read(question);
    expect(understanding.question).toEqual(parseQuestion(question));
    expect(understanding.notes).toEqual([]);
  });

  it.each([
    ['slips', 'Why does turkmenstan fear?', 'notes'],
    ['variants', 'What did Shoygu and Sergei say?', 'otherForms'],
    ['abbreviations', 'Who leads the CSTO?', 'otherForms'],
    ['exact-terms', 'Who bought the S-400?', 'exact'],
  ] as const)('can do without %s', async (piece, question, part) => {
    expect((await read(question))[part]).not.toEqual([]);
    expect((await read(question, [piece]))[part].filter(isOf(piece))).toEqual([]);
  });

  it('can do without dates and recency', async () => {
    const question = 'What is the latest from 2021?';
    const ranges = [{ from: '2021-01-01', to: '2021-12-31' }];
    expect((await read(question)).time).toEqual({ ranges, isRecent: true });
    const time = { ranges: [], isRecent: false };
    expect((await read(question, ['dates', 'recency'])).time).toEqual(time);
  });

  it('never throws, and never changes a question whose words are all known', async () => {
    const known = fc.constantFrom(
      'Lavrov',
      'met',
      'Shoigu',
      'in',
      'the',
      'money',
      '?',
      ' -',
      '"',
      '2015',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(known), async (parts) => {
        const question = parseQuestion(parts.join(' '));
        expect((await understand(question, CORPUS, ALL_PIECES)).question).toEqual(question);
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 60 }), async (text) => {
        const question = { ...parseQuestion(''), asked: text, text };
        await expect(understand(question, CORPUS, ALL_PIECES)).resolves.toBeDefined();
      }),
    );
  });
});

/** A slip mended as another spelling is none of the slips' work. */
function isOf(piece: Piece): (item: unknown) => boolean {
  return (item) => !(piece === 'slips' && (item as { readonly kind?: string }).kind !== 'slip');
}
