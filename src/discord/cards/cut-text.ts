// In: a text and a number of characters. Out: as much of its beginning as fits, cut between two graphemes,
// so that no emoji, accent or syllable is broken.

import { cleanLine } from './clean-text.js';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Characters behind the cut that are looked at: segmenting a long text to its end is slow. */
const LOOK_AHEAD = 64;
/** A longer "grapheme" is nothing that a person reads as one; it may be cut between code points. */
export const LONGEST_GRAPHEME = 64;
/** Characters looked at for each that a short line may have. */
const LINE_SLACK = 8;
/** How far back from the cut the end of a word is looked for. */
const WORD = 16;

/** As much of the beginning of a text as fits. */
export function cutAt(text: string, most: number): string {
  if (text.length <= most) return text;
  const characters = Math.floor(most);
  if (characters <= 0) return '';
  const window = text.slice(0, characters + LOOK_AHEAD);
  const border = graphemes.segment(window).containing(characters)?.index ?? characters;
  if (characters - border <= LONGEST_GRAPHEME) return text.slice(0, border);
  const isHalved = /[\uDC00-\uDFFF]/.test(text.charAt(characters));
  return text.slice(0, isHalved ? characters - 1 : characters);
}

/** As `cutAt`, but at the end of a word where one is near. */
export function cutAtWord(text: string, characters: number): string {
  const cut = cutAt(text, characters);
  if (cut.length === text.length) return cut;
  const isWhole = /\s/.test(text.charAt(cut.length));
  const space = isWhole ? cut.length : cut.slice(-WORD).search(/\s\S*$/);
  if (space < 0) return cut;
  const end = isWhole ? space : Math.max(cut.length - WORD, 0) + space;
  return cutAt(text, cut.slice(0, end).trimEnd().length);
}

/** One line of at most so many characters; "…" says that it goes on. */
export function shortLine(text: string, characters: number): string {
  // What is invisible is cut as well; of a text of little else, less than fits is shown.
  const line = cleanLine(text.slice(0, characters * LINE_SLACK));
  if (line.length <= characters) return line;
  // A joiner belongs between two letters: where the second is cut away, it would stand there unseen.
  return `${cutAtWord(line, Math.max(characters - 1, 1)).replace(/[\u200C\u200D]+$/, '')}…`;
}

/** As many whole sentences of the beginning of a text as fit. */
export function firstSentences(text: string, characters: number): string {
  if (text.length <= characters) return text;
  return text.slice(0, lastBorder(text.slice(0, characters + LOOK_AHEAD), characters)).trimEnd();
}

/** As many whole sentences of the end of a text as fit. */
export function lastSentences(text: string, characters: number): string {
  if (text.length <= characters) return text;
  const window = text.slice(-(characters + LOOK_AHEAD));
  for (const { index } of sentences.segment(window)) {
    // The window's own start is no border.
    if (index > 0 && window.length - index <= characters) return window.slice(index);
  }
  return '';
}

function lastBorder(window: string, characters: number): number {
  let border = 0;
  for (const { index } of sentences.segment(window)) if (index <= characters) border = index;
  return border;
}
