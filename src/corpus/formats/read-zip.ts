// An archive's entries -> the documents in them. A bad member is one named refusal and the rest goes on; what
// nobody expects to be a document (hidden files, notes of the packing program) is left aside without a word.

import { posix } from 'node:path';

import type { Metadata } from '../document.js';
import type {
  Extracted,
  MemberExtraction,
  MemberRefusal,
  ReadContext,
} from '../document-reader.js';
import { Refusal } from '../refusal.js';
import { readSidecar, SIDECAR_SUFFIX } from '../sidecar.js';
import { refuseManyDocuments } from './members.js';
import type { ArchiveEntry } from './zip-archive.js';

/** So many members are named; the others are counted. */
const MOST_REFUSALS = 200;

/** Reads every member of an archive. */
export async function readZip(
  entries: readonly ArchiveEntry[],
  readMember: ReadContext['readMember'],
): Promise<Extracted> {
  const extractions: MemberExtraction[] = [];
  const refusals: MemberRefusal[] = [];
  const sidecars = new Map(entries.filter(isSidecar).map((entry) => [entry.name, entry]));
  for (const entry of entries) {
    if (isSidecar(entry) || (entry.problem === null && isLeftAside(entry.name))) continue;
    const read = await readEntry({ entry, sidecars, readMember });
    extractions.push(...read.extractions);
    refusals.push(...read.refusals);
    refuseManyDocuments(extractions.length);
  }
  if (extractions.length === 0 && refusals.length === 0) {
    throw new Refusal('empty_document', 'there is no document in it. Add some or remove the file.');
  }
  return { extractions, refusals: shortened(refusals) };
}

interface ReadingEntry {
  readonly entry: ArchiveEntry;
  readonly sidecars: ReadonlyMap<string, ArchiveEntry>;
  readonly readMember: ReadContext['readMember'];
}

async function readEntry({ entry, sidecars, readMember }: ReadingEntry): Promise<Extracted> {
  try {
    const sidecar = sidecars.get(entry.name + SIDECAR_SUFFIX);
    const given: Partial<Metadata> = sidecar === undefined ? {} : readSidecar(await sidecar.read());
    return await readMember({ name: entry.name, bytes: await entry.read(), given });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // Too much of everything is the archive's fault and not this member's.
    if (error.code === 'archive_too_large' && entry.problem === null) throw error;
    return {
      extractions: [],
      refusals: [{ member: entry.name, code: error.code, text: error.message }],
    };
  }
}

function isSidecar({ name }: ArchiveEntry): boolean {
  return name.endsWith(SIDECAR_SUFFIX);
}

function isLeftAside(name: string): boolean {
  if (name.endsWith('/') || name === 'README.md' || name.startsWith('__MACOSX/')) return true;
  return name.split('/').some((part) => /^[._]/.test(part)) || posix.basename(name) === 'Thumbs.db';
}

function shortened(refusals: readonly MemberRefusal[]): readonly MemberRefusal[] {
  const rest = refusals.slice(MOST_REFUSALS);
  const [first] = rest;
  if (first === undefined) return refusals;
  const summary = { ...first, member: `and ${rest.length} others`, text: 'left out as well.' };
  return [...refusals.slice(0, MOST_REFUSALS), summary];
}
