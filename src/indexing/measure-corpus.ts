// In: a published generation. Out: what confidence must know of its texts, without a labelled question: its own
// sentences are taken for questions, and it is measured how many of their words no other document knows. Of a
// question to a small corpus more words are unknown, although it may be answered well.

import { contentTerms } from '../retrieval/terms.js';
import { termStatistics } from '../retrieval/retrieve.js';
import type {
  CorpusMeasure,
  Generation,
  KnowledgeReader,
  StoredPassage,
} from '../store/knowledge-store.js';

/** Sentences that are measured: the mean then has a standard error of about .02. */
const SENTENCES = 150;

/** Measures a corpus. */
export async function measureCorpus(
  reader: KnowledgeReader,
  generation: Generation,
): Promise<CorpusMeasure> {
  const labels = spread(await reader.labelsMatching(generation, {}), SENTENCES);
  const passages = await reader.passages(labels);
  const gaps: number[] = [];
  for (const [i, passage] of passages.entries()) {
    const gap = await gapOf({ reader, generation }, passage, i);
    if (gap !== null) gaps.push(gap);
  }
  const sum = gaps.reduce((total, gap) => total + gap, 0);
  return { vocabularyGap: gaps.length === 0 ? 0 : sum / gaps.length };
}

interface MeasuredCorpus {
  readonly reader: KnowledgeReader;
  readonly generation: Generation;
}

/** Share of one sentence's idf mass in words of its own document alone; null where it has no words. */
async function gapOf(
  corpus: MeasuredCorpus,
  passage: StoredPassage,
  turn: number,
): Promise<number | null> {
  const span = passage.sentences[turn % Math.max(1, passage.sentences.length)];
  if (span === undefined) return null;
  const words = contentTerms(passage.text.slice(span.start, span.end));
  const terms = await termStatistics(corpus, words);
  const own = await corpus.reader.labelsOf(corpus.generation, passage.document.id);
  // A word in more passages than the document has stands elsewhere too.
  const rare = terms.filter(({ frequency }) => frequency <= own.length);
  const presence = await corpus.reader.termPresence(
    corpus.generation,
    rare.map(({ term }) => term),
    own,
  );
  const isOwn = new Set(
    rare.filter(({ frequency }, i) => presence[i]?.size === frequency).map(({ term }) => term),
  );
  const mass = terms.reduce((sum, { idf }) => sum + idf, 0);
  const unknown = terms.reduce((sum, { term, idf }) => sum + (isOwn.has(term) ? idf : 0), 0);
  return mass === 0 ? null : unknown / mass;
}

/** About so many items, spread evenly over the list. */
function spread<T>(items: readonly T[], most: number): T[] {
  const step = Math.max(1, items.length / most);
  const count = Math.min(most, items.length);
  return Array.from({ length: count }, (_, i) => items[Math.floor(i * step)]).flatMap((item) =>
    item === undefined ? [] : [item],
  );
}
