import { describe, expect, it } from 'vitest';
import { composeTimeline } from '../../src/timelines/compose-timeline.js';
import { layTimeline, turnTimeline } from '../../src/replies/lay-timeline.js';
import { timelineReply } from '../../src/replies/timeline-reply.js';
import { passagesOf } from '../timelines/passages.js';
import { fakeAnswerer } from '../console/fake-answerer.js';
import { answerOf, citationOf } from './answers.js';

const twelve = composeTimeline(
  passagesOf(
    Array.from({ length: 12 }, (_, i) => ({ date: `2021-${String(i + 1).padStart(2, '0')}` })),
  ),
);
const OPTIONS = { topic: 'the ferry', isFirm: true };

describe('timelineReply', () => {
  it('shows five quotations a page, numbered through', () => {
    const numbersOn = (page: number) =>
      timelineReply(twelve, { ...OPTIONS, page }).entries.map(({ n }) => n);
    expect([1, 3, 99, -1].map(numbersOn)).toEqual([
      [1, 2, 3, 4, 5],
      [11, 12],
      [11, 12],
      [1, 2, 3, 4, 5],
    ]);
    expect(timelineReply(twelve, { ...OPTIONS, perPage: null }).entries).toHaveLength(12);
  });

  it('tells the months in words, and what stands in none', () => {
    const timeline = composeTimeline(
      passagesOf([
        { date: '2021-07', outlet: 'A' },
        { date: '2021-07', outlet: null },
        { date: '2021' },
        { date: null, document: 'x' },
        { date: null, document: 'x' },
      ]),
    );
    const reply = timelineReply(timeline, OPTIONS);
    expect(reply.text).toBe('3 quotations on “the ferry” from 3 documents, oldest first:');
    expect(reply.months).toEqual([
      { when: 'July 2021', count: 2, outlets: 'A 1, no outlet named 1' },
    ]);
    expect(reply.notes).toEqual([
      'Dated by the year alone, so in no month: 1 of 2021',
      'Not shown: 2 passages of 1 undated document',
    ]);
  });

  it('describes the picture where there is one', () => {
    const picture = { png: 'AAAA' };
    expect(timelineReply(twelve, OPTIONS).picture).toBeNull();
    const shown = timelineReply(twelve, { ...OPTIONS, picture }).picture;
    expect(shown?.png).toBe('AAAA');
    expect(shown?.description).toContain('January 2021: 1 (Inforos 1); February 2021: 1');
  });

  it('says so where the topic is only come near to, and where nothing is dated', () => {
    expect(timelineReply(twelve, OPTIONS).caution).toBeNull();
    expect(timelineReply(twelve, { ...OPTIONS, isFirm: false }).caution).toContain('nearest');
    const undated = composeTimeline(passagesOf([{ date: null }]));
    const reply = timelineReply(undated, OPTIONS);
    expect(reply).toMatchObject({ text: 'No dated passage on “the ferry”.', entries: [] });
    expect(reply.notes).toEqual(['Not shown: 1 passage of 1 undated document']);
  });
});

describe('turnTimeline', () => {
  it('lays the same pages again of citations that were brought back', () => {
    const [first, second, ...others] = passagesOf([
      { date: '2021-07' },
      { date: '2015-10' },
      { date: null },
    ]).map(({ citation }) => citation);
    if (first === undefined || second === undefined) throw new Error('too few');
    const again = [
      { ...first, n: 2 },
      { ...second, n: 1 },
      ...others.map((other) => ({ ...other, n: 0 })),
    ];
    const reply = turnTimeline(again, { isFirm: true, page: 1, picture: { png: null } });
    expect(reply.entries.map(({ n, source }) => [n, source.date])).toEqual([
      [1, 'October 2015'],
      [2, 'July 2021'],
    ]);
    expect(reply).toMatchObject({ topic: null, picture: { png: null } });
    expect(reply.notes).toHaveLength(1);
  });
});

describe('layTimeline', () => {
  it('refuses as an answer does, in the words of a topic', async () => {
    const answerer = fakeAnswerer({ answer: () => answerOf({ outcome: 'none', citations: [] }) });
    const { reply, found } = await layTimeline(answerer, { question: ' the  ferry ' });
    expect(reply).toMatchObject({
      kind: 'none',
      question: 'the ferry',
      text: 'Nothing in the documents comes near this topic.',
    });
    expect(found).toEqual([]);
  });

  it('keeps what was found in rank order beside the entries in order of time', async () => {
    const late = citationOf('Late.', { n: 1, document: { id: 'a', date: '2021' } });
    const early = citationOf('Early.', { n: 2, label: 2, document: { id: 'b', date: '2015' } });
    const answerer = fakeAnswerer({ sources: [late, early] });
    const { answer, found } = await layTimeline(answerer, { question: 'x' });
    expect(found.map(({ n, text }) => [n, text])).toEqual([
      [1, 'Late.'],
      [2, 'Early.'],
    ]);
    expect(answer.citations.map(({ n, text }) => [n, text])).toEqual([
      [1, 'Early.'],
      [2, 'Late.'],
    ]);
  });
});
