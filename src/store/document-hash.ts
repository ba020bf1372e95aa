// The content key of a document: everything that is stored of it. Equal keys mean that a version may stay as
// it is when the entry it came from changes.

import { createHash } from 'node:crypto';
import type { DocumentVersion } from './generation-draft.js';

/** 40 hex digits of SHA-256. */
export function documentHash({ document, passages }: DocumentVersion): string {
  const facts = [
    document.file,
    document.title,
    document.outlet,
    document.author,
    document.date,
    document.url,
    document.language,
  ];
  const paragraphs = document.paragraphs.map((paragraph) => [
    paragraph.id,
    paragraph.headings,
    paragraph.text,
    paragraph.run,
  ]);
  const packed = passages.map((passage) => [
    passage.first,
    passage.last,
    passage.text,
    passage.headings,
    passage.sentences.map((span) => [span.start, span.end]),
    [passage.cut.start, passage.cut.end],
  ]);
  const { encoding, removals } = document.cleaning;
  const cleaning = [encoding, removals.map(({ rule, line }) => [rule, line])];
  return createHash('sha256')
    .update(JSON.stringify([facts, paragraphs, packed, cleaning]))
    .digest('hex')
    .slice(0, 40);
}
