// In: sentences of the passages found for a topic, by document, each with how much it is about the topic. Out:
// those that say most of it, from several documents, in order of time. Pure.

import { centralityOf, likenessOf, type Likeness } from './centrality.js';
import { SAME, withNeeded, type Stretch } from './choose-sentences.js';
import { withoutCopies } from './wire-copies.js';
import type { Sentence } from './sentences.js';
import { showStretches } from './show-stretch.js';
import type { SummarySentence } from './summary.js';

/** What was found of one document: its found passages in order. */
export interface FoundDocument {
  readonly sentences: readonly Sentence[];
  /** For each sentence, how much it is about the topic: its cosine and its passage's score. */
  readonly relevance: readonly number[];
  /** For each sentence, whether it holds every word of the topic. */
  readonly mentions: readonly boolean[];
}

/** Documents that a summary of a topic draws on at least, where so many speak of it; half its length if that is more. */
const LEAST_DOCUMENTS = 3;

/** Below the most relevant sentence by more than this, a sentence that does not name the topic is about another. */
const RELEVANCE_RANGE = 0.35;

/** Share of the range that a sentence counts at least which names the topic. */
const LEAST = 0.1;

/** What a document's further sentences count, each time one of it was taken. */
const AGAIN = 0.7;

/** Share of its centrality in what a sentence counts; the rest is its relevance alone. */
const CENTRALITY_SHARE = 0.5;

interface Candidate {
  readonly document: FoundDocument;
  readonly stretch: Stretch;
  readonly sentence: Sentence;
  readonly score: number;
}

/** Chooses at most so many quotations; documents come best first. */
export function summarizeTopic(found: readonly FoundDocument[], most: number): SummarySentence[] {
  const documents = withoutCopies(found);
  const all = documents.flatMap(({ sentences }) => sentences);
  const likeness = likenessOf(all);
  const chosen = cover(candidatesOf(documents, all, likeness), likeness, most);
  const scored = new Map(chosen.map(({ stretch, score }) => [stretch, score]));
  const ordered = inOrderOfTime(chosen).map(({ stretch }) => stretch);
  return showStretches(ordered, (stretch) => scored.get(stretch) ?? 0);
}

function candidatesOf(
  documents: readonly FoundDocument[],
  all: readonly Sentence[],
  likeness: Likeness,
): Candidate[] {
  const centrality = new Map(centralityOf(all, likeness).map((value, i) => [all[i], value]));
  const best = Math.max(...documents.flatMap(({ relevance }) => relevance));
  return documents.flatMap((document) =>
    document.sentences.flatMap((sentence, i) => {
      const above = ((document.relevance[i] ?? 0) - best) / RELEVANCE_RANGE + 1;
      const near = document.mentions[i] === true ? Math.max(above, LEAST) : above;
      const needed = near > 0 && sentence.isProse ? withNeeded(document.sentences, i) : null;
      const [first, ...rest] = (needed ?? []).flatMap((at) => document.sentences[at] ?? []);
      if (first === undefined) return [];
      const central = centrality.get(sentence) ?? 0;
      const share = 1 - CENTRALITY_SHARE + CENTRALITY_SHARE * central;
      const stretch: Stretch = [first, ...rest];
      return [{ document, stretch, sentence, score: near ** 2 * share }];
    }),
  );
}

/** Takes the best again and again: from documents not yet drawn on, until there are enough of them. */
function cover(all: readonly Candidate[], likeness: Likeness, most: number): Candidate[] {
  const wanted = Math.max(LEAST_DOCUMENTS, Math.ceil(most / 2));
  const chosen: Candidate[] = [];
  let left = all;
  while (chosen.length < most) {
    const used = (document: FoundDocument): number =>
      chosen.filter((other) => other.document === document).length;
    const fresh = left.filter(({ document }) => used(document) === 0);
    const drawnOn = new Set(chosen.map(({ document }) => document)).size;
    const from = drawnOn < wanted && fresh.length > 0 ? fresh : left;
    const worth = ({ score, document }: Candidate): number => score * AGAIN ** used(document);
    const [first, ...rest] = from;
    if (first === undefined) break;
    const next = rest.reduce((best, one) => (worth(one) > worth(best) ? one : best), first);
    chosen.push(next);
    left = left.filter((one) => !saysTheSame(one, next, likeness));
  }
  return chosen;
}

/** True where two share a sentence or say the same. */
function saysTheSame(a: Candidate, b: Candidate, likeness: Likeness): boolean {
  const isShared = a.stretch.some((sentence) => b.stretch.includes(sentence));
  return isShared || likeness.between(a.sentence, b.sentence) >= SAME;
}

/**
 * By date, then by place in the document: a reader follows events as they came. What has no date comes last,
 * the most relevant document first, because any place among the dated would claim a date.
 */
function inOrderOfTime(chosen: readonly Candidate[]): Candidate[] {
  const best = new Map<FoundDocument, number>();
  for (const { document, score } of chosen) {
    best.set(document, Math.max(score, best.get(document) ?? 0));
  }
  return [...chosen].sort((a, b) => {
    if (a.document === b.document) return placeOf(a) - placeOf(b);
    const [dateA, dateB] = [dateOf(a), dateOf(b)];
    if (dateA !== dateB) return dateA < dateB ? -1 : 1;
    return (best.get(b.document) ?? 0) - (best.get(a.document) ?? 0);
  });
}

/** Sorts behind every date where there is none. */
function dateOf({ sentence }: Candidate): string {
  return sentence.passage.document.date ?? '~';
}

function placeOf({ stretch: [first] }: Candidate): number {
  return first.position;
}
