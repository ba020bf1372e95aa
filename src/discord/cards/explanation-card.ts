// In: every number that led to an answer. Out: a compact card of the most telling ones; the whole tables are
// the terminal's, which has the width for them.

import type { ExplanationReply } from '../../replies/reply.js';
import type { Card } from './card.js';
import { label, shortPart } from './citation-text.js';
import { fitByScale } from './fit.js';
import { ACCENT } from './palette.js';
import { cardOf, separator, small, textOf } from './parts.js';

const LONGEST = { question: 150, word: 40, file: 60 } as const;
const MOST = { matches: 10, terms: 16 } as const;

type Match = ExplanationReply['explanation']['matches'][number];

/** Lays out an explanation. */
export function explanationCard(reply: ExplanationReply): Card {
  const { question, outcome, confidence, explanation } = reply;
  return fitByScale((scale) => {
    const terms = explanation.terms.slice(0, Math.ceil(MOST.terms * scale));
    const words = terms.map(
      ({ term, frequency }) => `${shortPart(term, LONGEST.word)} ${frequency}`,
    );
    return cardOf(ACCENT.neutral, [
      ...textOf([small([shortPart(question, LONGEST.question)])]),
      ...textOf([
        `**${outcome}** · confidence ${confidence.toFixed(2)}`,
        words.length === 0 ? null : small([`Passages with each word: ${words.join(', ')}`]),
      ]),
      separator(),
      ...explanation.matches
        .slice(0, Math.ceil(MOST.matches * scale))
        .flatMap((match) => textOf(matchLines(match))),
    ]);
  });
}

function matchLines({ n, file, ordinal, trace }: Match): (string | null)[] {
  const { score, cosine, sentenceCosine, bm25, denseRank, lexicalRank } = trace;
  return [
    `${label(n)} ${shortPart(file, LONGEST.file)} \\#${ordinal}`,
    small([
      `score ${score.toFixed(3)}`,
      `meaning ${cosine.toFixed(3)}, best sentence ${sentenceCosine.toFixed(3)}`,
      `words ${bm25.toFixed(2)}`,
      `ranks ${denseRank ?? '–'} and ${lexicalRank ?? '–'}`,
    ]),
  ];
}
