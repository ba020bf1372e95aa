// In: a published generation. Out: it, opened: its index, its facts, and what is read of it when first asked for.

import type { Corpus } from '../retrieval/retrieve.js';
import { kept } from '../shared/kept.js';
import type { CorpusFacts, Generation, KnowledgeReader } from '../store/knowledge-store.js';
import { LEXICON_PASSAGES, readLexicon, type Lexicon } from '../understanding/lexicon.js';
import type { VectorIndex } from '../vector-index/vector-index.js';
import { namesOf, type Names } from './suggest.js';

export interface OpenedIndex {
  readonly index: VectorIndex;
  /** Why a lesser index serves, or null. */
  readonly notice: string | null;
}

export interface CorpusParts {
  readonly reader: KnowledgeReader;
  readonly openIndex: (reader: KnowledgeReader, generation: Generation) => Promise<OpenedIndex>;
  /** Told once for each generation that is served in a lesser way, or not at all. */
  readonly onNotice: (notice: string) => void;
  /** Told of what is searched no more: a generation, or one corpus made of several. */
  readonly onLeft?: (corpus: OpenCorpus) => void;
  /** Told that a collection is there no more. */
  readonly onRemoved?: () => void;
}

export interface OpenCorpus extends Corpus {
  readonly facts: CorpusFacts;
  readonly notice: string | null;
  readonly names: Names;
  /** The corpus' own words; read when first asked for, and kept. */
  readonly lexicon: () => Promise<Lexicon>;
  /** The generation whose calibration holds for it: its own, or that of the largest of several. */
  readonly calibrated: Generation;
}

/** Opens a generation. */
export async function openCorpus(
  parts: Omit<CorpusParts, 'onNotice'>,
  generation: Generation,
): Promise<OpenCorpus> {
  const { reader, openIndex } = parts;
  const facts = await reader.facts(generation);
  // Last, because whatever failed after it would leave it open.
  const { index, notice } = await openIndex(reader, generation);
  return {
    ...{ reader, generation, index, facts, notice },
    calibrated: generation,
    names: namesOf({ reader, generation }, facts.outlets),
    lexicon: kept(() => readLexicon(reader.sampleTexts(generation, LEXICON_PASSAGES))),
  };
}

/**
 * Makes sure that a generation can be searched before it takes the place of one that can: its index finds
 * something, and what it finds can be read. Its words are read as well, so that no question waits for them.
 *
 * @throws Error where it cannot
 */
export async function proveCorpus(corpus: OpenCorpus): Promise<void> {
  const { reader, generation, index } = corpus;
  await corpus.lexicon();
  if (generation.passages === 0) return;
  const [match] = await index.search(generation.canary, 1);
  const [passage] = match === undefined ? [] : await reader.passages([match.label]);
  if (passage !== undefined) return;
  throw new Error(`the index of generation ${generation.number} finds no passage of it`);
}

/** Whether two generations are the same, down to the graph that serves. */
export function isSameGeneration(a: Generation, b: Generation): boolean {
  return (
    a.collection === b.collection &&
    a.number === b.number &&
    a.builtAt === b.builtAt &&
    a.graph?.sha256 === b.graph?.sha256
  );
}
