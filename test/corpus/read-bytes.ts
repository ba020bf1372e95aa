// Shortcuts for tests that need one document out of one text.

import type { Document, Rejection } from '../../src/corpus/document.js';
import { readDocument } from '../../src/corpus/read-document.js';

interface Given {
  readonly file: string;
  readonly content: string | Uint8Array;
  readonly sidecar?: string;
}

/** Reads a document that must be accepted. */
export function acceptedDocument({ file, content, sidecar }: Given): Document {
  const result = readDocument({
    file,
    bytes: Buffer.from(content),
    sidecar: sidecar === undefined ? null : Buffer.from(sidecar),
  });
  if (!result.ok) throw new Error(`rejected: ${result.rejection.code} ${result.rejection.text}`);
  return result.document;
}

/** Reads a document that must be refused. */
export function rejectionFor({ file, content, sidecar }: Given): Rejection {
  const result = readDocument({
    file,
    bytes: Buffer.from(content),
    sidecar: sidecar === undefined ? null : Buffer.from(sidecar),
  });
  if (result.ok) throw new Error('accepted, but a rejection was expected');
  return result.rejection;
}

/** The paragraphs' texts. */
export function textsOf(document: Document): readonly string[] {
  return document.paragraphs.map(({ text }) => text);
}
