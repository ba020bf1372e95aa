// One entry of `sources.yaml` as plain data -> the fields of a Source, or every problem of it. The keys are short
// and friendly; what they become has the names of the code.

import { z } from 'zod';
import { isSelector } from '../corpus/select-elements.js';
import { checkAddress, WEB_RULES } from '../fetching/check-address.js';
import { COLLECTION_NAME } from '../retrieval/question.js';
import type { Source, SourceKind } from './source.js';

export type SourceEntryFields = Omit<Source, 'id' | 'addedBy' | 'addedAt'>;

export type CheckedEntry =
  | { readonly fields: SourceEntryFields; readonly problems: readonly [] }
  | { readonly fields: null; readonly problems: readonly string[] };

/** The key that says what a source is, and its kind. */
const KINDS = { folder: 'folder', url: 'address', sitemap: 'sitemap', feed: 'feed' } as const;
type KindKey = keyof typeof KINDS;
const KIND_KEYS = Object.keys(KINDS) as KindKey[];

const MINUTES = { m: 1, h: 60, d: 24 * 60, w: 7 * 24 * 60 } as const;
const LEAST_MINUTES = 5;
const MOST_MINUTES = 52 * MINUTES.w;
const MOST_PATTERNS = 100;
const LONGEST_PATTERN = 500;
export const MOST_PER_SOURCE = 10_000;

const line = (most: number): z.ZodType<string> =>
  z
    .string('must be text')
    .trim()
    .min(1, 'must not be empty')
    .max(most, `must be at most ${most} characters`)
    .refine((value) => !/\p{Cc}/u.test(value), 'must be one line');

const every = z
  .string('must be a time such as 30m, 1h, 2d or 1w')
  .regex(/^\d{1,4}\s?[mhdw]$/, 'must be a time such as 30m, 1h, 2d or 1w')
  .transform((value) => parseInt(value, 10) * MINUTES[value.slice(-1) as keyof typeof MINUTES])
  .refine(
    (minutes) => minutes >= LEAST_MINUTES && minutes <= MOST_MINUTES,
    `must be from ${LEAST_MINUTES}m to 52w`,
  );

const patterns = z
  .union([line(LONGEST_PATTERN).transform((one) => [one]), z.array(line(LONGEST_PATTERN))], {
    error: 'must be a pattern or a list of patterns',
  })
  .refine((list) => list.length <= MOST_PATTERNS, `must be at most ${MOST_PATTERNS} patterns`);

const LANGUAGE = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/;

const entrySchema = z.strictObject(
  {
    folder: line(4_096).optional(),
    url: line(2_048).optional(),
    sitemap: line(2_048).optional(),
    feed: line(2_048).optional(),
    every: every.optional(),
    outlet: line(200).optional(),
    language: z.string().regex(LANGUAGE, 'must be a language such as en or pt-BR').optional(),
    include: patterns.default([]),
    exclude: patterns.default([]),
    select: z
      .string()
      .refine(isSelector, 'must be a CSS selector such as article .body')
      .optional(),
    collection: z
      .string()
      .regex(COLLECTION_NAME, 'must be small letters, digits, "_" and "-"')
      .optional(),
    most: z
      .int('must be a whole number')
      .min(1, 'must be at least 1')
      .max(MOST_PER_SOURCE, `must be at most ${MOST_PER_SOURCE}`)
      .optional(),
    accept_broken: z.boolean('must be true or false').default(false),
  },
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `has no key ${issue.keys.map((key) => `"${key.slice(0, 40)}"`).join(', ')}`
        : `must begin with one of ${KIND_KEYS.map((key) => `"${key}:"`).join(', ')}`,
  },
);

type Entry = z.infer<typeof entrySchema>;

export interface EntryContext {
  /** Exact `host:port` pairs that lead inward and may be named all the same. */
  readonly allow: readonly string[];
  /** Of an entry that names none. */
  readonly collection: string;
}

/** Checks one entry. */
export function checkSourceEntry(value: unknown, context: EntryContext): CheckedEntry {
  const parsed = entrySchema.safeParse(value);
  const problems = (parsed.error?.issues ?? []).map(({ path, message }) =>
    path.length === 0 ? message : `"${path.join('.')}" ${message}`,
  );
  const keys = KIND_KEYS.filter((key) => isRecord(value) && Object.hasOwn(value, key));
  const [key] = keys;
  if (isRecord(value) && keys.length !== 1) {
    problems.push(`must have exactly one of ${KIND_KEYS.map((name) => `"${name}"`).join(', ')}`);
  }
  const place = key === undefined ? null : (parsed.data?.[key] ?? null);
  if (key === undefined || place === null || !parsed.success) return { fields: null, problems };
  const kind: SourceKind = KINDS[key];
  const address =
    kind === 'folder' ? place : addressOf(place, { key, allow: context.allow, problems });
  if (problems.length > 0) return { fields: null, problems };
  const collection = parsed.data.collection ?? context.collection;
  return { fields: fieldsOf(parsed.data, { kind, place: address, collection }), problems: [] };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function addressOf(
  place: string,
  about: { readonly key: KindKey; readonly allow: readonly string[]; readonly problems: string[] },
): string {
  const { url, problem } = checkAddress(place, { ...WEB_RULES, allow: new Set(about.allow) });
  if (url !== null) return url.href;
  about.problems.push(`"${about.key}" ${problem.text.replace(/\.$/, '')}`);
  return place;
}

function fieldsOf(
  entry: Entry,
  about: Pick<Source, 'kind' | 'place' | 'collection'>,
): SourceEntryFields {
  return {
    ...about,
    everyMinutes: entry.every ?? null,
    outlet: entry.outlet ?? null,
    language: entry.language ?? null,
    include: entry.include,
    exclude: entry.exclude,
    select: entry.select ?? null,
    acceptBroken: entry.accept_broken,
    most: entry.most ?? null,
  };
}
