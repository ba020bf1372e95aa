// In: a passage that is shown with the copies found beside it, and the near copies of its document that the build
// knows of. Out: the same with a passage of each of those that prints the same words: a copy that was not among the
// candidates is named as well.

import type { ScoredPassage } from '../retrieval/scored-passage.js';
import type { Generation, KnowledgeReader, StoredPassage } from '../store/knowledge-store.js';
import type { Answer, Citation } from './answer.js';
import { copyOf } from './cite-passage.js';
import { printsPassage, type MergedPassage } from './merge-copies.js';

/** Copies of one document that are looked at; a report in more outlets is told as "and more" anyway. */
const MOST_COPIES = 12;

type CopyReader = Pick<KnowledgeReader, 'labelsOf' | 'passages' | 'copiesOf'>;

/**
 * Adds, for each document that is known to be a copy, the passage that prints what is shown; a document without such
 * a passage copies another part. `known` holds the passages of each, the most alike document first.
 */
export function withKnownCopies<T extends MergedPassage>(
  merged: T,
  known: readonly (readonly StoredPassage[])[],
): T {
  const told = new Set([merged.lead, ...merged.copies].map(documentOf));
  const added = known.flatMap((passages): StoredPassage[] => {
    const copy = passages.find((passage) => printsPassage(merged.lead, passage));
    if (copy === undefined || told.has(copy.document.id)) return [];
    told.add(copy.document.id);
    return [copy];
  });
  return added.length === 0 ? merged : { ...merged, copies: [...merged.copies, ...added] };
}

/** Reads the passages of the known copies of each passage that is shown, and adds those that print it. */
export async function addKnownCopies<T extends MergedPassage>(
  shown: readonly T[],
  { reader, generation }: { readonly reader: CopyReader; readonly generation: Generation },
): Promise<T[]> {
  return Promise.all(
    shown.map(async (merged) => {
      const { id } = merged.lead.passage.document;
      const copies = (await reader.copiesOf(generation, id)).slice(0, MOST_COPIES);
      const known = copies.map(async ({ document }) =>
        reader.passages(await reader.labelsOf(generation, document.id)),
      );
      return withKnownCopies(merged, await Promise.all(known));
    }),
  );
}

/** Names the known copies of everything that an answer cites. */
export async function nameKnownCopies(
  answer: Answer,
  found: {
    readonly corpus: { readonly reader: CopyReader; readonly generation: Generation };
    readonly ranked: readonly ScoredPassage[];
  },
): Promise<Answer> {
  const citations = answer.citations.map(async (citation): Promise<Citation> => {
    const lead = found.ranked.find(({ passage }) => passage.label === citation.label);
    if (lead === undefined) return citation;
    const alone: MergedPassage = { lead, copies: [] };
    const [merged] = await addKnownCopies([alone], found.corpus);
    const { alsoIn = [] } = citation;
    const told = new Set(alsoIn.map(({ document }) => document.id));
    const copies: readonly StoredPassage[] = merged?.copies ?? [];
    const more = copies.filter(({ document }) => !told.has(document.id));
    return more.length === 0 ? citation : { ...citation, alsoIn: [...alsoIn, ...more.map(copyOf)] };
  });
  return { ...answer, citations: await Promise.all(citations) };
}

function documentOf(item: ScoredPassage | StoredPassage): string {
  return 'passage' in item ? item.passage.document.id : item.document.id;
}
