// In: stored passages with the vectors of their sentences. Out: their sentences as the rest of this stage
// works with them: each knows its place, its vector and whether it may be chosen at all.

import type { Span } from '../passages/passage.js';
import { stem } from '../retrieval/stem.js';
import { contentTerms } from '../retrieval/terms.js';
import type { SentenceVectors, StoredPassage } from '../store/knowledge-store.js';
import { isFurniture } from './furniture.js';

export interface Sentence {
  readonly passage: StoredPassage;
  /** 0-based position among the passage's sentences. */
  readonly index: number;
  readonly span: Span;
  readonly text: string;
  /** The number of the paragraph it stands in. */
  readonly paragraph: number;
  /** 0-based position among the document's sentences. */
  readonly position: number;
  /** Unit vector; null where the store has none. */
  readonly vector: Float32Array | null;
  /** Stems of the words that carry meaning. */
  readonly stems: ReadonlySet<string>;
  /** False for page furniture and for what is no whole sentence. */
  readonly isProse: boolean;
}

const BETWEEN_PARAGRAPHS = '\n\n';

/** The sentences of one document's passages, which come in order. */
export function sentencesOf(
  passages: readonly StoredPassage[],
  vectors: ReadonlyMap<number, SentenceVectors>,
): Sentence[] {
  let position = 0;
  return passages.flatMap((passage) => {
    const found = vectors.get(passage.label);
    return passage.sentences.map((span, index) => {
      const text = passage.text.slice(span.start, span.end);
      const isCut =
        (passage.cut.start && index === 0) ||
        (passage.cut.end && index === passage.sentences.length - 1);
      return {
        passage,
        index,
        span,
        text,
        paragraph: paragraphAt(passage, span.start),
        position: position++,
        vector: found === undefined ? null : vectorAt(found, index),
        stems: new Set(contentTerms(text).map(stem)),
        isProse: !isCut && !isFurniture(text),
      };
    });
  });
}

/** The number of the paragraph that an offset into a passage stands in. */
export function paragraphAt(passage: StoredPassage, offset: number): number {
  return passage.first + passage.text.slice(0, offset).split(BETWEEN_PARAGRAPHS).length - 1;
}

/** A sentence's vector at unit length: quantised ones are a little off. */
function vectorAt(vectors: SentenceVectors, index: number): Float32Array | null {
  const { count, dimension, values } = vectors;
  if (index >= count) return null;
  const row = values.subarray(index * dimension, (index + 1) * dimension);
  const length = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
  return length === 0 ? null : Float32Array.from(row, (value) => value / length);
}
