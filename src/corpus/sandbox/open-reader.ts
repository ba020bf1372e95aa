// The reader of every format: texts are read here behind their gates, hostile formats and large tables in a
// process of their own, few at a time. What is wrong with a file is a rejection, never a throw.

import PQueue from 'p-queue';

import type { ReadResult } from '../corpus-source.js';
import type { Extracted } from '../document-reader.js';
import { kindByBytes, refusalWithType } from '../formats/decide-kind.js';
import { formatOf, type Kind } from '../formats/kinds.js';
import { documentsOf, readText, refusedWhole, sidecarOf, type SourceFile } from '../read-document.js';
import type { ReadSafely } from '../read-safely.js';
import { LARGEST_FILE_BYTES } from '../read-regular-file.js';
import { Refusal } from '../refusal.js';
import { COLLECTION_LIMITS, DOCUMENT_LIMITS } from './limits.js';
import { limitingShell, parseApart, type ParserJob } from './parser-process.js';

/** A process takes up to 400 MB; two of them are what the smallest machine bears beside the rest. */
export const PARSERS_AT_ONCE = 2;
/** A table of this size is parsed in a few hundredths of a second. */
const LARGEST_TABLE_READ_HERE = 256 * 1024;

export interface ReaderOptions {
  /** Told once, when a hostile file is first read, where the operating system sets no limits. */
  readonly onNotice?: (line: string) => void;
  /** How a hostile file is parsed; a process of its own unless given. */
  readonly parse?: (job: ParserJob) => Promise<Extracted>;
}

/** Opens a reader of every format. It holds nothing: a parser's process lives for one file. */
export function openReader(options: ReaderOptions = {}): ReadSafely {
  const queue = new PQueue({ concurrency: PARSERS_AT_ONCE });
  const { parse = parseInProcess(options.onNotice ?? (() => undefined)) } = options;
  return async (source) => {
    try {
      return await read(source, (job) => queue.add(() => parse(job)));
    } catch (error) {
      return refusedWhole(source.file, error);
    }
  };
}

async function read(
  source: SourceFile,
  parse: (job: ParserJob) => Promise<Extracted>,
): Promise<ReadResult> {
  const { file, bytes } = source;
  if (bytes.length > LARGEST_FILE_BYTES) {
    throw new Refusal(
      'too_large',
      `it is larger than ${LARGEST_FILE_BYTES / 1024 / 1024} MiB. Split it.`,
    );
  }
  if (bytes.length === 0) throw new Refusal('empty_document', 'it is empty. Add text or remove it.');
  const sidecar = sidecarOf(source);
  const kind = kindByBytes(file, bytes);
  const extracted =
    kind !== null && isReadApart(kind, bytes)
      ? await parse({ file, kind, bytes })
      : await readHere(source);
  return documentsOf({ source, sidecar, extracted });
}

/** A text format, read at once; a text that is none gets the name of what it is. */
async function readHere(source: SourceFile): Promise<Extracted> {
  const { file, bytes } = source;
  try {
    return readText(source);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw await refusalWithType(error, file, bytes);
  }
}

function isReadApart(kind: Kind, bytes: Uint8Array): boolean {
  if (formatOf(kind).isHostile) return true;
  return (kind === 'csv' || kind === 'json') && bytes.length > LARGEST_TABLE_READ_HERE;
}

const COLLECTIONS: ReadonlySet<Kind> = new Set(['zip', 'csv', 'json', 'mailbox']);

function parseInProcess(onNotice: (line: string) => void): (job: ParserJob) => Promise<Extracted> {
  let isTold = false;
  return (job) => {
    if (limitingShell() === null && !isTold) {
      isTold = true;
      onNotice(
        'parsers run without limits of the operating system: there is no /bin/sh to set them',
      );
    }
    const limits = COLLECTIONS.has(job.kind) ? COLLECTION_LIMITS : DOCUMENT_LIMITS;
    return parseApart(job, { limits });
  };
}
