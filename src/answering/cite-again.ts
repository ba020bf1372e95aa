// In: references to citations given earlier. Out: those citations, read anew from the store. A label names
// a passage of any collection, so one is read only after the asker's generation has listed it.

import type { Span } from '../passages/passage.js';
import type { Generation, KnowledgeReader, StoredPassage } from '../store/knowledge-store.js';
import type { Citation } from './answer.js';
import type { CitationReference } from './answerer.js';
import { citePassage } from './cite-passage.js';

/** Brings citations back, in the order asked, without those that do not fit the generation. */
export async function citeAgain(
  corpus: { readonly reader: KnowledgeReader; readonly generation: Generation },
  references: readonly CitationReference[],
): Promise<Citation[]> {
  const { reader, generation } = corpus;
  const documents = [...new Set(references.map((reference) => reference.documentId))];
  const labels = new Map<string, ReadonlySet<number>>();
  for (const id of documents) labels.set(id, new Set(await reader.labelsOf(generation, id)));
  const listed = references.filter(({ documentId, label }) => labels.get(documentId)?.has(label));
  const passages = await reader.passages([...new Set(listed.map(({ label }) => label))]);
  const byLabel = new Map(passages.map((passage) => [passage.label, passage]));
  return listed.flatMap((reference) => {
    const passage = byLabel.get(reference.label);
    return passage !== undefined && fits(reference, passage)
      ? [citePassage(passage, reference)]
      : [];
  });
}

function fits({ highlight, lead }: CitationReference, { text }: StoredPassage): boolean {
  return isInside(highlight, text) && (lead === undefined || isInside(lead, text));
}

function isInside({ start, end }: Span, text: string): boolean {
  return (
    Number.isInteger(start) &&
    Number.isInteger(end) &&
    0 <= start &&
    start < end &&
    end <= text.length
  );
}
