// A zip archive's bytes -> its entries, checked before anything is inflated, and each entry's bytes on demand.
// Declared sizes are summed first, real ones counted while inflating; a name never becomes a path on disk.

import { crc32 } from 'node:zlib';
import {
  type Entry,
  fromBufferPromise,
  getFileNameLowLevel,
  validateFileName,
  type ZipFile,
} from 'yauzl';

import { Refusal } from '../refusal.js';

/** What an archive may hold. */
export interface ArchiveLimits {
  readonly entries: number;
  /** Inflated bytes of one entry, and of all that are read. */
  readonly entryBytes: number;
  readonly totalBytes: number;
}

/** Above what a book with pictures or a month of articles needs; half of what the parser's process may use. */
export const ARCHIVE_LIMITS: ArchiveLimits = {
  entries: 5_000,
  entryBytes: 32 * 1024 * 1024,
  totalBytes: 96 * 1024 * 1024,
};

/** One file of an archive. */
export interface ArchiveEntry {
  /** Path inside the archive, with forward slashes; not checked where `problem` is set. */
  readonly name: string;
  readonly size: number;
  /** Why its bytes must not be used, or null. */
  readonly problem: Refusal | null;
  /** Inflates it; throws a Refusal. */
  readonly read: () => Promise<Buffer>;
}

const LOCAL_HEADER_BYTES = 30;
const MODE_SHIFT = 16;
const FILE_TYPE_BITS = 0o170000;
const SYMLINK = 0o120000;
const EMPTY_DEFLATE_BYTES = 2;

/** Opens an archive; throws a Refusal for one that lies about itself as a whole. Folders are left out. */
export async function openArchive(
  bytes: Uint8Array,
  limits: ArchiveLimits = ARCHIVE_LIMITS,
): Promise<readonly ArchiveEntry[]> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  try {
    const zip = await fromBufferPromise(buffer, { decodeStrings: false, lazyEntries: true });
    if (zip.entryCount > limits.entries) throw tooMany(limits);
    const found = await entriesOf(zip, limits);
    refuseOverlaps(found);
    refuseLargeTotal(found, limits);
    let inflated = 0;
    const account = (size: number): void => {
      inflated += size;
      if (inflated > limits.totalBytes) throw tooLarge('all that it holds', limits.totalBytes);
    };
    return found.map((entry) => archiveEntry({ zip, entry, limits, account }));
  } catch (error) {
    throw asRefusal(error);
  }
}

async function entriesOf(zip: ZipFile, limits: ArchiveLimits): Promise<readonly Entry[]> {
  const found: Entry[] = [];
  for await (const entry of zip.eachEntry()) {
    found.push(entry);
    if (found.length > limits.entries) throw tooMany(limits);
  }
  return found;
}

/** Entries that share bytes are how a small archive inflates without end, whatever each declares. */
function refuseOverlaps(entries: readonly Entry[]): void {
  const ranges = entries
    .map(({ relativeOffsetOfLocalHeader: start, fileNameLength, compressedSize }) => {
      return { start, end: start + LOCAL_HEADER_BYTES + fileNameLength + compressedSize };
    })
    .sort((one, other) => one.start - other.start);
  let end = 0;
  for (const range of ranges) {
    if (range.start < end) throw bad('its entries overlap');
    end = range.end;
  }
}

function refuseLargeTotal(entries: readonly Entry[], { totalBytes }: ArchiveLimits): void {
  const total = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  if (total > totalBytes) throw tooLarge('all that it holds', totalBytes);
}

interface Opened {
  readonly zip: ZipFile;
  readonly entry: Entry;
  readonly limits: ArchiveLimits;
  readonly account: (size: number) => void;
}

function archiveEntry(opened: Opened): ArchiveEntry {
  const { entry, limits } = opened;
  const name = nameOf(entry);
  const problem = problemOf(entry, name, limits);
  const read = async (): Promise<Buffer> => {
    if (problem !== null) throw problem;
    try {
      return await inflate(opened);
    } catch (error) {
      throw asRefusal(error);
    }
  };
  return { name, size: entry.uncompressedSize, problem, read };
}

/** With `decodeStrings` off, names come as bytes, whatever the types say. */
function nameOf(entry: Entry): string {
  const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry;
  return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true);
}

function problemOf(entry: Entry, name: string, limits: ArchiveLimits): Refusal | null {
  if (validateFileName(name) !== null || /[\\\0]/.test(name) || name === '') {
    return new Refusal('bad_path', 'its name leads out of the archive. Pack it anew without it.');
  }
  if (((entry.externalFileAttributes >>> MODE_SHIFT) & FILE_TYPE_BITS) === SYMLINK) {
    return new Refusal('bad_path', 'it is a link. Pack the file that it points to.');
  }
  if (entry.isEncrypted()) return bad('it is protected by a password');
  if (!entry.canDecodeFileData()) return bad('it is packed in a way that is not read');
  if (entry.uncompressedSize > limits.entryBytes)
    return tooLarge('one of its files', limits.entryBytes);
  if (entry.uncompressedSize === 0 && entry.compressedSize > EMPTY_DEFLATE_BYTES) {
    return bad('it says that it is empty and is not');
  }
  return null;
}

async function inflate({ zip, entry, limits, account }: Opened): Promise<Buffer> {
  const stream = await zip.openReadStreamPromise(entry);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limits.entryBytes) throw tooLarge('one of its files', limits.entryBytes);
    account(chunk.length);
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  if (crc32(bytes) !== entry.crc32) throw bad('the checksum of one of its files is wrong');
  return bytes;
}

/** What the library says of an archive that is broken, or of an entry that inflates to more than it declared. */
function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (/too many bytes in the stream/i.test(message)) {
    return new Refusal(
      'archive_too_large',
      'it inflates to more than it declares. Pack it anew.',
      error,
    );
  }
  return bad('it is broken', error);
}

function bad(reason: string, cause?: unknown): Refusal {
  return new Refusal('archive_bad', `${reason}. Pack it anew.`, cause);
}

function tooMany({ entries }: ArchiveLimits): Refusal {
  const text = `it holds more than ${entries} files. Split it.`;
  return new Refusal('archive_too_many_entries', text);
}

function tooLarge(what: string, bytes: number): Refusal {
  const text = `${what} would unpack to more than ${bytes / 1024 / 1024} MiB. Split it.`;
  return new Refusal('archive_too_large', text);
}
