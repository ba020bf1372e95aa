// In: a published generation. Out: it, opened: its index, its facts, and what is read of it when first asked for.

import type { Corpus } from '../retrieval/retrieve.js';
import { kept } from '../shared/kept.js';
import type { CorpusFacts, Generation, KnowledgeReader } from '../store/knowledge-store.js';
import { LEXICON_PASSAGES, readLexicon, type Lexicon } from '../understanding/lexicon.js';
import type { VectorIndex } from '../vector-index/vector-index.js';
import type { CopyMark, CorpusSummary } from './answer.js';
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
  /** The corpus' own words; those of a sample while the whole was not read, so that a first answer waits for few. */
  readonly lexicon: () => Promise<Lexicon>;
  /** The same, whole; read when first asked for, and kept. */
  readonly wholeLexicon: () => Promise<Lexicon>;
  /** The generation whose calibration holds for it: its own, or that of the largest of several. */
  readonly calibrated: Generation;
  /** Set where it is a copy of a store that is away. */
  readonly copyOf?: CopyMark;
}

/** What an answer says of the corpus it is from. */
export function corpusSummary({
  facts,
  copyOf,
}: Pick<OpenCorpus, 'facts' | 'copyOf'>): CorpusSummary {
  const { documents, first, last } = facts;
  return { documents, first, last, ...(copyOf === undefined ? {} : { copyOf }) };
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
    ...lexiconsOf(reader, generation),
  };
}

/** Passages whose words a first question waits for: a fifth of a second; all of them take ten times as long. */
const FIRST_LEXICON_PASSAGES = 2_000;

/** The sample's at first; whoever asks a second time has the whole read, and it is given once it is there. */
function lexiconsOf(
  reader: KnowledgeReader,
  generation: Generation,
): Pick<OpenCorpus, 'lexicon' | 'wholeLexicon'> {
  const read = (most: number) => kept(() => readLexicon(reader.sampleTexts(generation, most)));
  const readSample = read(FIRST_LEXICON_PASSAGES);
  const readWhole = read(LEXICON_PASSAGES);
  let whole: Lexicon | null = null;
  let isAskedAgain = false;
  const wholeLexicon = async (): Promise<Lexicon> => (whole ??= await readWhole());
  const lexicon = (): Promise<Lexicon> => {
    if (whole !== null) return Promise.resolve(whole);
    // One that fails is read again for the next question.
    if (isAskedAgain) void wholeLexicon().catch(() => undefined);
    isAskedAgain = true;
    return readSample();
  };
  const isSmall = generation.passages <= FIRST_LEXICON_PASSAGES;
  return { lexicon: isSmall ? wholeLexicon : lexicon, wholeLexicon };
}

/**
 * Makes sure that a generation can be searched before it takes the place of one that can: its index finds
 * something, and what it finds can be read. Its words are read as well, so that no question waits for them.
 *
 * @throws Error where it cannot
 */
export async function proveCorpus(corpus: OpenCorpus): Promise<void> {
  const { reader, generation, index } = corpus;
  await corpus.wholeLexicon();
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
