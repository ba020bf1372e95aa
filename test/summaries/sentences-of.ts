// Sentences of a small document, for tests of this stage: one passage unless told, a vector only where given.

import type { StoredPassage } from '../../src/store/knowledge-store.js';
import { sentencesOf, type Sentence } from '../../src/summaries/sentences.js';
import { scoredOf } from '../support/builders.js';

let label = 0;

/** A stored passage; paragraphs stand a blank line apart. */
export function passageWith(
  text: string,
  document: Partial<StoredPassage['document']> = {},
): StoredPassage {
  label += 1;
  const last = text.split('\n\n').length;
  return scoredOf(text, { label, document, passage: { first: 1, last } }).passage;
}

/** The sentences of a text. */
export function readText(
  text: string,
  document: Partial<StoredPassage['document']> = {},
): Sentence[] {
  return sentencesOf([passageWith(text, document)], new Map());
}
