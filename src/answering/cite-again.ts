// In: references to citations given earlier. Out: those citations, read anew from the store. A label names
// a passage of any collection, so one is read only after the asker's generation has listed it. One that has left
// the collection since is brought back as it was where it is still kept, and says so.

import type { Span } from '../passages/passage.js';
import type { Generation, KnowledgeReader, StoredPassage } from '../store/knowledge-store.js';
import type { Citation, Leaving } from './answer.js';
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
  const past = await readPast(
    corpus,
    references.filter(({ label }) => !passages.has(label)),
  );
  return references.flatMap((reference) => {
    const passage = passageOf(reference, passages) ?? passageOf(reference, past.passages);
    if (passage === undefined || !fits(reference, passage)) return [];
    const alsoIn = reference.alsoIn?.flatMap((copy) => passageOf(copy, passages) ?? []).map(copyOf);
    const { n, highlight, lead, score, isOtherOutlet } = reference;
    const marks = {
      n,
      highlight,
      score,
      ...(lead && { lead }),
      ...(isOtherOutlet && { isOtherOutlet }),
    };
    return [citePassage(passage, { ...marks, alsoIn, left: past.leavings.get(passage.label) })];
  });
}

interface Past {
  readonly passages: Passages;
  readonly leavings: ReadonlyMap<number, Leaving>;
}

/** What is still kept of what the generation does not hold any more. */
async function readPast(
  { reader, generation }: Shelf,
  references: readonly CopyReference[],
): Promise<Past> {
  if (references.length === 0) return { passages: new Map(), leavings: new Map() };
  const labels = [...new Set(references.map(({ label }) => label))].filter(Number.isSafeInteger);
  const past = await reader.pastPassages(generation.collection, labels);
  return {
    passages: new Map(past.map(({ passage }) => [passage.label, passage])),
    leavings: new Map(
      past.map(({ passage, left, leftAt }) => [
        passage.label,
        { how: left, on: leftAt.slice(0, DAY.length) },
      ]),
    ),
  };
}

const DAY = 'YYYY-MM-DD';

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
