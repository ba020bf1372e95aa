// The answerer that runs in this process. In: questions. Out: answers, each from one generation throughout:
// a new generation is noticed between two questions, opened, and then used.

import {
  CANARY_TEXT,
  CANARY_MIN_COSINE,
  dotProduct,
  type Embedder,
} from '../embeddings/embedder.js';
import { parseQuestion, COLLECTION_NAME, type Question } from '../retrieval/question.js';
import { retrieve, RETRIEVAL, type Corpus, type Retrieval } from '../retrieval/retrieve.js';
import { ReadableError } from '../shared/errors.js';
import type { CorpusFacts, Generation, KnowledgeReader } from '../store/knowledge-store.js';
import type { VectorIndex } from '../vector-index/vector-index.js';
import type { Answer, Timings } from './answer.js';
import {
  DEFAULT_CITATIONS,
  DEFAULT_COLLECTION,
  DEFAULT_SOURCES,
  MAX_CITATIONS,
  MAX_SOURCES,
  type Answerer,
  type AskRequest,
  type CorpusStatus,
  type Sources,
} from './answerer.js';
import { composeAnswer, toCitation } from './compose-answer.js';
import { stemTerms } from './highlight.js';
import { rankSentences } from './rank-sentences.js';

export interface OpenedIndex {
  readonly index: VectorIndex;
  /** Why a lesser index serves, or null. */
  readonly notice: string | null;
}

export interface AnswererParts {
  readonly reader: KnowledgeReader & { close(): Promise<void> };
  /** Loads the model; called once, again only after a failure. */
  readonly loadEmbedder: () => Promise<Embedder>;
  readonly openIndex: (reader: KnowledgeReader, generation: Generation) => Promise<OpenedIndex>;
  /** Told once for each generation that is served in a lesser way. */
  readonly onNotice: (notice: string) => void;
}

interface OpenCorpus extends Corpus {
  readonly facts: CorpusFacts;
  readonly notice: string | null;
}

/** Opens an answerer over a store. */
export function openInProcessAnswerer(parts: AnswererParts): Answerer {
  return new InProcessAnswerer(parts);
}

class InProcessAnswerer implements Answerer {
  readonly #parts: AnswererParts;
  readonly #corpora = new Map<string, Promise<OpenCorpus>>();
  readonly #checkedModels = new Set<string>();
  #embedder: Promise<Embedder> | null = null;
  #closed = false;

  constructor(parts: AnswererParts) {
    this.#parts = parts;
  }

  async answer(request: AskRequest): Promise<Answer> {
    return this.#compose(request, await this.#find(request, RETRIEVAL.reranked));
  }

  async sources(request: AskRequest): Promise<Sources> {
    const limit = clamp(request.limit ?? DEFAULT_SOURCES, MAX_SOURCES);
    const found = await this.#find(request, Math.max(limit, RETRIEVAL.reranked));
    const terms = stemTerms(found.retrieval.terms);
    return {
      answer: await this.#compose({ ...request, limit: undefined }, found),
      citations: found.retrieval.ranked
        .slice(0, limit)
        .map((scored, i) => toCitation(scored, terms, i + 1)),
    };
  }

  async rankSentences(request: Parameters<Answerer['rankSentences']>[0]) {
    const question = parseQuestion(request.question);
    const corpus = await this.#corpus(request.collection ?? DEFAULT_COLLECTION);
    const embedder = await this.#embedderFor(corpus.generation);
    const vector = await embedder.embedQuery(question.text);
    return rankSentences(corpus, { question, vector, documentId: request.documentId });
  }

  async documents(collection = DEFAULT_COLLECTION) {
    const { reader, generation } = await this.#corpus(collection);
    return reader.listDocuments(generation);
  }

  async paragraphs(documentId: string, collection = DEFAULT_COLLECTION) {
    const { reader, generation } = await this.#corpus(collection);
    return reader.paragraphs(generation, documentId);
  }

