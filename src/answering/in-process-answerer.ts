// The answerer that runs in this process. In: questions, each with the scope it may search. Out: answers, each from
// one generation of each collection throughout; open-corpora.ts exchanges generations between two searches.

import type { Embedder } from '../embeddings/embedder.js';
import { parseQuestion } from '../retrieval/question.js';
import { ALL_PIECES, type Pieces } from '../retrieval/pieces.js';
import { RETRIEVAL, type RetrievalOptions } from '../retrieval/retrieve.js';
import type { Generation, KnowledgeReader } from '../store/knowledge-store.js';
import type { Summary } from '../summaries/summary.js';
import type { TopicCounts, TopicPassage } from '../timelines/timeline.js';
import { composeTimeline } from '../timelines/compose-timeline.js';
import type { Answer } from './answer.js';
import type { AnswerCache } from './answer-cache.js';
import {
  DEFAULT_COLLECTION,
  DEFAULT_SOURCES,
  MAX_SOURCES,
  type Answerer,
  type AskRequest,
  type CitationReference,
  type CompareRequest,
  type Comparison,
  type CorpusStatus,
  type Sources,
  type SourcesRequest,
  type SummarizeRequest,
  type SuggestRequest,
  type TimelineRequest,
  type TopicTimeline,
} from './answerer.js';
import { CheckedEmbedder } from './checked-embedder.js';
import { citeAgain } from './cite-again.js';
import { citeFound } from './cite-found.js';
import { clamp, composeFound, type ComposingParts } from './compose-found.js';
import { sidesOf } from './compare-sides.js';
import { digest, type DigestRequest } from './digest.js';
import { findTopicIn, TOPIC_PASSAGES } from './find-topic.js';
import {
  findPassages,
  readRequest,
  type FoundPassages,
  type ReadRequest,
} from './find-passages.js';
import { nameKnownCopies } from './known-copies.js';
import { openCorpora, type Corpora, type LocalCopy } from './corpora-with-copy.js';
import { corpusSummary, type CorpusParts, type OpenCorpus } from './open-corpus.js';
import { CONFIDENCE, type ConfidenceModel } from './outcome.js';
import { findDocument } from './find-document.js';
import { own, ownAnswer, recallAnswer, same, type Recallable } from './recall-answer.js';
import { rankSentences } from './rank-sentences.js';
import { chooseNames } from './suggest.js';
import { sentencesWanted, summarizeFound, summarizeOne, SUMMARY_PASSAGES } from './summarize.js';

export interface AnswererParts extends CorpusParts {
  readonly reader: KnowledgeReader & { close(): Promise<void> };
  /** Loads the model; called once, again only after a failure. */
  readonly loadEmbedder: () => Promise<Embedder>;
  /** Parts that are switched on; all unless given. */
  readonly pieces?: Pieces | undefined;
  /** Constants of retrieval; the shipped ones unless given. */
  readonly retrieval?: RetrievalOptions | undefined;
  /** The confidence model of a generation's collection; the shipped one unless given. */
  readonly confidenceOf?: (generation: Generation) => ConfidenceModel;
  /** Remembers answers; none are remembered unless given. */
  readonly cache?: AnswerCache | undefined;
  /** Draws how many passages each month holds, as PNG; null where it cannot. No pictures unless given. */
  readonly drawChart?: (counts: TopicCounts) => Promise<Uint8Array | null>;
  /** This machine's copy of a store that may be away; without it, what the store does not answer fails. */
  readonly copy?: LocalCopy | undefined;
}

/** An answerer that can make itself ready before the first question. */
export interface WarmableAnswerer extends Answerer {
  /** Loads the model and opens the default collection. */
  warm(): Promise<void>;
  /** Lets go of every generation that is not the current one any more, also where nobody asks. */
  refresh(): Promise<void>;
}

/** Opens an answerer over a store. */
export function openInProcessAnswerer(parts: AnswererParts): WarmableAnswerer {
  return new InProcessAnswerer(parts);
}

class InProcessAnswerer implements WarmableAnswerer {
  readonly #reader: AnswererParts['reader'];
  readonly #corpora: Corpora;
  readonly #embedder: CheckedEmbedder;
  readonly #pieces: Pieces;
  readonly #retrieval: RetrievalOptions;
  readonly #composing: ComposingParts;
  readonly #drawChart: NonNullable<AnswererParts['drawChart']>;
  readonly #cache: AnswerCache | null;

