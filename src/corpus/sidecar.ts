// NAME.EXT.meta.yaml beside NAME.EXT -> metadata that wins over whatever the file says: the way to give
// or to correct it. An explicit null means "unknown". A key we do not know is a typing error, and said.

import { parseDocument } from 'yaml';
import { z } from 'zod';

import { decodeText } from './decode-text.js';
import type { Metadata } from './document.js';
import { dateField, namesField, textField, urlField } from './metadata-fields.js';
import { Refusal } from './refusal.js';

/** What a sidecar's name ends with. */
export const SIDECAR_SUFFIX = '.meta.yaml';

const SIDECAR_KEYS = z
  .strictObject({
    title: textField,
    outlet: textField,
    author: namesField,
    date: dateField,
    url: urlField,
    language: textField,
    accept: z.boolean('must be true or false'),
  })
  .partial();

/** What a sidecar says: metadata, and whether its document is taken although it looks broken. */
export interface SidecarFacts extends Partial<Metadata> {
  readonly accept?: boolean;
}

/** Reads a sidecar's bytes or refuses its document as `bad_sidecar`. */
export function readSidecar(bytes: Uint8Array): SidecarFacts {
  const document = parseDocument(sidecarText(bytes), { prettyErrors: true });
  const [error] = document.errors;
  if (error !== undefined) {
    const line = error.linePos?.[0].line ?? 1;
    throw badSidecar(`line ${line} is not YAML (${firstLine(error.message)})`, error);
  }
  const value: unknown = toPlain(document);
  if (value === null || value === undefined) return {};
  const checked = SIDECAR_KEYS.safeParse(value);
  if (!checked.success) throw badSidecar(checked.error.issues.map(describeIssue).join('; '));
  return withoutUndefined(checked.data);
}

function sidecarText(bytes: Uint8Array): string {
  try {
    return decodeText(bytes).text;
  } catch (error) {
    throw badSidecar(error instanceof Error ? error.message : 'it cannot be decoded', error);
  }
}

function toPlain(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 20 });
  } catch (error) {
    throw badSidecar('its YAML aliases cannot be resolved', error);
  }
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const key = issue.path.join('.');
  return key === '' ? issue.message : `\`${key}\` ${issue.message}`;
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? message;
}

function badSidecar(reason: string, cause?: unknown): Refusal {
  const text = `its sidecar (${SIDECAR_SUFFIX}) cannot be used: ${reason}. Mend or remove the sidecar.`;
  return new Refusal('bad_sidecar', text, cause);
}

/** Drops absent keys, so that only what the sidecar says overrides. */
function withoutUndefined(data: z.infer<typeof SIDECAR_KEYS>): SidecarFacts {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
}
