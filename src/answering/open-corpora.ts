// In: the name of a collection. Out: its current generation, opened. A new generation is noticed whenever
// one is asked for, opened once however many ask, and then takes the place of the one before.

import { COLLECTION_NAME } from '../retrieval/question.js';
import type { Corpus } from '../retrieval/retrieve.js';
import { ReadableError } from '../shared/errors.js';
import type { CorpusFacts, Generation, KnowledgeReader } from '../store/knowledge-store.js';
import type { VectorIndex } from '../vector-index/vector-index.js';
import { kept } from '../shared/kept.js';
import { LEXICON_PASSAGES, readLexicon, type Lexicon } from '../understanding/lexicon.js';
import { namesOf, type Names } from './suggest.js';

export interface OpenedIndex {
  readonly index: VectorIndex;
  /** Why a lesser index serves, or null. */
  readonly notice: string | null;
}

export interface CorpusParts {
  readonly reader: KnowledgeReader;
  readonly openIndex: (reader: KnowledgeReader, generation: Generation) => Promise<OpenedIndex>;
  /** Told once for each generation that is served in a lesser way. */
  readonly onNotice: (notice: string) => void;
}

export interface OpenCorpus extends Corpus {
  readonly facts: CorpusFacts;
  readonly notice: string | null;
  readonly names: Names;
  /** The corpus' own words; read when first asked for, and kept. */
  readonly lexicon: () => Promise<Lexicon>;
}

/** The collections that were asked for, each with its newest generation open. */
export class OpenCorpora {
  readonly #parts: CorpusParts;
  readonly #corpora = new Map<string, Promise<OpenCorpus>>();
  #closed = false;

  constructor(parts: CorpusParts) {
    this.#parts = parts;
  }

  /** @throws ReadableError `index_missing` where there is no such collection, `closed` after `close` */
  async corpus(collection: string): Promise<OpenCorpus> {
    if (this.#closed)
      throw new ReadableError({ code: 'closed', text: 'Verbatim is shutting down.' });
    if (!COLLECTION_NAME.test(collection)) throw noSuchCollection(collection);
    const generation = await this.#parts.reader.current(collection);
    if (generation === null) throw noSuchCollection(collection);
    const open = this.#corpora.get(collection);
    const known = await open?.catch(() => null);
    if (known && isSame(known.generation, generation)) return known;
    // Another question may have started opening it meanwhile.
    const started = this.#corpora.get(collection);
    if (started !== undefined && started !== open) return started;
    const opening = this.#open(generation);
    this.#corpora.set(collection, opening);
    return opening;
  }

  async close(): Promise<void> {
    this.#closed = true;
    const open = await Promise.allSettled(this.#corpora.values());
    this.#corpora.clear();
    for (const corpus of open) {
      if (corpus.status === 'fulfilled') await corpus.value.index.close();
    }
  }

  async #open(generation: Generation): Promise<OpenCorpus> {
    const { reader, openIndex, onNotice } = this.#parts;
    const [{ index, notice }, facts] = await Promise.all([
      openIndex(reader, generation),
      reader.facts(generation),
    ]);
    if (notice !== null) onNotice(notice);
    const names = namesOf({ reader, generation }, facts.outlets);
    const lexicon = kept(() => readLexicon(reader.sampleTexts(generation, LEXICON_PASSAGES)));
    return { reader, generation, index, facts, notice, names, lexicon };
  }
}

function isSame(a: Generation, b: Generation): boolean {
  return a.number === b.number && a.graph?.sha256 === b.graph?.sha256;
}

function noSuchCollection(collection: string): ReadableError {
  return new ReadableError({
    code: 'index_missing',
    text: `There is no index of the collection "${collection.slice(0, 64)}".`,
    remedy: 'Check its name; npm run build-index builds the one that is searched without a name.',
  });
}
