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
  const [document] = result.documents;
  const [rejection] = result.rejections;
  if (document === undefined) throw new Error(`rejected: ${rejection?.code} ${rejection?.text}`);
  return document;
}

/** Reads a document that must be refused. */
export function rejectionFor({ file, content, sidecar }: Given): Rejection {
  const result = readDocument({
    file,
    bytes: Buffer.from(content),
    sidecar: sidecar === undefined ? null : Buffer.from(sidecar),
  });
  const [rejection] = result.rejections;
  if (rejection === undefined) throw new Error('accepted, but a rejection was expected');
  return rejection;
}

/** The paragraphs' texts. */
export function textsOf(document: Document): readonly string[] {
  return document.paragraphs.map(({ text }) => text);
}
