import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { faceOf } from '../../src/console/face.js';
import { renderReply } from '../../src/console/render-reply.js';
import { textWidth } from '../../src/shared/wrap-text.js';
import { aboutReply } from '../../src/replies/about-reply.js';
import { answerReply } from '../../src/replies/answer-reply.js';
import { explanationReply } from '../../src/replies/explanation-reply.js';
import { sourcesReply } from '../../src/replies/sources-reply.js';
import type { ScoreTrace } from '../../src/retrieval/scored-passage.js';
import { answerOf, citationOf, COVERAGE, spanOf } from '../replies/answers.js';
import { fakeAnswerer } from './fake-answerer.js';

const PIPE = faceOf({});
const TERMINAL = faceOf({ isTTY: true, columns: 60 }, true);
const NO_COLOR = faceOf({ isTTY: true, columns: 60 }, false);

const HOSTILE = '\u001B[2J\u001B]0;x\u0007\u202E\u200B';
const TEXT = 'They came in 1979. They left in 1989, as all had expected. Nobody waved.';
const answer = answerOf({
  citations: [
    citationOf(TEXT, { highlight: spanOf(TEXT, 'They left in 1989, as all had expected.') }),
  ],
});

describe('renderReply', () => {
  it('sets an answer as a quotation and the line that cites it', () => {
    expect(renderReply(answerReply(answer), PIPE)).toEqual([
      `│ “${TEXT}”`,
      '[1] Inforos · A title · 8 Jul 2021 · ¶ 7 of 23 · notes/a.md',
      '',
      '80 % sure that [1] holds the answer · searched 3 documents, 14 Oct 2015 to July 2021',
    ]);
  });

  it('sets the best sentence bold, on every line that it takes', () => {
    const lines = renderReply(answerReply(answer), TERMINAL);
    expect(lines[0]).toContain('\u001B[1m\u001B[36mThey left in 1989, as all had\u001B[39m');
    expect(lines[1]).toContain('\u001B[1m\u001B[36mexpected.\u001B[39m\u001B[22m\u001B[36m Nobody');
  });

  it('says the same with colours and without', () => {
    const plain = renderReply(answerReply(answer), NO_COLOR);
    const colored = renderReply(answerReply(answer), TERMINAL).map(stripVTControlCharacters);
    expect(colored).toEqual(plain);
    expect(plain.join('')).not.toContain('\u001B');
  });

  it('does not set a passage that is no answer like one', () => {
    const lines = renderReply(answerReply({ ...answer, outcome: 'closest' }), TERMINAL).join('\n');
    expect(stripVTControlCharacters(lines)).toContain('does not seem to answer this');
    expect(lines).not.toContain('\u001B[36m');
  });

  it('keeps the ellipsis outside the quotation', () => {
    const cut = { start: true, end: true };
    const reply = answerReply(answerOf({ citations: [citationOf('of it all', { cut })] }));
    expect(renderReply(reply, PIPE)[0]).toBe('│ …\u00A0“of it all”\u00A0…');
  });

  it('says why there is no answer, what is covered and what to try', () => {
    const none = answerOf({ outcome: 'none', citations: [], reason: 'filtered' });
    expect(renderReply(answerReply(none, COVERAGE), PIPE)).toEqual([
      'No passage passes the filters of this question.',
      'The corpus holds 3 documents, 14 Oct 2015 to July 2021, from Inforos and SouthFront.',
      'Widen or leave out after:, before:, outlet:, the "exact phrase" or the -word.',
    ]);
  });

  it('keeps to the width of the terminal, wide characters counted', () => {
    const wide = answerOf({
      citations: [citationOf('斑馬 '.repeat(40), { document: { title: '標題'.repeat(40) } })],
    });
    for (const line of renderReply(answerReply(wide), NO_COLOR)) {
      expect(textWidth(line)).toBeLessThanOrEqual(60);
    }
  });

  it('makes everything that came from outside harmless', async () => {
    const document = {
      title: `T${HOSTILE}`,
      outlet: `O${HOSTILE}`,
      file: `f${HOSTILE}.md`,
      date: HOSTILE,
    };
    const citations = [citationOf(`A ${HOSTILE}text.`, { document })];
    const hostile = answerOf({ question: `q${HOSTILE}`, citations });
    const titles = { ...COVERAGE, titles: [HOSTILE], outlets: [HOSTILE] };
    const status = await fakeAnswerer().status();
    const replies = [
      answerReply(hostile),
      answerReply({ ...hostile, outcome: 'closest' }),
      answerReply({ ...hostile, outcome: 'none' }, titles),
      sourcesReply(`q${HOSTILE}`, citations),
      aboutReply({ ...status, model: HOSTILE, notice: HOSTILE }),
      { kind: 'notice', text: HOSTILE } as const,
      { kind: 'error', text: HOSTILE } as const,
    ];
    const lines = replies.flatMap((reply) => renderReply(reply, NO_COLOR));
    expect(lines.join('')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

describe('renderReply of an explanation', () => {
  const trace: ScoreTrace = {
    cosine: 0.6,
    contextCosine: 0.5,
    sentenceCosine: 0.8,
    dense: 0.7,
    bm25: 2,
    lexical: 0.25,
    score: 0.68,
    denseRank: 3,
    lexicalRank: null,
  };
  const explained = answerOf({
    explanation: {
      terms: [{ term: 'bagram', frequency: 7, idf: 2.37 }],
      matches: [{ n: 1, file: 'notes/a.md', ordinal: 2, trace }],
      features: {
        cosine: 0.6,
        sentenceCosine: 0.8,
        coverage: 0.5,
        sentenceCoverage: 0.25,
        lexicalStrength: 0.1,
        prominence: 0.2,
        unknown: 0,
      },
      weights: { intercept: -3, cosine: 2, sentenceCosine: 4 },
      logit: 1.4,
    },
  });
  const lines = renderReply(explanationReply(explained), PIPE);

  it('shows every score of a match and its ranks in both lists', () => {
    const row = lines.find((line) => line.includes('notes/a.md'));
    expect(row?.trim().split(/\s+/)).toEqual([
      ...['1', 'notes/a.md', '#2', '0.600', '0.500', '0.800', '0.700', '2.00', '0.250', '0.680'],
      '3/–',
    ]);
  });

  it('shows features, weights and products that add up to the logit', () => {
    const row = (name: string): string[] | undefined =>
      lines.find((line) => line.startsWith(name))?.split(/\s+/);
    expect(row('sentenceCosine')).toEqual(['sentenceCosine', '0.800', '4.00', '3.200']);
    expect(row('intercept')).toEqual(['intercept', '-3.000']);
    expect(row('logit')).toEqual(['logit', '1.400']);
  });
});
