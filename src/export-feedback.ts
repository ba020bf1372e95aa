// The export of feedback, wired: the state store and the index that the settings name become questions for
// the evaluation. It needs neither Discord nor the model, and may run beside a live bot.

import type { Citation } from './answering/answer.js';
import { citeAgain } from './answering/cite-again.js';
import {
  needsEvidence,
  questionLines,
  shownFirst,
  type Evidence,
  type QuestionLines,
} from './feedback/question-lines.js';
import { openStores } from './open-stores.js';
import { collectionsIn } from './retrieval/scope.js';
import type { Settings } from './settings.js';
import { ReadableError } from './shared/errors.js';
import type { KnowledgeReader } from './store/knowledge-store.js';
import type { FeedbackOnAnswer } from './store/state-store.js';
import type { Now, Stores } from './store/stores.js';

/**
 * Reads all feedback that has not expired; nothing where none was ever kept.
 *
 * @throws ReadableError `index_missing` where evidence is needed and there is no index to take it from
 */
export async function exportFeedback(
  settings: Pick<Settings, 'dataDir' | 'databaseUrl'>,
  now: Now,
): Promise<QuestionLines> {
  const stores = openStores(settings);
  const said = await readFeedback(stores, now);
  const praised = said.filter(needsEvidence);
  return questionLines(
    said,
    praised.length === 0 ? new Map() : await evidenceFrom(stores, praised),
  );
}

async function readFeedback(stores: Stores, now: Now): Promise<FeedbackOnAnswer[]> {
  const store = await stores.openKeptState(now);
  return store === null ? [] : store.allFeedback().finally(() => store.close());
}

async function evidenceFrom(
  stores: Stores,
  said: readonly FeedbackOnAnswer[],
): Promise<Map<string, Evidence>> {
  const reader = await stores.openReader();
  if (reader === null) {
    throw new ReadableError({
      code: 'index_missing',
      text: 'There is no index to take the quoted sentences from.',
      remedy: 'Build it with: npm run build-index',
    });
  }
  try {
    const evidence = new Map<string, Evidence>();
    for (const { answer } of said) {
      const found = answer === null ? null : await evidenceOf(reader, answer);
      if (answer !== null && found !== null) evidence.set(answer.id, found);
    }
    return evidence;
  } finally {
    await reader.close();
  }
}

/** The sentence that an answer showed first, read anew; null where it has left the corpus. */
async function evidenceOf(
  reader: KnowledgeReader,
  answer: NonNullable<FeedbackOnAnswer['answer']>,
): Promise<Evidence | null> {
  const shown = shownFirst(answer.found);
  if (shown === null) return null;
  const citations: Citation[] = [];
  for (const collection of collectionsIn(answer.collection) ?? []) {
    const generation = await reader.current(collection);
    if (generation !== null) citations.push(...(await citeAgain({ reader, generation }, [shown])));
  }
  const citation = citations.find(({ left }) => left === undefined);
  if (citation === undefined) return null;
  const { start, end } = citation.highlight;
  return { source: citation.document.file, sentence: citation.text.slice(start, end) };
}
