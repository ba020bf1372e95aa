// Metadata as people write it in YAML -> checked values. Shared by front matter (lenient: other keys
// belong to other tools) and by sidecars (strict: they exist for Verbatim only).

import { z } from 'zod';

import { parseUrl } from '../shared/parse-url.js';
import type { Metadata } from './document.js';
import { foldWhiteSpace } from './fold-white-space.js';
import { parseDate } from './parse-date.js';

const UNKNOWN = /^(?:|unknown|n\/?a|none|-)$/i;

/** A line of text; empty and "unknown" mean null. */
export const textField = z
  .union([z.string(), z.number(), z.null()], 'must be text')
  .transform((value) => {
    const text = value === null ? '' : foldWhiteSpace(String(value));
    return UNKNOWN.test(text) ? null : text;
  });

/** One name or a list of names. */
export const namesField = z
  .union([textField, z.array(textField)], 'must be a name or a list of names')
  .transform((value) => {
    if (!Array.isArray(value)) return value;
    const names = value.filter((name) => name !== null);
    return names.length === 0 ? null : names.join(', ');
  });

/** A date in any form that `parseDate` reads. */
export const dateField = textField.transform((value, context) => {
  if (value === null) return null;
  const date = parseDate(value);
  if (date !== null) return date;
  context.addIssue('is not a date; write YYYY-MM-DD, YYYY-MM or YYYY');
  return z.NEVER;
});

/** An absolute web address. */
export const urlField = textField.refine(
  (value) => value === null || isWebAddress(value),
  'is not a web address; write https://...',
);

const STATED = z
  .object({
    title: textField.optional().catch(undefined),
    outlet: textField.optional().catch(undefined),
    author: namesField.optional().catch(undefined),
    date: dateField.optional().catch(undefined),
    url: urlField.optional().catch(undefined),
    language: textField.optional().catch(undefined),
  })
  .partial();

/** Whether the value is an absolute http(s) address. */
export function isWebAddress(value: string): boolean {
  return /^https?:$/.test(parseUrl(value)?.protocol ?? '');
}

/** What a format stated, checked: a value that does not check is dropped, never mended; null stays a say. */
export function checkStated(stated: Partial<Metadata>): Partial<Metadata> {
  const checked = STATED.parse(stated);
  return Object.fromEntries(Object.entries(checked).filter(([, value]) => value !== undefined));
}

/** The first source that says anything about a field wins; an explicit null is a say, too. */
export function mergeMetadata(...sources: readonly Partial<Metadata>[]): Metadata {
  const merged = sources.reduceRight<Partial<Metadata>>(
    (lower, higher) => ({ ...lower, ...higher }),
    {},
  );
  const { title, outlet, author, date, url, language } = merged;
  return {
    title: title ?? null,
    outlet: outlet ?? null,
    author: author ?? null,
    date: date ?? null,
    url: url ?? null,
    language: language ?? null,
  };
}
