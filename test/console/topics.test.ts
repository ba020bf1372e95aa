// /compare and /timeline in the chat.

import { describe, expect, it } from 'vitest';
import { answerOf, citationOf } from '../replies/answers.js';
import { paragraphsOf } from '../support/builders.js';
import { pipe } from './chatting.js';
import { fakeAnswerer } from './fake-answerer.js';

const LATE = citationOf('Late.', { n: 1, document: { id: 'a', date: '2021-07', outlet: 'Post' } });
const EARLY = citationOf('Early.', {
  n: 2,
  label: 2,
  paragraph: { first: 2, last: 2, of: 3 },
  document: { id: 'b', date: '2015-10' },
});

describe('/compare', () => {
  it.each(['/compare the ferry | 2015 | before 2022', '/compare the ferry vs 2015 vs before 2022'])(
    'quotes each side under its name: %s',
    async (line) => {
      const answerer = fakeAnswerer({ answer: () => answerOf({ citations: [EARLY] }) });
      const written = await pipe(answerer, `${line}\n`);
      expect(written).toMatch(/\n2015\n[^]*“Early\.”[^]*\nbefore 2022\n[^]*“Early\.”/);
      expect(written).toContain('[2] ');
    },
  );

  it.each(['/compare', '/compare the ferry', '/compare the ferry | 2015', '/compare a | | b'])(
    'tells how it is written: %s',
    async (line) => {
      expect(await pipe(fakeAnswerer(), `${line}\n`)).toContain('/compare Bagram | 2019 | 2021');
    },
  );

  it('says what is wrong with a side', async () => {
    const written = await pipe(fakeAnswerer(), '/compare the ferry | 2015 | 2015\n');
    expect(written).toContain('Both sides are the same');
  });
});

describe('/timeline', () => {
  it('quotes the oldest first, and tells the months in words', async () => {
    const written = await pipe(fakeAnswerer({ sources: [LATE, EARLY] }), '/timeline the ferry\n');
    expect(written).toMatch(/October 2015\n[^]*“Early\.”[^]*July 2021\n[^]*“Late\.”/);
    expect(written).toMatch(/July 2021 +1 · Post 1/);
  });

  it('leads from its numbers to the context', async () => {
    const answerer = fakeAnswerer({
      sources: [LATE, EARLY],
      paragraphs: paragraphsOf(['Before.', 'Early.', 'After.']),
    });
    const written = await pipe(answerer, '/timeline the ferry\n/context 1\n');
    expect(written).toContain('Before.');
  });

  it('asks for a topic, and asks for no picture', async () => {
    const answerer = fakeAnswerer({ sources: [LATE] });
    expect(await pipe(answerer, '/timeline\n/timeline x\n')).toContain('/timeline and a topic');
    expect(answerer.asked).toEqual([{ question: 'x' }]);
  });
});
