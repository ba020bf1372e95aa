// In: the documents of a draft. Out: which of them are near copies of each other, such as wire copies in several
// outlets. Each is signed once; only documents that share a band are compared, so that a new article costs a
// few comparisons and not one with every other. How texts are signed is handed in.

import { cleanedText, type Paragraph } from '../corpus/document.js';
import type { CopyPair, GenerationDraft, TextSignature } from '../store/generation-draft.js';

/** How near copies are told. */
export interface CopyMeasure {
  readonly signatureOf: (text: string) => Uint32Array;
  /** Keys under which signatures of texts that are alike meet. */
  readonly bandsOf: (signature: Uint32Array) => readonly number[];
  /** Estimated share of what two texts have in common; 0 to 1. */
  readonly similarityOf: (a: Uint32Array, b: Uint32Array) => number;
  /** From this similarity on two documents are copies. */
  readonly least: number;
}

/** The signature under which a document's copies are found. */
export function signDocument(
  document: { readonly paragraphs: readonly Paragraph[] },
  measure: CopyMeasure,
): TextSignature {
  const values = measure.signatureOf(cleanedText(document.paragraphs));
  return { values, bands: measure.bandsOf(values) };
}

/** Finds the copies of everything that the draft signed; tells how many pairs there are. */
export async function findCopies(draft: GenerationDraft, measure: CopyMeasure): Promise<number> {
  let found = 0;
  for await (const { document, others } of draft.copyCandidates()) {
    const pairs: CopyPair[] = others
      .map((other): CopyPair => ({
        ids: [document.id, other.id],
        similarity: measure.similarityOf(document.values, other.values),
      }))
      .filter(({ similarity }) => similarity >= measure.least);
    if (pairs.length > 0) await draft.putCopies(pairs);
    found += pairs.length;
  }
  return found;
}
