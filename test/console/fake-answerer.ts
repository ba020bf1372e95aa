// An answerer that says what a test tells it to, and remembers what it was asked.

import type { Answer, Citation } from '../../src/answering/answer.js';
import type { Answerer, AskRequest } from '../../src/answering/answerer.js';
import type { Paragraph } from '../../src/corpus/document.js';
import { answerOf, CORPUS, COVERAGE, summaryOf } from '../replies/answers.js';

export interface FakeParts {
  readonly answer?: (request: AskRequest) => Answer | Promise<Answer>;
  readonly sources?: readonly Citation[];
  readonly paragraphs?: readonly Paragraph[];
  readonly summarize?: Answerer['summarize'];
}

export interface FakeAnswerer extends Answerer {
  /** Every request, in order. */
  readonly asked: AskRequest[];
}

export function fakeAnswerer(parts: FakeParts = {}): FakeAnswerer {
  const asked: AskRequest[] = [];
  const answer = async (request: AskRequest): Promise<Answer> => {
    asked.push(request);
    return (await parts.answer?.(request)) ?? answerOf({ question: request.question });
  };
  return {
    asked,
    answer,
    sources: async (request) => ({
      answer: await answer(request),
      citations: parts.sources ?? [],
    }),
    cited: () => Promise.resolve([]),
    suggest: ({ kind, limit }) =>
      Promise.resolve(
        (kind === 'document' ? COVERAGE.titles : COVERAGE.outlets)
          .slice(0, limit)
          .map((name) => ({ name, value: name })),
      ),
    rankSentences: () => Promise.resolve([]),
    summarize: parts.summarize ?? ((request) => Promise.resolve(summaryOf(request))),
    compare: async (request) => ({ first: await answer(request), second: await answer(request) }),
    timeline: async (request) => ({
      answer: await answer(request),
      passages: (parts.sources ?? []).map((citation) => ({ citation, isStrong: true })),
      chart: null,
    }),
    digest: ({ texts }) => Promise.resolve(texts.map((_, position) => position)),
    documents: () => Promise.resolve(COVERAGE.titles.map((title) => factsOf(title))),
    document: (id) => Promise.resolve(COVERAGE.titles.includes(id) ? factsOf(id) : null),
    paragraphs: () => Promise.resolve([...(parts.paragraphs ?? [])]),
    status: () =>
      Promise.resolve({
        collection: 'default',
        generation: 4,
        builtAt: '2024-05-01T00:00:00.000Z',
        model: 'fake-model',
        index: 'exact',
        facts: { ...CORPUS, passages: 12, outlets: COVERAGE.outlets },
        notice: null,
      }),
    close: () => Promise.resolve(),
  };
}

function factsOf(title: string): Awaited<ReturnType<Answerer['documents']>>[number] {
  return {
    id: title,
    file: `${title}.md`,
    title,
    outlet: null,
    author: null,
    date: null,
    url: null,
    paragraphs: 3,
  };
}
