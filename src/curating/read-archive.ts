// In: the bytes of a zip that somebody handed in. Out: its files, each checked against the manifest, or why it is
// refused. It is as hostile as any upload: sizes are checked before and while inflating, names are ours or
// nothing, and nothing is ever written by an entry's name.

import { promisify } from 'node:util';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import {
  ARCHIVE_LIMITS,
  ARCHIVE_VERSION,
  MANIFEST,
  ORIGINAL_ENTRY,
  ORIGINALS,
  readPart,
  refusedArchive,
  SETTINGS,
  SOURCES,
  VECTORS,
  type Manifest,
} from './archive-format.js';
import { sha256Of } from './place-ids.js';

export interface Archive {
  readonly manifest: Manifest;
  /** The bytes of a file that the manifest names, checked against its hash. */
  readonly file: (name: string) => Promise<Buffer>;
  readonly has: (name: string) => boolean;
  /** Bytes of a file as it is, whatever the archive says of it elsewhere; 0 where there is none. */
  readonly sizeOf: (name: string) => number;
  close(): void;
}

const KNOWN: ReadonlySet<string> = new Set([MANIFEST, SOURCES, ORIGINALS, SETTINGS, VECTORS]);

/** Files without which it is no collection. */
const NEEDED = [SOURCES, ORIGINALS, SETTINGS] as const;

const fromBuffer = promisify<Buffer, yauzl.Options, ZipFile>(yauzl.fromBuffer.bind(yauzl));

/**
 * Opens an archive and checks every file in it.
 *
 * @throws ReadableError `archive_refused` with the reason; nothing has been kept then
 */
export async function openArchive(bytes: Buffer): Promise<Archive> {
  const zip = await fromBuffer(bytes, { lazyEntries: true, autoClose: false }).catch(() => {
    throw refusedArchive('it is not a zip archive');
  });
  try {
    const entries = await listEntries(zip);
    const manifestEntry = entries.get(MANIFEST);
    if (manifestEntry === undefined) throw refusedArchive(`it has no ${MANIFEST}`);
    const manifest = readPart(MANIFEST, await inflate(zip, manifestEntry));
    checkManifest(manifest, entries);
    const file = (name: string): Promise<Buffer> => checkedFile(zip, entries, { name, manifest });
    for (const name of Object.keys(manifest.files)) await file(name);
    return {
      manifest,
      file,
      has: (name) => Object.hasOwn(manifest.files, name),
      sizeOf: (name) => entries.get(name)?.uncompressedSize ?? 0,
      close: () => {
        zip.close();
      },
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

/** Every entry by its name, before anything is inflated. */
function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  let bytes = 0;
  return new Promise((resolve, reject) => {
    const refuse = (what: string): void => {
      reject(refusedArchive(what));
    };
    zip.on('error', (error: Error) => {
      refuse(`it is damaged (${error.message.slice(0, 100)})`);
    });
    zip.on('end', () => {
      resolve(entries);
    });
    zip.on('entry', (entry: Entry) => {
      bytes += entry.uncompressedSize;
      const wrong = faultOf(entry, entries) ?? (bytes > ARCHIVE_LIMITS.allBytes ? TOO_LARGE : null);
      if (wrong !== null) {
        refuse(wrong);
        return;
      }
      entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

const TOO_LARGE = 'it holds more than is read of an archive';

function faultOf(entry: Entry, before: ReadonlyMap<string, Entry>): string | null {
  const { fileName, uncompressedSize } = entry;
  if (before.size >= ARCHIVE_LIMITS.entries) return TOO_LARGE;
  if (!KNOWN.has(fileName) && !ORIGINAL_ENTRY.test(fileName))
    return 'it holds a file that no export has';
  if (before.has(fileName)) return 'it holds a file twice';
  if (entry.isEncrypted()) return 'it is encrypted';
  if (uncompressedSize > ARCHIVE_LIMITS.fileBytes) return TOO_LARGE;
  // The upper half of the attributes is a Unix mode: a link is no file.
  const isLink = ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;
  return isLink ? 'it holds a link' : null;
}

function checkManifest(manifest: Manifest, entries: ReadonlyMap<string, Entry>): void {
  if (manifest.version !== ARCHIVE_VERSION) {
    throw refusedArchive(
      `it is of format ${manifest.version}, and ${ARCHIVE_VERSION} is read here`,
    );
  }
  const named = new Set([MANIFEST, ...Object.keys(manifest.files)]);
  const isSame = named.size === entries.size && [...named].every((name) => entries.has(name));
  if (!isSame || NEEDED.some((name) => !named.has(name))) {
    throw refusedArchive('its manifest and its files do not agree');
  }
}

async function checkedFile(
  zip: ZipFile,
  entries: ReadonlyMap<string, Entry>,
  { name, manifest }: { readonly name: string; readonly manifest: Manifest },
): Promise<Buffer> {
  const entry = entries.get(name);
  if (entry === undefined || !Object.hasOwn(manifest.files, name)) {
    throw refusedArchive('it lacks a file that it names');
  }
  const bytes = await inflate(zip, entry);
  if (sha256Of(bytes) !== manifest.files[name]) throw refusedArchive(`${name} is damaged`);
  return bytes;
}

/** Inflates one entry; one that lies about its size is refused while it is read. */
async function inflate(zip: ZipFile, entry: Entry): Promise<Buffer> {
  try {
    const stream = await zip.openReadStreamPromise(entry);
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.byteLength;
      if (size > ARCHIVE_LIMITS.fileBytes) throw refusedArchive(TOO_LARGE);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks, size);
  } catch (error) {
    if (error instanceof Error && error.name === 'ReadableError') throw error;
    throw refusedArchive('a file in it is damaged');
  }
}
