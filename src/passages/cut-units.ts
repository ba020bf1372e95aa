// In: one paragraph. Out: the smallest pieces that packing may move: the paragraph itself where it fits a
// passage, else its sentences, and where even a sentence does not fit, pieces of it cut between words, or
// inside a word at a grapheme border. Every limit is kept in linear time.

import type { Paragraph } from '../corpus/document.js';
import type { PackingOptions } from './pack-passages.js';
import type { Span } from './passage.js';
import { splitSentences } from './split-sentences.js';

/** A stretch of one paragraph that stays together. */
export interface Unit {
  /** The paragraph's number. */
  readonly paragraph: number;
  readonly headings: readonly string[];
  readonly text: string;
  /** The white space between the unit before it in the same paragraph and this one; verbatim. */
  readonly gap: string;
  readonly tokens: number;
  readonly sentences: readonly Span[];
  readonly cut: { readonly start: boolean; readonly end: boolean };
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Cuts a paragraph into units that each keep the limits. */
export function cutIntoUnits(paragraph: Paragraph, options: PackingOptions): Unit[] {
  const { text } = paragraph;
  const sentences = splitSentences(text);
  const tokens = text.length > options.maxCharacters ? Infinity : options.countTokens(text);
  if (tokens <= options.maxTokens) {
    return [toUnit(paragraph, { start: 0, end: text.length }, { tokens, sentences, gap: '' })];
  }
  let previousEnd = 0;
  return sentences.flatMap((sentence) =>
    piecesOf(text, sentence, options).map((piece) => {
      const gap = text.slice(previousEnd, piece.start);
      previousEnd = piece.end;
      return {
        ...toUnit(paragraph, piece, {
          tokens: piece.tokens,
          sentences: [{ start: 0, end: piece.end - piece.start }],
          gap,
        }),
        cut: { start: piece.start > sentence.start, end: piece.end < sentence.end },
      };
    }),
  );
}

function toUnit(
  paragraph: Paragraph,
  span: Span,
  parts: Pick<Unit, 'tokens' | 'sentences' | 'gap'>,
): Unit {
  return {
    paragraph: paragraph.n,
    headings: paragraph.headings,
    text: paragraph.text.slice(span.start, span.end),
    cut: { start: false, end: false },
    ...parts,
  };
}

interface Piece extends Span {
  readonly tokens: number;
}

function piecesOf(text: string, sentence: Span, options: PackingOptions): Piece[] {
  const length = sentence.end - sentence.start;
  if (length <= options.maxCharacters) {
    const tokens = options.countTokens(text.slice(sentence.start, sentence.end));
    if (tokens <= options.maxTokens) return [{ ...sentence, tokens }];
  }
  const pieces: Piece[] = [];
  let current: Piece | null = null;
  for (const word of wordsOf(text, sentence, options)) {
    const joined: Piece | null = current && {
      start: current.start,
      end: word.end,
      tokens: current.tokens + word.tokens,
    };
    if (joined !== null && fits(joined, options)) {
      current = joined;
    } else {
      if (current !== null) pieces.push(current);
      current = word;
    }
  }
  if (current !== null) pieces.push(current);
  return pieces;
}

function fits(piece: Piece, options: PackingOptions): boolean {
  return piece.end - piece.start <= options.maxCharacters && piece.tokens <= options.maxTokens;
}

function wordsOf(text: string, sentence: Span, options: PackingOptions): Piece[] {
  const words: Piece[] = [];
  for (const match of text.slice(sentence.start, sentence.end).matchAll(/\S+/g)) {
    const start = sentence.start + match.index;
    const end = start + match[0].length;
    // A token is never shorter than a UTF-16 unit here, so a short word needs no closer look.
    if (match[0].length <= options.maxTokens) {
      words.push({ start, end, tokens: options.countTokens(match[0]) });
    } else {
      words.push(...chunksOf(match[0], start, options.maxTokens));
    }
  }
  return words;
}

/** Cuts one endless word at grapheme borders. */
function chunksOf(word: string, offset: number, limit: number): Piece[] {
  const chunks: Piece[] = [];
  for (let start = 0; start < word.length;) {
    const end = start + graphemeBorder(word.slice(start, start + limit + 1), limit);
    chunks.push({ start: offset + start, end: offset + end, tokens: end - start });
    start = end;
  }
  return chunks;
}

/**
 * The last grapheme border within the limit. Only a window of the word is segmented: over a whole long
 * word the segmenter takes quadratic time.
 */
function graphemeBorder(window: string, limit: number): number {
  if (window.length <= limit) return window.length;
  let border = 0;
  for (const { index } of graphemes.segment(window)) if (index <= limit) border = index;
  if (border > 0) return border;
  // One grapheme longer than the limit, such as a storm of combining marks, is cut between characters.
  return /[\uD800-\uDBFF]/.test(window.charAt(limit - 1)) ? limit - 1 : limit;
}
