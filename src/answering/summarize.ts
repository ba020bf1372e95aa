// In: a document or the passages found for a topic. Out: the sentences that a summary chooses from, read from
// the store; and the summary. Nothing is embedded here but the topic, which was on the way in.

import type { Retrieval } from '../retrieval/retrieve.js';
import { sentenceCosines } from '../retrieval/scored-passage.js';
import type { Generation, KnowledgeReader, StoredPassage } from '../store/knowledge-store.js';
import { sentencesOf, type Sentence } from '../summaries/sentences.js';
import { summarizeDocument } from '../summaries/summarize-document.js';
import { summarizeTopic, type FoundDocument } from '../summaries/summarize-topic.js';
import { LENGTHS, MAX_SENTENCES, type Summary } from '../summaries/summary.js';
import type { Answer } from './answer.js';
import type { SummarizeRequest } from './answerer.js';
import { overlapOf, stemTerms } from './highlight.js';
import { nearness } from './score-sentences.js';

/** Passages looked through for a topic: enough for seven quotations of several documents. */
export const SUMMARY_PASSAGES = 60;

/** Share of the topic's words, weighed by their rarity, that is all of them but for rounding. */
const ALL_WORDS = 0.999;

interface Read {
  readonly reader: KnowledgeReader;
  readonly generation: Generation;
}

/** Every sentence of a document with its vector, in order. */
export async function readSentences(corpus: Read, documentId: string): Promise<Sentence[]> {
  const { reader, generation } = corpus;
  const labels = await reader.labelsOf(generation, documentId);
  const [passages, vectors] = await Promise.all([
    reader.passages(labels),
    reader.sentenceVectors(labels),
  ]);
  return sentencesOf(passages, vectors);
}

/** How many sentences a request means. */
export function sentencesWanted({ sentences, length = 'short' }: SummarizeRequest): number {
  const wanted = Math.trunc(sentences ?? LENGTHS[length]);
  return Math.min(MAX_SENTENCES, Math.max(1, wanted));
}

/** Summarizes a document that the generation holds. */
export async function summarizeOne(
  corpus: Read,
  document: { readonly id: string; readonly title: string },
  most: number,
): Promise<Pick<Summary, 'about' | 'title' | 'outcome' | 'sentences'>> {
  const sentences = summarizeDocument(await readSentences(corpus, document.id), most);
  const outcome = sentences.length === 0 ? 'none' : 'answer';
  return { about: 'document', title: document.title, outcome, sentences };
}

export interface TopicToSummarize {
  readonly retrieval: Retrieval;
  readonly vector: Float32Array;
  /** What the topic came to as a question: whether the corpus speaks of it at all. */
  readonly answer: Pick<Answer, 'outcome' | 'question' | 'corpus' | 'reason'>;
  readonly most: number;
}

/** Summarizes what was found for a topic; nothing where the corpus has nothing on it. */
export async function summarizeFound(
  { reader }: Pick<Read, 'reader'>,
  topic: TopicToSummarize,
): Promise<Summary> {
  const { outcome, question, corpus, reason } = topic.answer;
  const frame = { about: 'topic', title: question, corpus } as const;
  const none = { ...frame, outcome: 'none', sentences: [] } as const;
  if (outcome === 'none') return reason === undefined ? none : { ...none, reason };
  const sentences = summarizeTopic(await readFound(reader, topic), topic.most);
  return sentences.length === 0
    ? { ...none, reason: 'nothing_near' }
    : { ...frame, outcome, sentences };
}

/** The found passages by document, the best document first, each one's passages in its order. */
async function readFound(
  reader: KnowledgeReader,
  { retrieval, vector }: TopicToSummarize,
): Promise<FoundDocument[]> {
  const byDocument = new Map<string, StoredPassage[]>();
  for (const { passage } of retrieval.ranked) {
    const { id } = passage.document;
    byDocument.set(id, [...(byDocument.get(id) ?? []), passage]);
  }
  const scores = new Map(
    retrieval.ranked.map(({ passage, trace }) => [passage.label, trace.score]),
  );
  const labels = [...scores.keys()];
  const vectors = await reader.sentenceVectors(labels);
  const terms = stemTerms(retrieval.terms);
  const cosines = new Map(
    [...vectors].map(([label, found]) => [label, sentenceCosines(vector, found)]),
  );
  return [...byDocument.values()].map((passages) => {
    const inOrder = [...passages].sort((a, b) => a.ordinal - b.ordinal);
    const sentences = sentencesOf(inOrder, vectors);
    const overlaps = sentences.map(({ text }) => overlapOf(text, terms));
    return {
      sentences,
      // What a sentence stands in counts: one may hold the topic's word and be about something else.
      relevance: sentences.map(
        ({ passage: { label }, index }, i) =>
          (scores.get(label) ?? 0) + nearness(cosines.get(label)?.[index] ?? 0, overlaps[i] ?? 0),
      ),
      mentions: overlaps.map((overlap) => overlap > ALL_WORDS),
    };
  });
}
