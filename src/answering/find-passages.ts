// In: a request. Out: what was found for it, with everything that an answer or a summary needs: the question as
// read, its vector, the corpus it was asked of, the ranked passages, and how long each step took.

import { parseQuestion, plainQuestion, type Question } from '../retrieval/question.js';
import { retrieve, type Retrieval, type RetrievalOptions } from '../retrieval/retrieve.js';
import { ReadableError } from '../shared/errors.js';
import type { KnownCorpus } from '../understanding/mend-words.js';
import { timeBonus } from '../understanding/time-bonus.js';
import { understand } from '../understanding/understand.js';
import type { Understanding } from '../understanding/understanding.js';
import type { Timings } from './answer.js';
import type { AskRequest } from './answerer.js';
import type { CheckedEmbedder } from './checked-embedder.js';
import type { OpenCorpus } from './open-corpus.js';
import { scopeAsked } from './scope-asked.js';

export interface FindingParts {
  /** The one that is asked; it stays open while it is searched. */
  readonly corpus: OpenCorpus;
  readonly embedder: CheckedEmbedder;
  readonly retrieval: RetrievalOptions;
}

export interface FoundPassages {
  readonly corpus: OpenCorpus;
  /** As it was understood. */
  readonly question: Question;
  /** Words that were read otherwise than typed. */
  readonly understood: Understanding['notes'];
  readonly vector: Float32Array;
  readonly retrieval: Retrieval;
  readonly clock: Clock;
}

/** Moments in milliseconds. */
interface Clock {
  readonly started: number;
  readonly embedStarted: number;
  readonly searchStarted: number;
}

/** A request whose question was read. */
export interface ReadRequest {
  readonly question: Question;
  /** Where it is searched. */
  readonly scope: string;
  /** When its reading began, in milliseconds. */
  readonly started: number;
}

/**
 * Reads a request, before any collection is looked at.
 *
 * @throws ReadableError `bad_question` where there is nothing to ask, `collection_unknown` where it asks for a
 *   collection beyond the scope that it is given
 */
export function readRequest(request: AskRequest): ReadRequest {
  const started = performance.now();
  const question = readQuestion(request);
  requireWords(question);
  return { question, scope: scopeAsked(request.collection, question.collection), started };
}

/**
 * Finds the passages for a request.
 *
 * @throws ReadableError `index_incompatible` and the like
 */
export async function findPassages(
  { corpus, embedder, retrieval: options }: FindingParts,
  { question: asTyped, started }: Pick<ReadRequest, 'question' | 'started'>,
  limit: number,
): Promise<FoundPassages> {
  const model = await embedder.embedderFor(corpus.generation);
  const isCommon = model.isOnePiece ?? (() => false);
  const understanding = await understand(asTyped, knownCorpus(corpus, isCommon), options.pieces);
  const { question, notes, time } = understanding;
  const embedStarted = performance.now();
  const vector = await model.embedQuery(question.text);
  const searchStarted = performance.now();
  const preference = timeBonus(time, corpus.facts);
  const asked = { ...understanding, preference, vector, limit, options };
  const retrieval = await retrieve(corpus, asked);
  const clock = { started, embedStarted, searchStarted };
  return { corpus, question, understood: notes, vector, retrieval, clock };
}

function knownCorpus(
  { reader, generation, lexicon }: OpenCorpus,
  isCommon: KnownCorpus['isCommon'],
): KnownCorpus {
  const frequencies = (words: readonly string[]) => reader.termFrequencies(generation, words);
  return { frequencies, lexicon, isCommon };
}

/** What a request took up to now. */
export function timingsOf({ clock }: FoundPassages): Timings {
  const now = performance.now();
  return {
    embedMs: clock.searchStarted - clock.embedStarted,
    searchMs: now - clock.searchStarted,
    totalMs: now - clock.started,
  };
}

/** Reads the question of a request: somebody's own text is taken as it stands. */
export function readQuestion(request: AskRequest): Question {
  const read = request.isPlain === true ? plainQuestion : parseQuestion;
  return read(request.question, request.filter);
}

function requireWords(question: Question): void {
  if (question.text !== '' || question.filter.phrases?.length !== 0) return;
  throw new ReadableError({
    code: 'bad_question',
    text: 'There is no question.',
    remedy: 'Ask in your own words, such as: Who left Bagram?',
  });
}
