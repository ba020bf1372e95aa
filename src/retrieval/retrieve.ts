// In: a Question and its vector. Out: passages, best first, each with its trace, and what the terms say
// about the corpus. Candidates come from both legs; the few best are read and scored again with the vectors
// of their sentences and with their words, which are the two largest gains and cost a read each.

import type {
  Generation,
  KnowledgeReader,
  LexicalCandidate,
  StoredPassage,
} from '../store/knowledge-store.js';
import { buildExactIndex } from '../vector-index/exact-index.js';
import type { Match, VectorIndex } from '../vector-index/vector-index.js';
import { dotProduct } from '../embeddings/embedder.js';
import { addPreference, byScore, type Candidate, type Preference } from './candidate.js';
import { FUSION, fuseScores, STATEMENT_FUSION, type FusionWeights } from './fuse-scores.js';
import { ALL_PIECES, type Pieces } from './pieces.js';
import { isStatement, type Question } from './question.js';
import { lexicalLeg, type LexicalRequest } from './lexical-leg.js';
import { bringForward, joinHits, rareHits } from './rare-hits.js';
import { sentenceCosines, type ScoredPassage } from './scored-passage.js';
import { passageWords, questionWords, wordEvidence, type QuestionWords } from './word-evidence.js';

export interface RetrievalOptions {
  readonly weights: FusionWeights;
  readonly statementWeights: FusionWeights;
  /** Candidates taken from each leg. */
  readonly candidates: number;
  /** How many fused candidates are scored again with their sentences. */
  readonly reranked: number;
  readonly pieces: Pieces;
}

/** Candidate and rerank caps were measured: more of either changes no figure by .002 (DECISIONS.md). */
export const RETRIEVAL: RetrievalOptions = {
  weights: FUSION,
  statementWeights: STATEMENT_FUSION,
  candidates: 100,
  reranked: 20,
  pieces: ALL_PIECES,
};

/** Up to this many passages behind a filter are compared exactly at once; above, HNSW over-fetches first. */
const EXACT_FILTER_LIMIT = 10_000;

export interface Corpus {
  readonly reader: KnowledgeReader;
  readonly generation: Generation;
  readonly index: VectorIndex;
}

export interface TermStatistics {
  readonly term: string;
  /** Passages that hold the term. */
  readonly frequency: number;
  /** Robertson-Sparck Jones idf, never negative. */
  readonly idf: number;
}

export interface Retrieval {
  readonly ranked: readonly ScoredPassage[];
  readonly terms: readonly TermStatistics[];
  readonly bestBm25: number;
  /** How the scores were fused. */
  readonly weights: FusionWeights;
}

export interface RetrievalRequest extends LexicalRequest {
  readonly question: Question;
  readonly vector: Float32Array;
  /** Added to a passage's score; null where nothing is preferred. */
  readonly preference?: Preference | null;
  readonly options?: RetrievalOptions;
  /** How many ranked passages are wanted; all reranked ones where more are asked. */
  readonly limit: number;
}

/** Finds the passages of a corpus that come nearest to a question. */
export async function retrieve(corpus: Corpus, request: RetrievalRequest): Promise<Retrieval> {
  const { question } = request;
  const options = optionsFor(question, request.options ?? RETRIEVAL);
  const { reader } = corpus;
  const [lexical, matches, terms] = await Promise.all([
    lexicalLeg(corpus, request, options.candidates),
    denseCandidates(corpus, request, options),
    termStatistics(corpus, question.terms),
  ]);
  const bestBm25 = lexical[0]?.bm25 ?? 0;
  const hits = options.pieces.has('exact-terms') ? await rareHits(corpus, request, terms) : [];
  const candidates = joinHits(lexical, hits);
  const fused = await fuseCandidates(reader, { request, lexical: candidates, matches, options });
  const preferred = await prefer(reader, fused, request.preference ?? null);
  const first = bringForward(preferred, hits, options.reranked);
  const words = questionWords(question, terms);
  const ranked = await rerank(reader, { first, request, words, bestBm25, options });
  return { ranked, terms, bestBm25, weights: options.weights };
}

