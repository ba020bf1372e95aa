// In: what somebody calls a document. Out: the one that is meant: by id, by its file, or by its title where
// only one has it. Two that could be meant are named, so that nobody reads a summary of the wrong one.

import { foldText } from '../shared/fold-text.js';
import { ReadableError } from '../shared/errors.js';
import type { DocumentFacts, Generation, KnowledgeReader } from '../store/knowledge-store.js';

/** Documents named where several could be meant. */
const NAMED = 3;
/** Characters of a name that are repeated in an error. */
const LONGEST = 80;

/** @throws ReadableError `document_unknown` where none or several are called that */
export async function findDocument(
  { reader, generation }: { readonly reader: KnowledgeReader; readonly generation: Generation },
  named: string,
): Promise<DocumentFacts> {
  const byId = await reader.document(generation, named);
  return byId ?? chooseDocument(await reader.listDocuments(generation), named);
}

/** Chooses by file, then by whole title, then by a part of the title. */
export function chooseDocument(documents: readonly DocumentFacts[], named: string): DocumentFacts {
  const wanted = foldText(named).trim();
  const tiers: ((document: DocumentFacts) => boolean)[] = [
    ({ file }) => file === named.trim(),
    ({ title }) => foldText(title).trim() === wanted,
    ({ title, file }) => foldText(`${title}\n${file}`).includes(wanted),
  ];
  for (const isMeant of wanted === '' ? [] : tiers) {
    const [first, ...others] = documents.filter(isMeant);
    if (first !== undefined && others.length === 0) return first;
    if (first !== undefined) throw ambiguous(named, [first, ...others]);
  }
  throw new ReadableError({
    code: 'document_unknown',
    text: `No document is called “${short(named)}”.`,
    remedy: 'Name it by its id, its file below the corpus folder, or its title.',
  });
}

function ambiguous(named: string, documents: readonly DocumentFacts[]): ReadableError {
  const shown = documents.slice(0, NAMED).map(({ title, id }) => `“${short(title)}” (${id})`);
  const rest = documents.length - shown.length;
  const more = rest > 0 ? ` and ${rest} more` : '';
  return new ReadableError({
    code: 'document_unknown',
    text: `“${short(named)}” could be ${shown.join(', ')}${more}.`,
    remedy: 'Name one by its id.',
  });
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST)}…`;
}
