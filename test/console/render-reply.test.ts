import { stripVTControlCharacters } from 'node:util';
import { FUSION } from '../../src/retrieval/fuse-scores.js';
import { describe, expect, it } from 'vitest';
import { faceOf } from '../../src/console/face.js';
import { renderReply } from '../../src/console/render-reply.js';
import { textWidth } from '../../src/shared/wrap-text.js';
import { aboutReply } from '../../src/replies/about-reply.js';
import { answerReply } from '../../src/replies/answer-reply.js';
import { explanationReply } from '../../src/replies/explanation-reply.js';
import { contextReply, documentReply } from '../../src/replies/context-reply.js';
import { privacyReply } from '../../src/replies/privacy-reply.js';
import { whyReply } from '../../src/replies/why-reply.js';
import { sourcesReply } from '../../src/replies/sources-reply.js';
import type { ScoreTrace } from '../../src/retrieval/scored-passage.js';
import { paragraphsOf } from '../support/builders.js';
import { answerOf, citationOf, COVERAGE, spanOf, WHY } from '../replies/answers.js';
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
    expect(renderReply(answerReply(none, { coverage: COVERAGE }), PIPE)).toEqual([
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
    const paragraph = { first: 1, last: 1, of: 1 };
    const citations = [citationOf(`A ${HOSTILE}text.`, { document, paragraph })];
    const [first = citationOf('x')] = citations;
    const copied = [
      {
        ...first,
        alsoIn: [{ ...first, label: 2, document: { ...first.document, outlet: `P${HOSTILE}` } }],
      },
    ];
    const understood = [{ kind: 'slip', from: HOSTILE, to: HOSTILE }] as const;
    const hostile = { ...answerOf({ question: `q${HOSTILE}`, citations }), understood };
    const titles = { ...COVERAGE, titles: [HOSTILE], outlets: [HOSTILE] };
    const heard = { reading: HOSTILE, asOf: HOSTILE };
    const status = await fakeAnswerer().status();
    const replies = [
      answerReply(hostile, heard),
      answerReply({ ...hostile, outcome: 'closest' }),
      answerReply({ ...hostile, outcome: 'none' }, { coverage: titles, ...heard }),
      sourcesReply(`q${HOSTILE}`, citations),
      answerReply({ ...hostile, citations: copied }),
      sourcesReply(null, copied),
      aboutReply({ ...status, model: HOSTILE, notice: HOSTILE }, HOSTILE),
      contextReply(first, paragraphsOf([`A ${HOSTILE}text.`])),
      whyReply({ ...WHY, words: [{ word: HOSTILE, passages: 0 }] }),
      { kind: 'notice', text: HOSTILE } as const,
      { kind: 'error', text: HOSTILE } as const,
    ];
    const lines = replies.flatMap((reply) => renderReply(reply, NO_COLOR));
    expect(lines.join('')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

describe('renderReply of a question', () => {
  it('says above the answer how it was read and what lies beyond the corpus', () => {
    const asked = { reading: 'Who left in 2023?', asOf: 'The corpus ends in July 2021.' };
    expect(renderReply(answerReply(answer, asked), PIPE).slice(0, 4)).toEqual([
      'Read as: Who left in 2023?',
      'The corpus ends in July 2021.',
      '',
      `│ “${TEXT}”`,
    ]);
  });

  it('says what was searched where a slip was mended', () => {
    const understood = [{ kind: 'slip', from: 'bagrm', to: 'Bagram' }] as const;
    const [line] = renderReply(answerReply({ ...answer, understood }), PIPE);
    expect(line).toBe('Searched for “Bagram”');
  });

  it('sets that line dim', () => {
    const [line] = renderReply(answerReply(answer, { reading: 'Who left?' }), TERMINAL);
    expect(line).toBe('\u001B[2mRead as: Who left?\u001B[22m');
  });
});

describe('renderReply of a context', () => {
  const paragraphs = paragraphsOf(['Before.', 'One came. Two left.', 'x'.repeat(2_390)]);
  const cited = citationOf('One came. Two left.', {
    n: 3,
    paragraph: { first: 2, last: 2, of: 3 },
    highlight: { start: 10, end: 19 },
  });

  it('numbers the paragraphs and says how to go on', () => {
    expect(renderReply(contextReply(cited, paragraphs), PIPE)).toEqual([
      '[3] Inforos · A title · 8 Jul 2021 · notes/a.md',
      '',
      '│ ¶ 1 of 3  Before.',
      '',
      '│ ¶ 2 of 3  One came. Two left.',
      '',
      'later: /context 3 1',
    ]);
  });

  it('sets the sentence that was highlighted bold', () => {
    const lines = renderReply(contextReply(cited, paragraphs), TERMINAL).join('\n');
    expect(lines).toContain('\u001B[36mOne came. \u001B[39m\u001B[1m\u001B[36mTwo left.');
  });

  it('has neither a number nor commands where a document is read', () => {
    const document = { ...cited.document, author: null, paragraphs: 1 };
    const lines = renderReply(documentReply(document, paragraphsOf(['One.'])), PIPE);
    expect(lines).toEqual(['Inforos · A title · 8 Jul 2021 · notes/a.md', '', '│ ¶ 1 of 1  One.']);
  });

  it('marks where a long paragraph goes on', () => {
    const long = paragraphsOf(['One came. '.repeat(300).trim()]);
    const document = { ...cited.document, author: null, paragraphs: 1 };
    const [first, second] = [0, 1].map((page) =>
      renderReply(documentReply(document, long, page), PIPE),
    );
    expect(first?.[2]).toMatch(/^│ ¶ 1 of 1 {2}One.*\u00A0…$/);
    expect(second?.[2]).toMatch(/^│ ¶ 1 of 1 {2}…\u00A0One.*came\.$/);
  });
});

describe('renderReply of reasons and of what is kept', () => {
  it('tells words, ranks and confidence', () => {
    const lines = renderReply(whyReply(WHY), PIPE);
    expect(lines).toContain('Words: Bagram (in 4 passages), left (in 9 passages)');
    expect(lines).toContain('Nowhere in the corpus: zeppelin');
    expect(lines).toContain(
      '[1] A title · ¶ 7 of 23 · First, because its best sentence is very close in meaning (.80); it was 1st by meaning and 3rd by words.',
    );
  });

  it('tells what is kept and for how long', () => {
    const counts = { answers: 2, turns: 1, feedback: 0 };
    const lines = renderReply(privacyReply({ counts, keepsQuestions: false }), PIPE);
    expect(lines).toContain('    30 minutes');
    expect(lines.at(-1)).toBe('Kept of you now: 2 answers, 1 question and 0 votes.');
  });
});

describe('renderReply of an explanation', () => {
  const trace: ScoreTrace = {
    cosine: 0.6,
    contextCosine: 0.5,
    sentenceCosine: 0.8,
    dense: 0.7,
    bm25: 2,
    bm25Share: 0.25,
    coverage: 0.25,
    order: 0.25,
    lexical: 0.25,
    score: 0.68,
    denseRank: 3,
    lexicalRank: null,
  };
  const explained = answerOf({
    explanation: {
      fusion: FUSION,
      terms: [{ term: 'bagram', frequency: 7, idf: 2.37 }],
      matches: [{ n: 1, label: 1, file: 'notes/a.md', ordinal: 2, trace }],
      features: {
        cosine: 0.6,
        sentenceCosine: 0.8,
        coverage: 0.5,
        sentenceCoverage: 0.25,
        lexicalStrength: 0.1,
        prominence: 0.2,
        unknown: 0,
        order: 0.1,
        negationMissing: 0,
        numbersMissing: 0,
        namesMissing: 0,
        kindMissing: 0,
        vocabularyGap: 0.1,
      },
      weights: { intercept: -3, cosine: 2, sentenceCosine: 4 },
      logit: 1.4,
    },
  });
  const lines = renderReply(explanationReply(explained), PIPE);

  it('shows every score of a match and its ranks in both lists', () => {
    const row = lines.find((line) => line.includes('notes/a.md'));
    expect(row?.trim().split(/\s+/)).toEqual([
      ...[
        '1',
        'notes/a.md',
        '#2',
        '0.600',
        '0.500',
        '0.800',
        '0.700',
        '2.00',
        '0.25',
        '0.25',
        '0.250',
        '0.680',
      ],
      '3/–',
    ]);
  });

  it('shows what each feature adds, and that it adds up to the logit', () => {
    const row = (name: string): string[] | undefined =>
      lines.find((line) => line.startsWith(name))?.split(/\s{2,}/);
    expect(row('sentenceCosine')).toEqual(['sentenceCosine', '0.800', '0.640', '4.00', '0.640']);
    expect(row('all as usual')).toEqual(['all as usual', '0.880']);
    expect(row('logit')).toEqual(['logit', '1.400']);
  });

  it('tells the same in words', () => {
    expect(lines).toContain(
      'Speaks for it: its best sentence is close to the question in meaning (.80, usually .64)',
    );
    expect(lines).toContain('Words: Bagram (in 7 passages)');
  });
});
