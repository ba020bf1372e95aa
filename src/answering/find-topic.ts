// In: what retrieval found for a topic. Out: the passages that are on it, wire copies once. Retrieval ranks whatever
// there is, so each passage is judged as the first one of an answer is: what would not even be shown as near is off
// the topic (DECISIONS.md has how often that is right).

import type { TermStatistics } from '../retrieval/retrieve.js';
import type { ScoredPassage } from '../retrieval/scored-passage.js';
import type { TopicPassage } from '../timelines/timeline.js';
import { collapseDuplicates } from './collapse-duplicates.js';
import { toCitation } from './compose-answer.js';
import { computeFeatures } from './features.js';
import { chooseHighlight, stemTerms } from './highlight.js';
import { judge } from './outcome.js';

/** Passages that are looked at for a topic: each leg's candidates, all of them read by sentences. */
export const TOPIC_PASSAGES = 400;

export interface TopicInput {
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
  const { ranked, terms, presence, background } = input;
  const stemmed = stemTerms(terms);
  const head = ranked.slice(0, background);
  const outcomes = new Map(
    ranked.map((scored) => {
      const { label } = scored.passage;
      const features = computeFeatures({
        top: scored,
        others: head.filter((other) => other !== scored).slice(0, background - 1),
        terms,
        present: presence.map((labels) => labels.has(label)),
        highlight: chooseHighlight(scored, stemmed),
      });
      return [label, judge(features).outcome] as const;
    }),
  );
  const near = ranked.filter(({ passage }) => outcomes.get(passage.label) !== 'none');
  return collapseDuplicates(near, near.length).map((scored, i) => ({
    citation: toCitation(scored, stemmed, i + 1),
    isStrong: outcomes.get(scored.passage.label) === 'answer',
  }));
}
