// Who may import whom. A path allows everything below it; `types` are imports of which nothing is left at run time.

/** What a folder may import. */
export interface Allowed {
  readonly values?: readonly string[];
  readonly types?: readonly string[];
}

// Read downwards, the table is the data flow. Everyone may import `shared`, which imports nothing of ours.
export const LAYERS: Readonly<Record<string, Allowed>> = {
  shared: {},
  'settings.ts': {},
  corpus: {},
  fetching: {},
  sources: { values: ['corpus', 'fetching', 'retrieval/question.ts'] },
  passages: { types: ['corpus/document.ts'] },
  embeddings: {},
  'vector-index': {},
  store: {
    types: [
      'corpus/document.ts',
      'passages/passage.ts',
      'embeddings/embedder.ts',
      'vector-index/graph-files.ts',
      'vector-index/vector-index.ts',
      // What is kept of an answer is an answer's own form.
      'answering/answer.ts',
      'answering/answerer.ts',
      'retrieval/scored-passage.ts',
      'sources/source.ts',
      'sources/source-store.ts',
    ],
    values: [
      'sources/source-store.ts',
      'vector-index/vector-index.ts',
      // Both stores stem alike, the server of neither does it.
      'retrieval/stem.ts',
    ],
  },
  indexing: {
    values: [
      'passages',
      'embeddings/embedder.ts',
      'vector-index',
      'retrieval',
      'corpus/document.ts',
      'corpus/recurring-lines.ts',
      'corpus/show-file-name.ts',
      'corpus/source-place.ts',
    ],
    types: ['corpus', 'store/knowledge-store.ts', 'store/generation-draft.ts', 'store/left-out.ts'],
  },
  mirroring: {
    values: ['vector-index', 'indexing/write-graph.ts', 'retrieval/question.ts'],
    types: ['corpus/document.ts', 'store'],
  },
  retrieval: {
    values: ['embeddings/embedder.ts', 'vector-index/exact-index.ts', 'store/partial-dates.ts'],
    types: ['passages', 'store/knowledge-store.ts', 'vector-index/vector-index.ts'],
  },
  understanding: {
    values: ['retrieval/terms.ts', 'store/partial-dates.ts'],
    types: ['corpus/document.ts', 'retrieval', 'store/knowledge-store.ts'],
  },
  summaries: {
    values: ['retrieval', 'passages/points-back.ts', 'embeddings/embedder.ts'],
    types: ['passages', 'store/knowledge-store.ts', 'answering/answer.ts'],
  },
  comparisons: { values: ['store/partial-dates.ts'], types: ['store/knowledge-store.ts'] },
  timelines: { values: ['store/partial-dates.ts'], types: ['answering/answer.ts'] },
  answering: {
    values: [
      'understanding',
      'retrieval',
      'summaries',
      'comparisons',
      'passages/points-back.ts',
      'passages/split-sentences.ts',
      'timelines/compose-timeline.ts',
      'embeddings/embedder.ts',
      'store/partial-dates.ts',
    ],
    types: [
      'corpus',
      'passages',
      'timelines',
      'store/knowledge-store.ts',
      'store/copy-store.ts',
      'vector-index/vector-index.ts',
    ],
  },
  evaluation: {
    values: [
      'answering',
      'summaries',
      'retrieval',
      'store/partial-dates.ts',
      'benchmarks/statistics.ts',
      'corpus/looks-broken.ts',
      'corpus/min-hash.ts',
      'preview/html.ts',
    ],
    types: ['corpus', 'passages', 'store/knowledge-store.ts', 'embeddings/embedder.ts'],
  },
  curating: {
    values: [
      'corpus/read-document.ts',
      'sources',
      'retrieval/scope.ts',
      'retrieval/question.ts',
      'store/partial-dates.ts',
      'indexing/plan-changes.ts',
    ],
    types: ['corpus', 'fetching', 'store', 'indexing/build-report.ts'],
  },
  feedback: { types: ['store/state-store.ts'] },
  replies: {
    values: [
      'answering/answerer.ts',
      'answering/answer-in-conversation.ts',
      'answering/small-talk.ts',
      'answering/question-parts.ts',
      'answering/scope-asked.ts',
      'retrieval/fuse-scores.ts',
      'retrieval/question.ts',
      'retrieval/stem.ts',
      'retrieval/terms.ts',
      'understanding/dates-asked.ts',
      'understanding/present-word.ts',
      'passages/split-sentences.ts',
      'timelines/compose-timeline.ts',
      'timelines/count-months.ts',
      'store/partial-dates.ts',
    ],
    types: [
      'answering',
      'summaries',
      'comparisons',
      'timelines',
      'corpus',
      'passages',
      'retrieval',
      'store',
      'understanding',
      'curating',
    ],
  },
  console: {
    values: [
      'replies',
      'curating',
      'settings.ts',
      'comparisons',
      'answering/ask-request.ts',
      'retrieval/question.ts',
      'summaries/summary.ts',
    ],
    types: [
      'answering',
      'passages',
      'retrieval/fuse-scores.ts',
      'indexing/build-report.ts',
      'doctor',
      'store',
    ],
  },
  health: {},
  discord: {
    values: [
      'replies',
      'curating',
      'retrieval/scope.ts',
      'comparisons',
      'answering/ask-request.ts',
      'retrieval/question.ts',
      'retrieval/scope.ts',
      'summaries/summary.ts',
    ],
    types: ['answering', 'summaries', 'passages', 'store', 'settings.ts', 'health/metrics.ts'],
  },
  'cleaning-report': {
    values: ['preview/html.ts'],
    types: ['corpus/document.ts', 'store/knowledge-store.ts'],
  },
  preview: { values: ['discord/cards', 'retrieval/fuse-scores.ts'], types: ['replies'] },
};
