// The reader of every format: small texts are read here behind their gates, hostile formats and large texts in a
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
const PARSERS_AT_ONCE = 2;
/**
 * A good text of this size is parsed in a few hundredths of a second. Larger ones need not be: 4 MB of nested list in
 * Markdown take 51 s and 1.4 GB, and whoever reads them in this process has it stand still for as long.
 */
const LARGEST_TEXT_READ_HERE = 256 * 1024;

export interface ReaderOptions {
  /** Told once, when a hostile file is first read, where the operating system sets no limits. */
  readonly onNotice?: (line: string) => void;
  /** Bytes of the largest text that is read in this process; 256 KiB unless given, none where 0. */
  readonly largestReadHere?: number;
  /** How a hostile file is parsed; a process of its own unless given. */
  readonly parse?: (job: ParserJob) => Promise<Extracted>;
}

/** Opens a reader of every format. It holds nothing: a parser's process lives for one file. */
export function openReader(options: ReaderOptions = {}): ReadSafely {
  const queue = new PQueue({ concurrency: PARSERS_AT_ONCE });
  const { parse = parseInProcess(options.onNotice ?? (() => undefined)) } = options;
  const { largestReadHere = LARGEST_TEXT_READ_HERE } = options;
  const reading = { largestReadHere, parse: (job: ParserJob) => queue.add(() => parse(job)) };
  return async (source) => {
    try {
      return await read(source, reading);
    } catch (error) {
      return refusedWhole(source.file, error);
    }
  };
}

interface Reading {
  readonly largestReadHere: number;
  readonly parse: (job: ParserJob) => Promise<Extracted>;
}

async function read(
  source: SourceFile,
  { largestReadHere, parse }: Reading,
): Promise<ReadResult> {
  const { file, bytes, given } = source;
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
    kind !== null && (formatOf(kind).isHostile || bytes.length > largestReadHere)
      ? await parse({ file, kind, bytes, select: given?.select ?? null })
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

/** What may give as much as the largest file holds: files of many documents, and texts, which are what they give. */
const COLLECTIONS: ReadonlySet<Kind> = new Set([
  ...(['zip', 'csv', 'json', 'mailbox'] as const),
  ...(['text', 'markdown', 'html'] as const),
]);

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