  constructor(parts: AnswererParts) {
    this.#reader = parts.reader;
    this.#cache = parts.cache ?? null;
    const onLeft = (corpus: OpenCorpus): void => this.#cache?.forget(corpus);
    this.#corpora = openCorpora({ ...parts, onLeft }, parts.copy);
    this.#embedder = new CheckedEmbedder(parts.loadEmbedder);
    this.#pieces = parts.pieces ?? ALL_PIECES;
    this.#retrieval = parts.retrieval ?? RETRIEVAL;
    this.#composing = {
      pieces: this.#pieces,
      reranked: this.#retrieval.reranked,
      confidenceOf: parts.confidenceOf ?? (() => CONFIDENCE),
    };
    this.#drawChart = parts.drawChart ?? (() => Promise.resolve(null));
  }

  async warm(): Promise<void> {
    await this.#corpora.use(DEFAULT_COLLECTION, async (corpus) => {
      await Promise.all([this.#embedder.embedderFor(corpus.generation), corpus.wholeLexicon()]);
    });
  }

  async refresh(): Promise<void> {
    this.#cache?.sweep();
    await this.#corpora.refresh();
  }

  answer(asked: AskRequest): Promise<Answer> {
    const { id, ...request } = asked;
    const wants = ['answer', request.limit, request.most, request.explain];
    const how = { id, wants, limit: this.#retrieval.reranked, stamp: own };
    return this.#search(request, how, (found) => this.#answerTo(request, found));
  }

  sources(asked: SourcesRequest): Promise<Sources> {
    const { id, ...request } = asked;
    const wanted = clamp(request.found ?? DEFAULT_SOURCES, MAX_SOURCES);
    const wants = ['sources', wanted, request.limit, request.most, request.explain];
    const limit = Math.max(wanted, this.#retrieval.reranked);
    return this.#search(request, { id, wants, limit, stamp: ownAnswer<Sources> }, async (found) => {
      const { question, retrieval } = found;
      return {
        answer: await this.#answerTo(request, found),
        citations: citeFound(retrieval, { question, pieces: this.#pieces, wanted }),
      };
    });
  }

  cited(references: readonly CitationReference[], scope = DEFAULT_COLLECTION) {
    return this.#corpora.use(scope, (corpus) => citeAgain(corpus, references));
  }

  suggest(request: SuggestRequest) {
    return this.#corpora.use(request.collection ?? DEFAULT_COLLECTION, async ({ names }) =>
      chooseNames(await names[request.kind](), request),
    );
  }

  async rankSentences(request: Parameters<Answerer['rankSentences']>[0]) {
    const question = parseQuestion(request.question);
    return this.#corpora.use(request.collection ?? DEFAULT_COLLECTION, async (corpus) => {
      const embedder = await this.#embedder.embedderFor(corpus.generation);
      const vector = await embedder.embedQuery(question.text);
      return rankSentences(corpus, { question, vector, documentId: request.documentId });
    });
  }

  async summarize(request: SummarizeRequest): Promise<Summary> {
    const most = sentencesWanted(request);
    if (request.about === 'topic') {
      const { topic: question, filter = {}, collection } = request;
      const asked = { question, filter, collection };
      const wants = ['summary', most];
      const how = { id: undefined, wants, limit: SUMMARY_PASSAGES, stamp: same<Summary> };
      return this.#search(asked, how, (found) => {
        const answer = composeFound(asked, found, this.#composing);
        return summarizeFound(found.corpus, { ...found, answer, most });
      });
    }
    return this.#corpora.use(request.collection ?? DEFAULT_COLLECTION, async (corpus) => {
      const document = await findDocument(corpus, request.document);
      const summary = await summarizeOne(corpus, document, most);
      return { ...summary, corpus: corpusSummary(corpus) };
    });
  }

  async compare(request: CompareRequest): Promise<Comparison> {
    const sides = sidesOf(request);
    const limit = this.#retrieval.reranked;
    // Both from one generation: what is set side by side is of the same day.
    return this.#corpora.use(readRequest(request).scope, async (corpus) => {
      const [one, other] = await Promise.all(
        sides.map(async (side) =>
          this.#answerTo(side, await this.#find(corpus, readRequest(side), { limit })),
        ),
      );
      if (one === undefined || other === undefined) throw new Error('a side has no answer');
      return { first: one, second: other };
    });
  }

  timeline(asked: TimelineRequest): Promise<TopicTimeline> {
    const { id, ...request } = asked;
    const reach = { candidates: TOPIC_PASSAGES, reranked: TOPIC_PASSAGES };
    const wants = ['timeline', request.limit, request.most, request.explain, request.chart];
    const how = { id, wants, limit: TOPIC_PASSAGES, reach, stamp: ownAnswer<TopicTimeline> };
    return this.#search(request, how, async (found) => {
      const answer = composeFound(request, found, this.#composing);
      if (answer.outcome === 'none') return { answer, passages: [], chart: null };
      const passages = await findTopicIn(
        found,
        this.#composing.confidenceOf(found.corpus.calibrated),
      );
      const chart = request.chart === true ? await this.#draw(passages) : null;
      return { answer, passages, chart };
    });
  }

  async digest(request: DigestRequest) {
    const embedder = await this.#embedder.embedder();
    const embed = this.#pieces.has('digest') ? (text: string) => embedder.embedPassage(text) : null;
    return digest(request, { embed, now: () => performance.now() });
  }

  documents(scope = DEFAULT_COLLECTION) {
    return this.#corpora.use(scope, ({ reader, generation }) => reader.listDocuments(generation));
  }

  document(documentId: string, scope = DEFAULT_COLLECTION) {
    return this.#corpora.use(scope, ({ reader, generation }) =>
      reader.document(generation, documentId),
    );
  }

  paragraphs(documentId: string, scope = DEFAULT_COLLECTION) {
    return this.#corpora.use(scope, ({ reader, generation }) =>
      reader.paragraphs(generation, documentId),
    );
  }

  status(scope = DEFAULT_COLLECTION): Promise<CorpusStatus> {
    return this.#corpora.use(scope, ({ generation, index, facts, notice, copyOf }) =>
      Promise.resolve({
        collection: generation.collection,
        generation: generation.number,
        builtAt: generation.builtAt,
        model: generation.model.name,
        index: index.kind,
        facts,
        notice,
        ...(copyOf === undefined ? {} : { copyOf }),
      }),
    );
  }

  async close(): Promise<void> {
    await this.#corpora.close();
    await this.#embedder.close();
    await this.#reader.close();
  }

  /** In base64, because it may have to cross to another process; null where no passage has a month. */
  async #draw(passages: readonly TopicPassage[]): Promise<string | null> {
    const { counts } = composeTimeline(passages);
    const png = counts.buckets.length === 0 ? null : await this.#drawChart(counts);
    return png === null ? null : Buffer.from(png).toString('base64');
  }

  /** Reads a request, finds its passages in one generation, and makes something of them before that is let go. */
  async #search<T extends object>(
    request: AskRequest,
    how: Search<T>,
    make: (found: FoundPassages) => T | Promise<T>,
  ): Promise<T> {
    const read = readRequest(request);
    this.#embedder.begin();
    return this.#corpora.use(read.scope, (corpus) =>
      recallAnswer(this.#cache, { ...how, corpus, read }, async () =>
        make(await this.#find(corpus, read, how)),
      ),
    );
  }

  #find(corpus: OpenCorpus, read: ReadRequest, { limit, reach }: Reach): Promise<FoundPassages> {
    const retrieval = { ...this.#retrieval, ...reach, pieces: this.#pieces };
    return findPassages({ corpus, embedder: this.#embedder, retrieval }, read, limit);
  }

  /** The answer, with the copies that the build knows of beside those that were found. */
  async #answerTo(request: AskRequest, found: FoundPassages): Promise<Answer> {
    const answer = composeFound(request, found, this.#composing);
    if (!this.#pieces.has('copies')) return answer;
    const { corpus, retrieval } = found;
    return nameKnownCopies(answer, { corpus, ranked: retrieval.ranked });
  }
}

/** How far a search goes. */
interface Reach {
  /** Ranked passages wanted. */
  readonly limit: number;
  readonly reach?: Partial<RetrievalOptions>;
}

/** A search, and what tells it from others with the same question. */
type Search<T extends object> = Reach & Pick<Recallable<T>, 'id' | 'wants' | 'stamp'>;
