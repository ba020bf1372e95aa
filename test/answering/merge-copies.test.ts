// A wire copy in five outlets is one piece of evidence, told once with the names of all five.

import { describe, expect, it } from 'vitest';
import { mergeCopies } from '../../src/answering/merge-copies.js';
import { scoredOf } from '../support/builders.js';

const LINES = [
  'The last American soldiers left the air base of Bagram on Friday night without any ceremony.',
  'An Afghan general found out about it in the morning, when the lights had already gone off.',
  'Looters came before his men did and carried away laptops, fuel canisters and bottles of water.',
  'The base had been the centre of the war for almost twenty years and held a prison as well.',
];
const WIRE = LINES.join(' ');

interface Printed {
  readonly date?: string | null;
  readonly document?: string;
  readonly cosines?: readonly number[];
}

function printed(text: string, label: number, parts: Printed = {}) {
  const { date = null, document = `d${label}`, cosines = [] } = parts;
  return scoredOf(text, { label, sentenceCosines: cosines, document: { id: document, date } });
}

const groupsOf = (merged: ReturnType<typeof mergeCopies>): number[][] =>
  merged.map(({ lead, copies }) => [lead.passage.label, ...copies.map(({ label }) => label)]);

const merge = (texts: readonly string[]): number[][] =>
  groupsOf(mergeCopies(texts.map((text, i) => printed(text, i + 1))));

describe('mergeCopies', () => {
  it('makes one of passages that print the same, and remembers where', () => {
    const copy = `KABUL (Northwire) - ${WIRE.replace('Friday', 'Saturday')}`.toUpperCase();
    expect(merge([WIRE, 'Something else entirely was said.', copy, WIRE])).toEqual([
      [1, 3, 4],
      [2],
    ]);
  });

  it('knows a copy again that was cut differently', () => {
    const early = LINES.slice(0, 3).join(' ');
    const late = LINES.slice(1).join(' ');
    expect(merge([early, late])).toEqual([[1, 2]]);
    expect(merge([LINES.slice(0, 2).join(' '), `${WIRE} ${'And more was written. '.repeat(30)}`]))
      // The smaller one stands in the larger one, whatever else does.
      .toEqual([[1, 2]]);
  });

  it('keeps apart a cut whose best sentence the first one lacks: that is other evidence', () => {
    const early = printed(LINES.slice(0, 3).join(' '), 1, { cosines: [0.9, 0.1, 0.1] });
    const late = printed(LINES.slice(1).join(' '), 2, { cosines: [0.1, 0.1, 0.8] });
    expect(groupsOf(mergeCopies([early, late]))).toEqual([[1], [2]]);
  });

  it('keeps reports of one event apart that were written in other words', () => {
    const other =
      'On Friday night American soldiers left Bagram, the air base that was the centre of the war; a general heard of it in the morning.';
    expect(merge([WIRE, other])).toEqual([[1], [2]]);
  });

  it('does not chain texts over a copy that overlaps both', () => {
    const [a, b, c, d] = [0, 1, 2, 3].map((part) =>
      Array.from({ length: 60 }, (_, i) => `${'abcd'[part]}${i}`).join(' '),
    );
    expect(merge([`${a} ${b}`, `${b} ${c}`, `${c} ${d}`])).toEqual([[1, 2], [3]]);
  });

  it('keeps short notes apart that only begin alike', () => {
    const note = 'The lighthouse keeper wrote about the lamp and the fog:';
    expect(merge([`${note} it was dim.`, `${note} nobody came.`])).toEqual([[1], [2]]);
    expect(merge([`${note} it was dim.`, `${note} it was dim. So he wrote.`])).toEqual([[1, 2]]);
  });

  it('names a document once, and never the one that leads', () => {
    const twice = [
      printed(WIRE, 1, { document: 'a' }),
      printed(WIRE, 2, { document: 'a' }),
      printed(WIRE, 3, { document: 'b' }),
      printed(WIRE, 4, { document: 'b' }),
    ];
    expect(groupsOf(mergeCopies(twice))).toEqual([[1, 3]]);
  });

  it('gives nothing for nothing', () => {
    expect(mergeCopies([])).toEqual([]);
    expect(merge(['', ''])).toEqual([[1], [2]]);
  });
});

describe('the copy that leads', () => {
  const dated = [
    printed(WIRE, 1),
    printed(WIRE, 2, { date: '2021-07-03' }),
    printed(WIRE, 3, { date: '2021-07-02' }),
    printed(WIRE, 4, { date: '2021' }),
    printed(WIRE, 5, { date: '2021-07-09' }),
  ];
  const leadOf = (newestFirst: boolean, ranked = dated): number | undefined =>
    mergeCopies(ranked, { newestFirst })[0]?.lead.passage.label;

  it('is the earliest that is dated, because the others copied it', () => {
    expect(leadOf(false)).toBe(3);
  });

  it('is the newest where the question is about now', () => {
    expect(leadOf(true)).toBe(5);
  });

  it('is the best where none is dated, or dates are equal', () => {
    expect(leadOf(false, [printed(WIRE, 1), printed(WIRE, 2)])).toBe(1);
    const same = [1, 2].map((label) => printed(WIRE, label, { date: '2021' }));
    expect([leadOf(false, same), leadOf(true, same)]).toEqual([1, 1]);
  });

  it('is never one that was cut before the sentence that answers', () => {
    const cosines = [0.9, 0.5, 0.4, 0.3];
    const cut = printed(LINES.slice(1).join(' '), 2, { date: '2015' });
    expect(leadOf(false, [printed(WIRE, 1, { cosines }), cut])).toBe(1);
  });

  it('is never one that holds little of the best, however early it is', () => {
    const cosines = [0.9, 0.5, 0.4, 0.3];
    const short = printed(LINES[0] ?? '', 2, { date: '2015' });
    expect(leadOf(false, [printed(WIRE, 1, { cosines }), short])).toBe(1);
  });

  it('stands where the best of its group stood', () => {
    const ranked = [
      printed(WIRE, 1),
      printed('Quite another thing.', 2),
      printed(WIRE, 3, { date: '2020' }),
    ];
    expect(groupsOf(mergeCopies(ranked))).toEqual([[3, 1], [2]]);
  });
});
