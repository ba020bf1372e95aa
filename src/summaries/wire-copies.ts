// In: what was found of several documents, best first. Out: the same without copies of one report: agencies'
// texts stand in many outlets, and a summary that draws on them twice only seems to have two sources.

import { foldText } from '../shared/fold-text.js';
import type { Sentence } from './sentences.js';

/** Share of sentences word for word in an earlier document from which it is the same report. */
const COPIED = 0.5;

/** Leaves out copies; the first of several stays. */
export function withoutCopies<T extends { readonly sentences: readonly Sentence[] }>(
  documents: readonly T[],
): T[] {
  const kept: { readonly document: T; readonly texts: ReadonlySet<string> }[] = [];
  for (const document of documents) {
    const texts = new Set(
      document.sentences.filter(({ isProse }) => isProse).map(({ text }) => keyOf(text)),
    );
    if (!kept.some((other) => isCopy(texts, other.texts))) kept.push({ document, texts });
  }
  return kept.map(({ document }) => document);
}

function isCopy(texts: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  const shared = [...texts].filter((text) => others.has(text)).length;
  return shared > 0 && shared >= COPIED * Math.min(texts.size, others.size);
}

/** Letters and digits alone: quotation marks and dashes differ between outlets. */
function keyOf(text: string): string {
  return foldText(text).replace(/[^\p{L}\p{N}]+/gu, ' ');
}
