// In: a document's passages as sentences, and chance. Out: what other outlets would make of it: an agency's
// line before it, its ends trimmed, a few words changed, and packed with other borders. Every sentence keeps
// the number of the one that it was made from, so that it is known which passages are copies of which.

import type { Passage } from '../passages/passage.js';

export interface NumberedSentence {
  readonly text: string;
  /** The sentence of the original, counted over the document; null for what the outlet added. */
  readonly origin: number | null;
}

/** A passage as its sentences, so that what two of them share can be counted. */
export type SentencePassage = readonly NumberedSentence[];

export interface CopyOptions {
  /** From 0 (inclusive) to 1 (exclusive). */
  readonly random: () => number;
  /** Share of words that are changed: half of them dropped, half replaced by the one before. */
  readonly changed: number;
  /** Characters that a passage of the copy aims for. */
  readonly characters: number;
}

const AGENCIES = ['KABUL (Northwire) -', 'By our own correspondent.', 'MOSCOW, July 7 /Orbis/.'];

/** The passages of one document, their sentences counted through. */
export function numberSentences(
  passages: readonly Pick<Passage, 'text' | 'sentences'>[],
): SentencePassage[] {
  let origin = 0;
  return passages.map(({ text, sentences }) =>
    sentences.map(({ start, end }) => ({ text: text.slice(start, end), origin: origin++ })),
  );
}

/** Copies a document as another outlet would print it. */
export function copyDocument(
  sentences: readonly NumberedSentence[],
  options: CopyOptions,
): SentencePassage[] {
  const { random } = options;
  const start = random() < 0.5 ? 1 : 0;
  const end = sentences.length - (random() < 0.5 ? 1 : 0);
  const agency = AGENCIES[Math.floor(random() * AGENCIES.length)] ?? '';
  const kept = sentences.slice(start, Math.max(end, start + 1));
  const printed = kept.map(({ text, origin }) => ({ text: changeWords(text, options), origin }));
  return packAnew([{ text: agency, origin: null }, ...printed], options);
}

function changeWords(text: string, { random, changed }: CopyOptions): string {
  const words = text.split(' ');
  return words
    .flatMap((word, i) => {
      if (random() >= changed) return [word];
      return random() < 0.5 ? [] : [words[i - 1] ?? 'reportedly'];
    })
    .join(' ');
}

/** Other borders: the first passage ends anywhere, and each one after it about as long as was asked. */
function packAnew(
  sentences: readonly NumberedSentence[],
  { random, characters }: CopyOptions,
): SentencePassage[] {
  const passages: NumberedSentence[][] = [];
  let room = 0;
  for (const sentence of sentences) {
    const current = passages.at(-1);
    if (current === undefined || room < sentence.text.length) {
      room = characters * (current === undefined ? 0.3 + 0.7 * random() : 1);
      passages.push([sentence]);
    } else {
      current.push(sentence);
    }
    room -= sentence.text.length;
  }
  return passages;
}

/** The text of a passage. */
export function textOfPassage(passage: SentencePassage): string {
  return passage.map(({ text }) => text).join(' ');
}

/** Share of the smaller passage, in characters, whose sentences both hold. */
export function sharedShare(a: SentencePassage, b: SentencePassage): number {
  const origins = new Set(b.flatMap(({ origin }) => (origin === null ? [] : [origin])));
  const shared = a.filter(({ origin }) => origin !== null && origins.has(origin));
  const smaller = Math.min(textOfPassage(a).length, textOfPassage(b).length);
  return smaller === 0 ? 0 : Math.min(1, textOfPassage(shared).length / smaller);
}