/** Adds what is preferred; without a preference no passage is read. */
async function prefer(
  reader: KnowledgeReader,
  candidates: readonly Candidate[],
  preference: Preference | null,
): Promise<readonly Candidate[]> {
  if (preference === null) return candidates;
  const passages = await reader.passages(candidates.map(({ label }) => label));
  return addPreference(candidates, passages, preference);
}

function optionsFor(question: Question, options: RetrievalOptions): RetrievalOptions {
  const { pieces, statementWeights } = options;
  const states = pieces.has('statements') && isStatement(question.text);
  return states ? { ...options, weights: statementWeights } : options;
}

async function denseCandidates(
  corpus: Corpus,
  request: RetrievalRequest,
  options: RetrievalOptions,
): Promise<Match[]> {
  const { reader, generation, index } = corpus;
  const { filter } = request.question;
  const narrowed = Object.values(filter).some((value: string | readonly string[] | undefined) =>
    Array.isArray(value) ? value.length > 0 : value !== undefined,
  );
  if (!narrowed) return index.search(request.vector, options.candidates);
  const allowed = await reader.labelsMatching(generation, filter);
  const wanted = Math.min(options.candidates, allowed.length);
  if (index.searchAmong !== undefined) return index.searchAmong(request.vector, wanted, allowed);
  if (allowed.length > EXACT_FILTER_LIMIT) {
    const labels = new Set(allowed);
    const share = generation.passages / allowed.length;
    const found = await index.search(request.vector, Math.ceil(wanted * share * 2));
    const matches = found.filter((match) => labels.has(match.label));
    // What the filter keeps may lie far from what the graph finds first.
    if (matches.length >= wanted) return matches.slice(0, wanted);
  }
  return searchExactly(corpus, allowed, { vector: request.vector, k: wanted });
}

/** Compares the query with the vectors of some labels, one by one. */
async function searchExactly(
  corpus: Corpus,
  labels: readonly number[],
  query: { readonly vector: Float32Array; readonly k: number },
): Promise<Match[]> {
  const vectors = await corpus.reader.vectors(labels);
  const exact = buildExactIndex(corpus.generation.model.dimension, {
    labels: vectors.map((item) => item.label),
    vectors: vectors.map((item) => item.vector),
  });
  return exact.search(query.vector, query.k);
}

/** The union of both legs; cosines that the index did not give are computed from the store's vectors. */
async function fuseCandidates(
  reader: KnowledgeReader,
  input: {
    readonly request: RetrievalRequest;
    readonly lexical: readonly LexicalCandidate[];
    readonly matches: readonly Match[];
    readonly options: RetrievalOptions;
  },
): Promise<Candidate[]> {
  const { lexical, matches, options, request } = input;
  const bestBm25 = lexical[0]?.bm25 ?? 0;
  const dense = new Map(matches.map((match, i) => [match.label, { ...match, rank: i + 1 }]));
  const words = new Map(lexical.map((item, i) => [item.label, { ...item, rank: i + 1 }]));
  const missing = lexical.map((item) => item.label).filter((label) => !dense.has(label));
  const cosines = new Map(
    (await reader.vectors(missing)).map((item) => [
      item.label,
      dotProduct(item.vector, request.vector),
    ]),
  );
  const labels = [...new Set([...dense.keys(), ...words.keys()])];
  return labels
    .map((label) => {
      const cosine = dense.get(label)?.similarity ?? cosines.get(label) ?? 0;
      const trace = fuseScores(
        {
          cosine,
          contextCosine: cosine,
          sentenceCosine: cosine,
          bm25: words.get(label)?.bm25 ?? 0,
          bestBm25,
          denseRank: dense.get(label)?.rank ?? null,
          lexicalRank: words.get(label)?.rank ?? null,
        },
        options.weights,
      );
      return { label, trace };
    })
    .sort(byScore);
}

