// The evaluation of summaries, wired: articles with human highlights are built into an index of their own below
// DATA_DIR, and summarized from what the store holds of them. A second run embeds nothing.

import { createHash } from 'node:crypto';
import { basename, join, resolve } from 'node:path';
import { DEFAULT_COLLECTION } from './answering/answerer.js';
import { readSentences } from './answering/summarize.js';
import { buildIndex } from './build-index.js';
import { openDataSetSource } from './evaluation/data-set-source.js';
import {
  evaluateSummaries,
  type SummarizedArticle,
  type SummaryFigures,
} from './evaluation/evaluate-summaries.js';
import { readArticles } from './evaluation/read-articles.js';
import type { BuildProgress } from './indexing/build-report.js';
import { openStores } from './open-stores.js';
import type { Settings } from './settings.js';

export interface SummaryEvaluationRequest {
  readonly settings: Settings;
  /** Lines of `{id, text, highlights}`. */
  readonly file: string;
  readonly onProgress?: (progress: BuildProgress) => void;
}

/** @throws ReadableError `data_set_invalid` and whatever building throws */
export async function runSummaryEvaluation(
  request: SummaryEvaluationRequest,
): Promise<{ readonly name: string; readonly figures: SummaryFigures }> {
  const file = resolve(request.file);
  const articles = await readArticles(file);
  const key = createHash('sha256').update(file).digest('hex').slice(0, 8);
  const dataDir = join(request.settings.dataDir, 'evaluation', `${basename(file)}-${key}`);
  // What is measured is kept beside, never in a database that others use.
  const settings = { ...request.settings, dataDir, databaseUrl: null };
  const { onProgress } = request;
  await buildIndex({
    settings,
    source: openDataSetSource(articles.map(({ id, text }) => ({ _id: id, title: '', text }))),
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  const reader = await openStores(settings).openReader();
  if (reader === null) return { name: basename(file), figures: evaluateSummaries([]) };
  try {
    const generation = await reader.current(DEFAULT_COLLECTION);
    const read: SummarizedArticle[] = [];
    for (const { id, highlights } of articles) {
      if (generation === null) break;
      const sentences = await readSentences({ reader, generation }, id);
      read.push({ id, highlights, sentences });
    }
    return { name: basename(file), figures: evaluateSummaries(read) };
  } finally {
    await reader.close();
  }
}
