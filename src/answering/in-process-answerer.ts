// The answerer that runs in this process. In: questions. Out: answers, each from one generation throughout:
// a new generation is noticed between two questions, opened, and then used.

import type { Embedder } from '../embeddings/embedder.js';
import { parseQuestion, plainQuestion, type Question } from '../retrieval/question.js';
import { ALL_PIECES, type Pieces } from '../retrieval/pieces.js';
import { retrieve, RETRIEVAL, type Retrieval } from '../retrieval/retrieve.js';
import { ReadableError } from '../shared/errors.js';
import type { KnowledgeReader } from '../store/knowledge-store.js';
import type { KnownCorpus } from '../understanding/mend-words.js';
import { timeBonus } from '../understanding/time-bonus.js';
import { understand } from '../understanding/understand.js';
import type { Understanding } from '../understanding/understanding.js';
import type { Answer, Timings } from './answer.js';
import {
  DEFAULT_CITATIONS,
  DEFAULT_COLLECTION,
  DEFAULT_SOURCES,
  MAX_CITATIONS,
  MAX_SOURCES,
  type Answerer,
  type AskRequest,
  type CitationReference,
  type CorpusStatus,
  type Sources,
  type SourcesRequest,
  type SuggestRequest,
} from './answerer.js';
import { CheckedEmbedder } from './checked-embedder.js';
import { citeAgain } from './cite-again.js';
import { composeAnswer, toCitation } from './compose-answer.js';
import { stemTerms } from './highlight.js';
import { OpenCorpora, type CorpusParts, type OpenCorpus } from './open-corpora.js';
import { rankSentences } from './rank-sentences.js';
import { chooseNames } from './suggest.js';

export interface AnswererParts extends CorpusParts {
  readonly reader: KnowledgeReader & { close(): Promise<void> };
  /** Loads the model; called once, again only after a failure. */
  readonly loadEmbedder: () => Promise<Embedder>;
  /** Parts that are switched on; all unless given. */
  readonly pieces?: Pieces | undefined;
}

/** An answerer that can make itself ready before the first question. */
export interface WarmableAnswerer extends Answerer {
  /** Loads the model and opens the default collection. */
  warm(): Promise<void>;
}

/** Opens an answerer over a store. */
export function openInProcessAnswerer(parts: AnswererParts): WarmableAnswerer {
  return new InProcessAnswerer(parts);
}

class InProcessAnswerer implements WarmableAnswerer {
  readonly #reader: AnswererParts['reader'];
  readonly #corpora: OpenCorpora;
  readonly #embedder: CheckedEmbedder;
  readonly #pieces: Pieces;

  constructor(parts: AnswererParts) {
    this.#reader = parts.reader;
    this.#corpora = new OpenCorpora(parts);
    this.#embedder = new CheckedEmbedder(parts.loadEmbedder);
    this.#pieces = parts.pieces ?? ALL_PIECES;
  }