interface Reranking {
  readonly first: readonly Candidate[];
  readonly request: RetrievalRequest;
  readonly words: QuestionWords;
  readonly bestBm25: number;
  readonly options: RetrievalOptions;
}

/** What is read of the best candidates before they are scored again. */
interface ReadAgain {
  readonly sentences: ReadonlyMap<number, readonly number[]>;
  readonly neighbours: ReadonlyMap<number, readonly Float32Array[]>;
  readonly passages: ReadonlyMap<number, StoredPassage>;
}

async function rerank(reader: KnowledgeReader, input: Reranking): Promise<ScoredPassage[]> {
  const { first, request, options } = input;
  const head = first.slice(0, options.reranked);
  const again = await readAgain(
    reader,
    head.map((candidate) => candidate.label),
    input,
  );
  const rescored = head.map((candidate) => rescore(candidate, again, input)).sort(byScore);
  // What was not read again stays behind what was: its score lacks the sentence part.
  const shown = [...rescored, ...first.slice(options.reranked)].slice(0, request.limit);
  const missing = shown.map(({ label }) => label).filter((label) => !again.passages.has(label));
  const others = new Map((await reader.passages(missing)).map((item) => [item.label, item]));
  return shown.flatMap(({ label, trace }) => {
    const passage = again.passages.get(label) ?? others.get(label);
    if (passage === undefined) return [];
    return [{ passage, trace, sentenceCosines: again.sentences.get(label) ?? [] }];
  });
}

async function readAgain(
  reader: KnowledgeReader,
  labels: readonly number[],
  { request, options: { pieces } }: Reranking,
): Promise<ReadAgain> {
  const [vectors, neighbours, passages] = await Promise.all([
    reader.sentenceVectors(pieces.has('sentences') ? labels : []),
    reader.neighbourVectors(pieces.has('neighbours') ? labels : []),
    reader.passages(labels),
  ]);
  const sentences = new Map<number, readonly number[]>();
  for (const [label, found] of vectors) {
    sentences.set(label, sentenceCosines(request.vector, found));
  }
  return { sentences, neighbours, passages: new Map(passages.map((item) => [item.label, item])) };
}

function rescore(candidate: Candidate, again: ReadAgain, input: Reranking): Candidate {
  const { label, trace } = candidate;
  const { request, words, bestBm25, options } = input;
  const cosines = again.sentences.get(label) ?? [];
  const passage = again.passages.get(label);
  const { coverage, order } =
    passage === undefined
      ? { coverage: null, order: null }
      : wordEvidence(words, passageWords(passage));
  const scores = {
    ...trace,
    bestBm25,
    sentenceCosine: cosines.length === 0 ? trace.cosine : Math.max(...cosines),
    contextCosine: meanCosine(trace.cosine, again.neighbours.get(label) ?? [], request.vector),
    coverage: options.pieces.has('coverage') ? coverage : null,
    order: options.pieces.has('order') ? order : null,
  };
  return { label, trace: fuseScores(scores, options.weights) };
}

function meanCosine(own: number, neighbours: readonly Float32Array[], query: Float32Array): number {
  const sum = neighbours.reduce((total, vector) => total + dotProduct(vector, query), own);
  return sum / (neighbours.length + 1);
}

/** How rare each term is in a corpus. */
export async function termStatistics(
  corpus: Pick<Corpus, 'reader' | 'generation'>,
  terms: readonly string[],
): Promise<TermStatistics[]> {
  const { passages } = corpus.generation;
  const frequencies = await corpus.reader.termFrequencies(corpus.generation, terms);
  return terms.map((term, i) => {
    const frequency = frequencies[i] ?? 0;
    const idf = Math.log(1 + Math.max(0, passages - frequency + 0.5) / (frequency + 0.5));
    return { term, frequency, idf };
  });
}
