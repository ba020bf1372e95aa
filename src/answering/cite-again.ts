// In: references to citations given earlier. Out: those citations, read anew from the store. A label names
// a passage of any collection, so one is read only after the asker's generation has listed it.

import type { Span } from '../passages/passage.js';
import type { Generation, KnowledgeReader, StoredPassage } from '../store/knowledge-store.js';
import type { Citation } from './answer.js';
import type { CitationReference, CopyReference } from './answerer.js';
import { citePassage, copyOf } from './cite-passage.js';

interface Shelf {
  readonly reader: KnowledgeReader;
  readonly generation: Generation;
}

type Passages = ReadonlyMap<number, StoredPassage>;

/** Brings citations back, in the order asked, without those that do not fit the generation. */
export async function citeAgain(
  corpus: Shelf,
  references: readonly CitationReference[],
): Promise<Citation[]> {
  const copies = references.flatMap(({ alsoIn = [] }) => alsoIn);
  const passages = await readListed(corpus, [...references, ...copies]);
  return references.flatMap((reference) => {
    const passage = passageOf(reference, passages);
    if (passage === undefined || !fits(reference, passage)) return [];
    const alsoIn = reference.alsoIn?.flatMap((copy) => passageOf(copy, passages) ?? []).map(copyOf);
    return [citePassage(passage, { ...reference, alsoIn })];
  });
}

/** The passages that the generation holds in the documents they are said to stand in. */
async function readListed(
  { reader, generation }: Shelf,
  references: readonly CopyReference[],
): Promise<Passages> {
  const documents = [...new Set(references.map((reference) => reference.documentId))];
  const labels = new Map<string, ReadonlySet<number>>();
  for (const id of documents) labels.set(id, new Set(await reader.labelsOf(generation, id)));
  const listed = references.filter(({ documentId, label }) => labels.get(documentId)?.has(label));
  const passages = await reader.passages([...new Set(listed.map(({ label }) => label))]);
  return new Map(passages.map((passage) => [passage.label, passage]));
}

/** A label that was listed for another document is none of this one's. */
function passageOf(
  { label, documentId }: CopyReference,
  passages: Passages,
): StoredPassage | undefined {
  const passage = passages.get(label);
  return passage?.document.id === documentId ? passage : undefined;
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