  async warm(): Promise<void> {
    const { generation, lexicon } = await this.#corpora.corpus(DEFAULT_COLLECTION);
    await Promise.all([this.#embedder.embedderFor(generation), lexicon()]);
  }

  async answer(request: AskRequest): Promise<Answer> {
    return this.#compose(request, await this.#find(request, RETRIEVAL.reranked));
  }

  async sources(request: SourcesRequest): Promise<Sources> {
    const wanted = clamp(request.found ?? DEFAULT_SOURCES, MAX_SOURCES);
    const found = await this.#find(request, Math.max(wanted, RETRIEVAL.reranked));
    const terms = stemTerms(found.retrieval.terms);
    return {
      answer: await this.#compose(request, found),
      citations: found.retrieval.ranked
        .slice(0, wanted)
        .map((scored, i) => toCitation(scored, terms, i + 1)),
    };
  }

  async cited(references: readonly CitationReference[], collection = DEFAULT_COLLECTION) {
    return citeAgain(await this.#corpora.corpus(collection), references);
  }

  async suggest(request: SuggestRequest) {
    const { names } = await this.#corpora.corpus(request.collection ?? DEFAULT_COLLECTION);
    return chooseNames(await names[request.kind](), request);
  }

  async rankSentences(request: Parameters<Answerer['rankSentences']>[0]) {
    const question = parseQuestion(request.question);
    const corpus = await this.#corpora.corpus(request.collection ?? DEFAULT_COLLECTION);
    const embedder = await this.#embedder.embedderFor(corpus.generation);
    const vector = await embedder.embedQuery(question.text);
    return rankSentences(corpus, { question, vector, documentId: request.documentId });
  }

  async documents(collection = DEFAULT_COLLECTION) {
    const { reader, generation } = await this.#corpora.corpus(collection);
    return reader.listDocuments(generation);
  }

  async document(documentId: string, collection = DEFAULT_COLLECTION) {
    const { reader, generation } = await this.#corpora.corpus(collection);
    return reader.document(generation, documentId);
  }

  async paragraphs(documentId: string, collection = DEFAULT_COLLECTION) {
    const { reader, generation } = await this.#corpora.corpus(collection);
    return reader.paragraphs(generation, documentId);
  }

  async status(collection = DEFAULT_COLLECTION): Promise<CorpusStatus> {
    const { generation, index, facts, notice } = await this.#corpora.corpus(collection);
    return {
      collection,
      generation: generation.number,
      builtAt: generation.builtAt,
      model: generation.model.name,
      index: index.kind,
      facts,
      notice,
    };
  }

  async close(): Promise<void> {
    await this.#corpora.close();
    await this.#embedder.close();
    await this.#reader.close();
  }

  async #find(request: AskRequest, limit: number): Promise<FoundPassages> {
    const asked = performance.now();
    const read = request.isPlain === true ? plainQuestion : parseQuestion;
    const question = read(request.question, request.filter);
    requireWords(question);
    const corpus = await this.#corpora.corpus(
      request.collection ?? question.collection ?? DEFAULT_COLLECTION,
    );
    const embedder = await this.#embedder.embedderFor(corpus.generation);
    const isCommon = embedder.isOnePiece ?? (() => false);
    const understanding = await understand(question, knownCorpus(corpus, isCommon), this.#pieces);
    const embedStarted = performance.now();
    const vector = await embedder.embedQuery(understanding.question.text);
    const searchStarted = performance.now();
    const retrieval = await retrieve(corpus, {
      ...understanding,
      preference: timeBonus(understanding.time, corpus.facts),
      vector,
      limit,
      options: { ...RETRIEVAL, pieces: this.#pieces },
    });
    return { corpus, understanding, retrieval, clock: { asked, embedStarted, searchStarted } };
  }

  async #compose(request: AskRequest, found: FoundPassages): Promise<Answer> {
    const { corpus, retrieval } = found;
    const { question, notes } = found.understanding;
    const ranked = retrieval.ranked.slice(0, RETRIEVAL.reranked);
    const top = ranked[0];
    const presence =
      top === undefined
        ? []
        : await corpus.reader.termPresence(question.terms, [top.passage.label]);
    const { documents, first, last } = corpus.facts;
    return composeAnswer({
      id: request.id,
      question,
      retrieval: { ...retrieval, ranked },
      present: presence.map((labels) => labels.size > 0),
      limit: clamp(request.limit ?? DEFAULT_CITATIONS, MAX_CITATIONS),
      corpus: { documents, first, last },
      timings: timingsOf(found.clock),
      explain: request.explain ?? false,
      understood: notes,
    });
  }
}

function knownCorpus(
  { reader, generation, lexicon }: OpenCorpus,
  isCommon: KnownCorpus['isCommon'],
): KnownCorpus {
  const frequencies = (words: readonly string[]) => reader.termFrequencies(generation, words);
  return { frequencies, lexicon, isCommon };
}

interface FoundPassages {
  readonly corpus: OpenCorpus;
  readonly understanding: Understanding;
  readonly retrieval: Retrieval;
  readonly clock: Clock;
}

/** Moments in milliseconds. */
interface Clock {
  readonly asked: number;
  readonly embedStarted: number;
  readonly searchStarted: number;
}

function timingsOf(clock: Clock): Timings {
  const now = performance.now();
  return {
    embedMs: clock.searchStarted - clock.embedStarted,
    searchMs: now - clock.searchStarted,
    totalMs: now - clock.asked,
  };
}

function clamp(limit: number, most: number): number {
  return Math.min(most, Math.max(1, Math.trunc(limit)));
}

function requireWords(question: Question): void {
  if (question.text !== '' || question.filter.phrases?.length !== 0) return;
  throw new ReadableError({
    code: 'bad_question',
    text: 'There is no question.',
    remedy: 'Ask in your own words, such as: Who left Bagram?',
  });
}
