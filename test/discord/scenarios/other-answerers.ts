// The town's answerer with something about it changed, and what holds it up or moves its clock.

import type { Outcome } from '../../../src/answering/answer.js';
import type { Answerer } from '../../../src/answering/answerer.js';

/** The same answerer with other methods in place of some. */
export function changed(town: Answerer, changes: Partial<Answerer>): Answerer {
  return {
    answer: (request) => town.answer(request),
    sources: (request) => town.sources(request),
    cited: (references, collection) => town.cited(references, collection),
    suggest: (request) => town.suggest(request),
    rankSentences: (request) => town.rankSentences(request),
    summarize: (request) => town.summarize(request),
    compare: (request) => town.compare(request),
    timeline: (request) => town.timeline(request),
    digest: (request) => town.digest(request),
    documents: (collection) => town.documents(collection),
    document: (id, collection) => town.document(id, collection),
    paragraphs: (id, collection) => town.paragraphs(id, collection),
    status: (collection) => town.status(collection),
    close: () => town.close(),
    ...changes,
  };
}

/** Judges whatever was found to be of this outcome. */
export function judging(outcome: Outcome, confidence: number): (town: Answerer) => Answerer {
  return (town) =>
    changed(town, {
      sources: async (request) => {
        const { answer, citations } = await town.sources(request);
        if (citations.length === 0 || answer.reason === 'greeting') return { answer, citations };
        const shown = answer.citations.length > 0 ? answer.citations : citations;
        const judged = { outcome, confidence, citations: shown.slice(0, request.limit) };
        return { citations, answer: { ...answer, ...judged } };
      },
    });
}

export interface Gate {
  /** Holds every question up until the gate is opened. */
  readonly answerer: (town: Answerer) => Answerer;
  readonly open: () => void;
  /** Questions that have arrived at it. */
  readonly arrived: () => number;
  /** These questions, in the order they arrived. */
  readonly asked: readonly string[];
}

/** A gate in front of the answerer. */
export function closedGate(): Gate {
  let open: () => void = () => undefined;
  const asked: string[] = [];
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return {
    answerer: (town) =>
      changed(town, {
        sources: async (request) => {
          asked.push(request.question);
          await opened;
          return town.sources(request);
        },
      }),
    open: () => {
      open();
    },
    arrived: () => asked.length,
    asked,
  };
}

export interface TestClock {
  readonly now: () => Date;
  readonly pass: (minutes: number) => void;
}

/** A clock that stands until it is told how much time has passed. */
export function testClock(start = '2022-03-01T12:00:00.000Z'): TestClock {
  let at = Date.parse(start);
  return {
    now: () => new Date(at),
    pass: (minutes) => {
      at += minutes * 60_000;
    },
  };
}
