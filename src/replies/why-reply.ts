// In: what is kept of an answer. Out: why these passages, in words: which words matched and how rare they are,
// how near each passage is in meaning, how it ranked, and how sure the answer is. No raw score is shown.

import type { AnswerRecord, FoundPassage, MatchedWord } from '../store/state-store.js';
import { showParagraph } from './cite.js';
import { explainConfidence } from './confidence.js';
import type { PassageReason, WhyReply } from './reply.js';

export type WhyInput = Pick<AnswerRecord, 'words' | 'searched' | 'confidence' | 'outcome'> & {
  /** Those that were shown, or that there is a reason to explain. */
  readonly found: readonly FoundPassage[];
};

/**
 * Cosines of question and passage with the model that ships, measured over test/questions/shipped-corpus.jsonl
 * with `npm run ask -- --batch --explain`: first passages of answerable questions .64 to .72 (quartiles),
 * of unanswerable ones .52 to .63; the eleventh to twentieth of answerable ones .53 to .60.
 */
const VERY_CLOSE = 0.7;
/** Above three quarters of what ranks eleventh or later. */
const CLOSE = 0.6;

/** Tells why these passages were found. */
export function whyReply(input: WhyInput): WhyReply {
  const { words, found, searched, confidence, outcome } = input;
  const known = words.filter(({ passages }) => passages > 0);
  const rarest = [...known].sort((a, b) => a.passages - b.passages);
  const passages = searched === 1 ? '1 passage was' : `${searched} passages were`;
  const among = searched > 0 ? `${passages} compared` : 'Passages are compared';
  return {
    kind: 'why',
    text: `${among} with the question, by meaning and by words; the rarer a word, the more it counts.`,
    words: rarest.map(showWord),
    unknown: words.filter((word) => word.passages === 0).map(({ word }) => word),
    passages: found.map(reasonOf),
    confidence: explainConfidence(outcome, confidence),
  };
}

function showWord({ word, passages }: MatchedWord): string {
  return `${word} (in ${passages === 1 ? '1 passage' : `${passages} passages`})`;
}

function reasonOf(passage: FoundPassage): PassageReason {
  const { n, shownAs, title, paragraph, trace } = passage;
  return {
    n: shownAs ?? n,
    title,
    paragraph: showParagraph(paragraph),
    meaning: trace === null ? 'not compared' : meaningOf(trace.cosine),
    ranks: trace === null ? 'no ranks are kept' : `${byMeaning(trace)}, ${byWords(trace)}`,
  };
}

function meaningOf(cosine: number): string {
  if (cosine >= VERY_CLOSE) return 'very close in meaning';
  return cosine >= CLOSE ? 'close in meaning' : 'distant in meaning';
}

type Trace = NonNullable<FoundPassage['trace']>;

function byMeaning({ denseRank }: Trace): string {
  return denseRank === null ? 'not among the first by meaning' : `${ordinal(denseRank)} by meaning`;
}

function byWords({ lexicalRank, bm25 }: Trace): string {
  if (lexicalRank !== null) return `${ordinal(lexicalRank)} by words`;
  return bm25 > 0 ? 'not among the first by words' : 'no word in common';
}

/** `1st`, `2nd`, `3rd`, `4th`, `11th`. */
export function ordinal(n: number): string {
  const isTeen = n % 100 >= 11 && n % 100 <= 13;
  const ending = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n}${ending}`;
}