  async status(collection = DEFAULT_COLLECTION): Promise<CorpusStatus> {
    const { generation, index, facts, notice } = await this.#corpus(collection);
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
    this.#closed = true;
    const open = await Promise.allSettled(this.#corpora.values());
    this.#corpora.clear();
    for (const corpus of open) {
      if (corpus.status === 'fulfilled') await corpus.value.index.close();
    }
    const embedder = await this.#embedder?.catch(() => null);
    await embedder?.close();
    await this.#parts.reader.close();
  }

  async #find(request: AskRequest, limit: number): Promise<FoundPassages> {
    const asked = performance.now();
    const question = parseQuestion(request.question, request.filter);
    requireWords(question);
    const corpus = await this.#corpus(
      request.collection ?? question.collection ?? DEFAULT_COLLECTION,
    );
    const embedder = await this.#embedderFor(corpus.generation);
    const embedStarted = performance.now();
    const vector = await embedder.embedQuery(question.text);
    const searchStarted = performance.now();
    const retrieval = await retrieve(corpus, { question, vector, limit });
    return { corpus, question, retrieval, clock: { asked, embedStarted, searchStarted } };
  }

  async #compose(request: AskRequest, found: FoundPassages): Promise<Answer> {
    const { corpus, question, retrieval } = found;
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
    });
  }

  /** The collection's current generation, opened; a newer one replaces what was open. */
  async #corpus(collection: string): Promise<OpenCorpus> {
    if (this.#closed)
      throw new ReadableError({ code: 'closed', text: 'Verbatim is shutting down.' });
    if (!COLLECTION_NAME.test(collection)) throw noSuchCollection(collection);
    const generation = await this.#parts.reader.current(collection);
    if (generation === null) throw noSuchCollection(collection);
    const open = this.#corpora.get(collection);
    const known = await open?.catch(() => null);
    if (known && isSame(known.generation, generation)) return known;
    // Another question may have started opening it meanwhile.
    const started = this.#corpora.get(collection);
    if (started !== undefined && started !== open) return started;
    const opening = this.#open(generation);
    this.#corpora.set(collection, opening);
    return opening;
  }

  async #open(generation: Generation): Promise<OpenCorpus> {
    const { reader, openIndex, onNotice } = this.#parts;
    const [{ index, notice }, facts] = await Promise.all([
      openIndex(reader, generation),
      reader.facts(generation),
    ]);
    if (notice !== null) onNotice(notice);
    return { reader, generation, index, facts, notice };
  }

  async #embedderFor(generation: Generation): Promise<Embedder> {
    this.#embedder ??= this.#parts.loadEmbedder();
    const loading = this.#embedder;
    const embedder = await loading.catch((error: unknown) => {
      // A failed load is forgotten, so that the next question tries again.
      if (this.#embedder === loading) this.#embedder = null;
      throw error;
    });
    const { fingerprint } = generation.model;
    if (embedder.identity.fingerprint !== fingerprint) throw otherModel(embedder, generation);
    if (!this.#checkedModels.has(fingerprint)) {
      const canary = await embedder.embedPassage(CANARY_TEXT);
      if (dotProduct(canary, generation.canary) < CANARY_MIN_COSINE) {
        throw otherModel(embedder, generation);
      }
      this.#checkedModels.add(fingerprint);
    }
    return embedder;
  }
}

interface FoundPassages {
  readonly corpus: OpenCorpus;
  readonly question: Question;
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

function isSame(a: Generation, b: Generation): boolean {
  return a.number === b.number && a.graph?.sha256 === b.graph?.sha256;
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

function noSuchCollection(collection: string): ReadableError {
  return new ReadableError({
    code: 'index_missing',
    text: `There is no index of the collection "${collection.slice(0, 64)}".`,
    remedy: 'Check its name; npm run build-index builds the one that is searched without a name.',
  });
}

function otherModel(embedder: Embedder, generation: Generation): ReadableError {
  return new ReadableError({
    code: 'index_incompatible',
    text: `The index was built with ${describe(generation.model)}, the settings name ${describe(embedder.identity)}: their vectors do not compare.`,
    remedy: 'Rebuild it with: npm run build-index, or set EMBEDDING_MODEL back.',
  });
}

function describe(model: Generation['model']): string {
  return `"${model.name}" (${model.fingerprint.slice(0, 8)})`;
}
