// In: what is kept of an answer. Out: why these passages, in words with the figures behind them: which words
// matched and how rare they are, how near each passage is in meaning, how it ranked, and what spoke for and
// against the answer.

import type { AnswerRecord, FoundPassage, MatchedWord } from '../store/state-store.js';
import { showParagraph } from './cite.js';
import { explainConfidence } from './confidence.js';
import type { PassageReason, WhyReply } from './reply.js';
import { tellReason } from './tell-reason.js';
import { tellFeatures, weighFeatures } from './weigh-features.js';

export type WhyInput = Pick<
  AnswerRecord,
  'words' | 'searched' | 'confidence' | 'outcome' | 'judgement'
> & {
  /** Those that were shown, or that there is a reason to explain. */
  readonly found: readonly FoundPassage[];
};

/** Tells why these passages were found. */
export function whyReply(input: WhyInput): WhyReply {
  const { words, found, searched, confidence, outcome, judgement } = input;
  const known = words.filter(({ passages }) => passages > 0);
  const rarest = [...known].sort((a, b) => a.passages - b.passages);
  const passages = searched === 1 ? '1 passage was' : `${searched} passages were`;
  const among = searched > 0 ? `${passages} compared` : 'Passages are compared';
  const told = judgement === undefined ? NOTHING_TOLD : tellFeatures(weighFeatures(judgement));
  return {
    kind: 'why',
    text: `${among} with the question, by meaning and by words; the rarer a word, the more it counts.`,
    words: rarest.map(showWord),
    unknown: words.filter((word) => word.passages === 0).map(({ word }) => word),
    passages: found.map((passage) => reasonOf(passage, rarest)).sort((a, b) => a.n - b.n),
    confidence: explainConfidence(outcome, confidence),
    ...told,
  };
}

const NOTHING_TOLD = { speaksFor: [], speaksAgainst: [] };

function showWord({ word, passages }: MatchedWord): string {
  return `${word} (in ${passages === 1 ? '1 passage' : `${passages} passages`})`;
}

function reasonOf(passage: FoundPassage, words: readonly MatchedWord[]): PassageReason {
  const { n, shownAs, title, paragraph } = passage;
  return {
    n: shownAs ?? n,
    title,
    paragraph: showParagraph(paragraph),
    reason: tellReason(passage, words),
  };
}
