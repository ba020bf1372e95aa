// In: a draft with texts that have no vector yet. Out: the same draft, complete. Vectors are stored in small
// batches as they come, so a build that is killed goes on where it stopped.

import type { BulkEmbedder } from '../embeddings/embedder.js';
import type { GenerationDraft, NewEmbedding, PendingText } from '../store/generation-draft.js';
import type { BuildProgress } from './build-report.js';

/** Passages stored at once: about a second of work on a small machine, lost at most when killed. */
const BATCH = 32;

export interface EmbeddedCounts {
  readonly passages: number;
  readonly sentences: number;
}

export interface EmbeddingWork {
  readonly draft: GenerationDraft;
  readonly embedder: BulkEmbedder;
  readonly pending: readonly PendingText[];
  readonly onProgress: (progress: BuildProgress) => void;
}

/** Embeds every pending passage and its sentences; a single sentence shares its passage's vector. */
export async function embedPending(work: EmbeddingWork): Promise<EmbeddedCounts> {
  const { draft, embedder, pending } = work;
  const inputs = pending.flatMap((item, owner) => inputsOf(item, owner));
  const open = new Map<number, OpenPassage>();
  let batch: NewEmbedding[] = [];
  let done = 0;
  for await (const { position, vector } of embedder.embedAll(inputs.map((input) => input.text))) {
    const input = inputs[position];
    const item = input && pending[input.owner];
    if (input === undefined || item === undefined) continue;
    const passage = open.get(input.owner) ?? openPassage(item);
    open.set(input.owner, passage);
    passage.vectors[input.slot] = vector;
    passage.missing -= 1;
    if (passage.missing > 0) continue;
    open.delete(input.owner);
    const [whole, ...sentences] = passage.vectors;
    if (whole !== undefined) batch.push({ hash: item.hash, passage: whole, sentences });
    done += 1;
    if (batch.length >= BATCH) {
      await draft.putEmbeddings(batch);
      batch = [];
    }
    work.onProgress({ stage: 'embedding', done, total: pending.length });
  }
  await draft.putEmbeddings(batch);
  return { passages: pending.length, sentences: inputs.length - pending.length };
}

interface Input {
  readonly owner: number;
  /** 0 is the passage, then its sentences. */
  readonly slot: number;
  readonly text: string;
}

interface OpenPassage {
  readonly vectors: Float32Array[];
  missing: number;
}

function inputsOf(item: PendingText, owner: number): Input[] {
  const whole = { owner, slot: 0, text: item.text };
  if (!hasSeparateSentences(item)) return [whole];
  const sentences = item.sentences.map((span, i) => ({
    owner,
    slot: i + 1,
    text: item.text.slice(span.start, span.end),
  }));
  return [whole, ...sentences];
}

function openPassage(item: PendingText): OpenPassage {
  const missing = 1 + (hasSeparateSentences(item) ? item.sentences.length : 0);
  return { vectors: [], missing };
}

function hasSeparateSentences(item: PendingText): boolean {
  return item.sentences.length > 1;
}
