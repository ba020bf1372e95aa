import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/answering/answer.js';
import { compare } from '../../src/replies/compare.js';
import { nameSide } from '../../src/replies/comparison-reply.js';
import { readSide, readSides } from '../../src/comparisons/side.js';
import { fakeAnswerer } from '../console/fake-answerer.js';
import { answerOf, citationOf } from './answers.js';

const quoted = answerOf({
  outcome: 'answer',
  citations: [1, 2, 3, 4].map((n) => citationOf(`Quote ${n}.`, { n, label: n })),
});
const near = answerOf({
  outcome: 'closest',
  citations: [citationOf('Near.', { n: 1 }), citationOf('Further.', { n: 2, label: 2 })],
});
const nothing = answerOf({ outcome: 'none', citations: [] });
const filtered: Answer = { ...nothing, reason: 'filtered' };

/** Compares two sides that answer in turn as told. */
async function compared(first: Answer, second: Answer, sides = ['2015', 'Inforos']) {
  const answers = [first, second];
  const answer = () => answers.shift() ?? nothing;
  const [one = '', other = ''] = sides;
  const call = { question: 'the ferry', sides: readSides(one, other) };
  return compare(fakeAnswerer({ answer }), call);
}

describe('compare', () => {
  it('quotes three passages of each side, numbered through', async () => {
    const { reply, answer } = await compared(quoted, quoted);
    expect(reply.sides.map(({ citations }) => citations.map(({ n }) => n))).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(reply.sides.map(({ name, text }) => [name, text])).toEqual([
      ['2015', null],
      ['Inforos', null],
    ]);
    expect(answer.citations.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('says plainly that a side has nothing', async () => {
    const { reply } = await compared(nothing, quoted);
    expect(reply.sides[0]).toMatchObject({
      text: 'Nothing here comes near this topic.',
      citations: [],
    });
    expect(reply.sides[1].citations.map(({ n }) => n)).toEqual([1, 2, 3]);
  });

  it('labels what is merely near, and shows one passage of it', async () => {
    const { reply } = await compared(near, quoted);
    expect(reply.sides[0].text).toContain('The nearest passage');
    expect(reply.sides[0].citations).toHaveLength(1);
  });

  it('tells an outlet that is not there from a period without documents', async () => {
    const { reply } = await compared(filtered, filtered);
    expect(reply.sides.map(({ text }) => text)).toEqual([
      'No passage of this period passes the filters.',
      'No passage of an outlet of this name passes the filters.',
    ]);
  });

  it('keeps the better side’s outcome', async () => {
    expect((await compared(nothing, quoted)).answer.outcome).toBe('answer');
    expect((await compared(near, nothing)).answer.outcome).toBe('closest');
  });
});

describe('nameSide', () => {
  it.each([
    ['2015', '2015'],
    ['2021-05', 'May 2021'],
    ['2015..2021-05', '2015 to May 2021'],
    ['2015-2019', '2015-2019'],
    ['before 2016-03', 'before March 2016'],
    ['until 2016', 'before 2017'],
    ['after 2020', '2020 and after'],
    ['Inforos', 'Inforos'],
  ])('calls "%s" %s', (typed, name) => {
    expect(nameSide(readSide(typed))).toBe(name);
  });
});
