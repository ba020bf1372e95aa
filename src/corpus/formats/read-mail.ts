// An e-mail -> its body as a document with what its header states, and attachments of known formats as further
// ones. The text part is read, unless it is a stub beside the HTML. The date is the day as its sender wrote it.

import { posix } from 'node:path';

import PostalMime, { type Attachment, type Email } from 'postal-mime';

import type { Metadata } from '../document.js';
import type { DocumentReader, Extracted, ReadContext, SourceLine } from '../document-reader.js';
import { foldWhiteSpace } from '../fold-white-space.js';
import { refuseComplexHtml } from '../html-gate.js';
import { linesOfNodes } from '../html-lines.js';
import { parseTree, removeInvisible } from '../html-tree.js';
import { plainTextReader } from '../read-plain-text.js';
import { Refusal } from '../refusal.js';
import { distinctNames } from './members.js';

/** Reads .eml files. */
export const mailReader: DocumentReader = {
  read: (bytes, { readMember }) => readMail(bytes, readMember),
};

const MIME_LIMITS = { maxNestingDepth: 32, maxHeadersSize: 256 * 1024, maxRfc822NestingDepth: 0 };
const MOST_ATTACHMENTS = 100;
/** "View this message in your browser" is no text part to read. */
const LEAST_SHARE_OF_HTML = 0.3;

/** Reads one message. */
export async function readMail(
  bytes: Uint8Array,
  readMember: ReadContext['readMember'],
): Promise<Extracted> {
  const email = await parseMail(bytes);
  const attached = await readAttachments(email.attachments, readMember);
  const lines = bodyLines(email);
  const hasAttached = attached.extractions.length + attached.refusals.length > 0;
  if (lines.length === 0 && hasAttached) return attached;
  const body = { member: null, lines, metadata: statedIn(email), encoding: 'utf-8' };
  return { extractions: [body, ...attached.extractions], refusals: attached.refusals };
}

/** Parses a message; throws a Refusal. */
export async function parseMail(bytes: Uint8Array): Promise<Email> {
  try {
    return await PostalMime.parse(bytes, MIME_LIMITS);
  } catch (cause) {
    const reason = cause instanceof Error ? foldWhiteSpace(cause.message) : 'unknown';
    const code = /nesting|size|limit/i.test(reason) ? 'too_complex' : 'document_invalid';
    throw new Refusal(code, `it is no message that can be read (${reason}). Save it anew.`, cause);
  }
}

function bodyLines({ text = '', html = '' }: Email): readonly SourceLine[] {
  const plain = plainTextReader.read(text).lines;
  if (html.trim() === '') return plain;
  refuseComplexHtml(html);
  const tree = parseTree(html);
  removeInvisible(tree);
  const rendered = linesOfNodes(tree.children);
  return characters(plain) >= characters(rendered) * LEAST_SHARE_OF_HTML && plain.length > 0
    ? plain
    : rendered;
}

function statedIn(email: Email): Partial<Metadata> {
  const header = (name: string): string | null => {
    const value = foldWhiteSpace(email.headers.find(({ key }) => key === name)?.value ?? '');
    return value === '' ? null : value;
  };
  const sender = foldWhiteSpace(email.from?.name ?? '');
  const address = email.from?.group === undefined ? (email.from?.address ?? '') : '';
  const archived = header('archived-at')?.replace(/^<|>$/g, '') ?? null;
  const stated: Metadata = {
    title: foldWhiteSpace(email.subject ?? '') || null,
    outlet: header('organization'),
    author: sender || address || null,
    date: header('date'),
    url: archived,
    language: header('content-language'),
  };
  return Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== null));
}

async function readAttachments(
  attachments: readonly Attachment[],
  readMember: ReadContext['readMember'],
): Promise<Extracted> {
  const read: Extracted[] = [];
  const nameOf = distinctNames();
  // Pictures belong to the message's looks.
  const kept = attachments.filter(
    ({ mimeType, related }) => !related && !mimeType.startsWith('image/'),
  );
  if (kept.length > MOST_ATTACHMENTS) {
    throw new Refusal(
      'archive_too_many_entries',
      `it has more than ${MOST_ATTACHMENTS} attachments. Split it.`,
    );
  }
  for (const [index, { filename, mimeType, content }] of kept.entries()) {
    const given = mimeType === 'message/rfc822' ? `message ${index + 1}.eml` : `part ${index + 1}`;
    const name = nameOf(posix.basename(filename ?? given));
    const bytes = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
    read.push(await readMember({ name, bytes }));
  }
  return {
    extractions: read.flatMap(({ extractions }) => extractions),
    refusals: read.flatMap(({ refusals }) => refusals),
  };
}

function characters(lines: readonly SourceLine[]): number {
  return lines.reduce((sum, { text }) => sum + text.length, 0);
}
