// In: what retrieval found for a topic. Out: the passages that are on it, wire copies once. Retrieval ranks whatever
// there is, so each passage is judged as the first one of an answer is, and only what would be shown as an answer is
// on the topic; where nothing is, what would be shown as near. A cut at a share of the best score keeps nearly
// everything where the corpus does not speak of the topic (DECISIONS.md).

import { RETRIEVAL, type TermStatistics } from '../retrieval/retrieve.js';
import type { ScoredPassage } from '../retrieval/scored-passage.js';
import type { TopicPassage } from '../timelines/timeline.js';
import { marksOf } from './choose-shown.js';
import { toCitation } from './compose-answer.js';
import { computeFeatures } from './features.js';
import type { FoundPassages } from './find-passages.js';
import { chooseHighlight, stemTerms } from './highlight.js';
import { mergeCopies } from './merge-copies.js';
import { judge, USUAL_GAP, type ConfidenceModel } from './outcome.js';

/** Passages that are looked at for a topic: each leg's candidates, all of them read by sentences. */
export const TOPIC_PASSAGES = 400;

export interface TopicInput {
  readonly question: string;
  readonly model: ConfidenceModel;
  /** As the build measured it of this corpus. */
  readonly vocabularyGap: number;
  /** Best first. */
  readonly ranked: readonly ScoredPassage[];
  readonly terms: readonly TermStatistics[];
  /** For each term, the labels that hold it. */
  readonly presence: readonly ReadonlySet<number>[];
  /** How many of the best an answer reads: what a passage stands out from. */
  readonly background: number;
}

/** The passages on a topic, best first, numbered by rank. */
export function findTopic(input: TopicInput): TopicPassage[] {
  const { question, ranked, terms, presence, background, model, vocabularyGap } = input;
  const stemmed = stemTerms(terms, question);
  const head = ranked.slice(0, background);
  const outcomes = new Map(
    ranked.map((scored) => {
      const { label } = scored.passage;
      const features = computeFeatures({
        question,
        vocabularyGap,
        top: scored,
        others: head.filter((other) => other !== scored).slice(0, background - 1),
        terms,
        present: presence.map((labels) => labels.has(label)),
        highlight: chooseHighlight(scored, stemmed),
      });
      return [label, judge(features, model).outcome] as const;
    }),
  );
  const wanted = [...outcomes.values()].includes('answer') ? 'answer' : 'closest';
  const onTopic = ranked.filter(({ passage }) => outcomes.get(passage.label) === wanted);
  return mergeCopies(onTopic).map((item, i) => ({
    citation: { ...toCitation(item.lead, stemmed, i + 1), ...marksOf(item) },
    isStrong: wanted === 'answer',
  }));
}

/** The same for what was found in a corpus, reading which of its words each passage holds. */
export async function findTopicIn(
  { corpus, question, retrieval }: Pick<FoundPassages, 'corpus' | 'question' | 'retrieval'>,
  model: ConfidenceModel,
): Promise<TopicPassage[]> {
  const { reader, generation } = corpus;
  const labels = retrieval.ranked.map(({ passage }) => passage.label);
  return findTopic({
    model,
    question: question.text,
    vocabularyGap: generation.measure?.vocabularyGap ?? USUAL_GAP,
    ranked: retrieval.ranked,
    terms: retrieval.terms,
    presence: await reader.termPresence(generation, question.terms, labels),
    background: RETRIEVAL.reranked,
  });
}
