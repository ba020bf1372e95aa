// A zip's bytes -> what it is by its content: a Word document, a book, or an archive of documents, each read by
// its own reader. A name that says otherwise refuses it, and so does a packed format that is not read.

import type { DocumentReader, Extracted, ReadContext } from '../document-reader.js';
import { Refusal } from '../refusal.js';
import { formatByName, formatOf, type Kind } from './kinds.js';
import { type ArchiveEntry, openArchive } from './zip-archive.js';

/** Reads whatever is packed as a zip. */
export const packedReader: DocumentReader = { read: readPacked };

/** Parts by which other packed formats are known. */
const OTHERS: readonly (readonly [RegExp, string])[] = [
  [/^xl\/workbook\.(?:xml|bin)$/, 'an Excel workbook'],
  [/^ppt\/presentation\.xml$/, 'a PowerPoint presentation'],
  [/^content\.xml$/, 'an OpenDocument file'],
  [/^META-INF\/MANIFEST\.MF$/, 'a Java archive'],
  [/^AndroidManifest\.xml$/, 'an Android package'],
];

async function readPacked(
  bytes: Uint8Array,
  { name, readMember }: ReadContext,
): Promise<Extracted> {
  const entries = await openArchive(bytes);
  const kind = kindOfEntries(entries);
  const claimed = formatByName(name);
  if (claimed === null ? kind === 'zip' : kind !== claimed.kind) throw mismatch(name, kind);
  // Loaded one by one: what a book needs is a third of what all of them need.
  if (kind === 'docx') return (await import('./read-docx.js')).readDocx(bytes, entries);
  if (kind === 'epub') return (await import('./read-epub.js')).readEpub(entries);
  return (await import('./read-zip.js')).readZip(entries, readMember);
}

function kindOfEntries(entries: readonly ArchiveEntry[]): Kind {
  const names = new Set(entries.map(({ name }) => name));
  if (names.has('word/document.xml') && names.has('[Content_Types].xml')) return 'docx';
  if (names.has('META-INF/container.xml')) return 'epub';
  for (const [part, title] of OTHERS) {
    if (!entries.some(({ name }) => part.test(name))) continue;
    throw new Refusal('type_mismatch', `it is ${title}. Export it as PDF, .docx or text.`);
  }
  return 'zip';
}

function mismatch(name: string, kind: Kind): Refusal {
  const claimed = formatByName(name);
  const says =
    claimed === null ? '' : `its name says ${claimed.extensions[0] ?? claimed.kind} but `;
  return new Refusal(
    'type_mismatch',
    `${says}it is ${formatOf(kind).title}. Rename or convert it.`,
  );
}
