// What an exported collection is: one zip whose manifest names every other file in it with its SHA-256. What the
// manifest does not name is not read, and what it names must be there, byte for byte.

import { z } from 'zod';
import type { Metadata } from '../corpus/document.js';
import { COLLECTION_NAME } from '../retrieval/question.js';
import type { OriginalFacts, Source } from '../sources/source.js';
import { ReadableError } from '../shared/errors.js';

/** Raised when an older program could not read what a newer one writes. */
export const ARCHIVE_VERSION = 1;

export const MANIFEST = 'manifest.json';
export const SOURCES = 'sources.json';
export const ORIGINALS = 'originals.json';
export const SETTINGS = 'settings.json';
export const VECTORS = 'vectors.bin';

/** The entry of an original's bytes: its id is ours, so it is a name that is fit for any disk. */
export const ORIGINAL_ENTRY = /^originals\/[0-9a-z-]{1,80}$/;

/** What is read of an archive at most. */
export const ARCHIVE_LIMITS = {
  /** Files in it. */
  entries: 20_000,
  /** Bytes of one file, inflated. */
  fileBytes: 64 * 1_048_576,
  /** Bytes of all files, inflated. */
  allBytes: 2_048 * 1_048_576,
} as const;

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const text = z.string().max(4_096);
const maybeText = text.nullable();
const moment = z.iso.datetime();

const manifest = z.object({
  format: z.literal('verbatim-collection'),
  version: z.number().int(),
  collection: z.string().regex(COLLECTION_NAME),
  exportedAt: moment,
  /** Fingerprint of the model whose vectors it holds; null where it holds none. */
  model: maybeText,
  files: z.record(text, hash),
});

const metadata = z
  .strictObject({
    title: maybeText,
    outlet: maybeText,
    author: maybeText,
    date: maybeText,
    url: maybeText,
    language: maybeText,
  })
  .partial()
  .transform((given): Partial<Metadata> => {
    return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  });
const validators = z.object({ etag: maybeText, lastModified: maybeText });
/** As many and as long as in sources.yaml: each is tried on every address. */
const patterns = z.array(z.string().max(500)).max(100);

const source = z.object({
  id: text,
  kind: z.enum(['folder', 'address', 'sitemap', 'feed', 'upload']),
  place: text,
  everyMinutes: z.number().int().min(1).nullable(),
  outlet: maybeText,
  language: maybeText,
  include: patterns,
  exclude: patterns,
  select: maybeText,
  acceptBroken: z.boolean(),
  most: z.number().int().min(1).nullable(),
  addedBy: text,
  addedAt: moment,
});

const original = z.object({
  id: z.string().regex(/^[0-9a-z-]{1,80}$/),
  sourceId: text,
  url: z.url({ protocol: /^https?$/ }).nullable(),
  name: text,
  mediaType: maybeText,
  size: z.number().int().min(0),
  sha256: hash,
  stated: metadata,
  fallback: metadata,
  select: maybeText,
  acceptBroken: z.boolean(),
  fetchedAt: moment,
  changedAt: moment,
  seenAt: moment,
  validators,
  addedBy: maybeText,
});

const settings = z.object({
  sharedWith: z.union([z.literal('everyone'), z.array(z.string().regex(/^\d{17,20}$/))]),
});

export type Manifest = z.infer<typeof manifest>;
export type ArchivedSource = z.infer<typeof source>;
export type ArchivedOriginal = z.infer<typeof original>;
export type ArchivedSettings = z.infer<typeof settings>;

const FORMS = {
  [MANIFEST]: manifest,
  [SOURCES]: z.array(source).max(ARCHIVE_LIMITS.entries),
  [ORIGINALS]: z.array(original).max(ARCHIVE_LIMITS.entries),
  [SETTINGS]: settings,
} as const;

/** @throws ReadableError `archive_refused` where the bytes are not what this file of an archive holds */
export function readPart<N extends keyof typeof FORMS>(
  name: N,
  bytes: Uint8Array,
): z.infer<(typeof FORMS)[N]> {
  const parsed = FORMS[name].safeParse(jsonOf(bytes));
  if (parsed.success) return parsed.data as z.infer<(typeof FORMS)[N]>;
  const [issue] = parsed.error.issues;
  throw refusedArchive(`${name} is not as it should be (${issue?.path.join('.') ?? ''})`);
}

/** An original as an archive describes it: without its collection, which the manifest names, and its state. */
export function archivedOriginal(facts: OriginalFacts): ArchivedOriginal {
  return original.parse(facts);
}

/** A source likewise. */
export function archivedSource(facts: Source): ArchivedSource {
  return source.parse(facts);
}

/** The error of an archive that is not taken. */
export function refusedArchive(what: string, remedy?: string): ReadableError {
  return new ReadableError({
    code: 'archive_refused',
    text: `The archive was not imported: ${what}.`,
    ...(remedy === undefined ? {} : { remedy }),
  });
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}
