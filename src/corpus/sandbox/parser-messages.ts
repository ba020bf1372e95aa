// What a parser's process says on stdout: one JSON line for each document, refusal and the end. The process held
// a hostile file, so every line is checked before it is believed.

import { z } from 'zod';

import type { RejectionCode } from '../document.js';
import type { Extracted, MemberExtraction, MemberRefusal } from '../document-reader.js';
import type { Kind } from '../formats/kinds.js';
import { Refusal } from '../refusal.js';

/** Why the whole file must stay out. */
export interface FileRefusal {
  readonly code: RejectionCode;
  readonly text: string;
}

/** What the process is told in the line before the file's bytes. */
export interface JobLine {
  readonly file: string;
  readonly kind: Kind;
  /** CSS selector of the article, for pages. */
  readonly select: string | null;
}

export type ParserMessage =
  | { readonly extraction: MemberExtraction }
  | { readonly refusal: MemberRefusal }
  | { readonly refused: FileRefusal }
  | { readonly done: true };

const CODES = [
  'empty_document',
  'not_text',
  'bad_encoding',
  'bad_front_matter',
  'bad_sidecar',
  'bad_path',
  'too_large',
  'too_complex',
  'too_many_chunks',
  'type_mismatch',
  'unreadable',
  'archive_bad',
  'archive_too_large',
  'archive_too_many_entries',
  'nested_archive',
  'document_invalid',
  'pdf_invalid',
  'pdf_encrypted',
  'no_text_layer',
  'parser_limit',
] as const satisfies readonly RejectionCode[];

const said = z.string().nullable().optional();
const line = z.object({
  kind: z.enum(['text', 'heading', 'list_item', 'quote']),
  level: z.int().min(0).max(6),
  text: z.string(),
  alone: z.boolean(),
  furniture: z.string().max(100).optional(),
});
const extraction = z.object({
  member: z.string().max(2_000).nullable(),
  encoding: z.string().max(100),
  lines: z.array(line),
  metadata: z.object({
    title: said,
    outlet: said,
    author: said,
    date: said,
    url: said,
    language: said,
  }),
  notes: z.array(z.string().max(1_000)).max(20).optional(),
});
const refused = z.object({ code: z.enum(CODES), text: z.string().max(2_000) });
const message = z.union([
  z.object({ extraction }),
  z.object({ refusal: refused.extend({ member: z.string().max(2_000) }) }),
  z.object({ refused }),
  z.object({ done: z.literal(true) }),
]);

/** All that a process said; throws its Refusal, or an error where it did not speak to the end. */
export function readMessages(output: string): Extracted {
  const extractions: MemberExtraction[] = [];
  const refusals: MemberRefusal[] = [];
  for (const text of output.split('\n')) {
    if (text === '') continue;
    const said = message.parse(JSON.parse(text));
    if ('done' in said) return { extractions, refusals };
    if ('refused' in said) throw new Refusal(said.refused.code, said.refused.text);
    if ('refusal' in said) refusals.push(said.refusal);
    else extractions.push(said.extraction as MemberExtraction);
  }
  throw new Error('the parser did not speak to the end');
}
