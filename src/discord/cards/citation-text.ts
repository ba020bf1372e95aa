// In: a quotation and its source. Out: the Markdown of both: the words of the corpus between quotation marks
// with the highlighted sentence bold, and one small line that says where they stand.

import { alsoInLine } from '../../replies/also-in.js';
import type { AlsoIn, Quote, SourceLine } from '../../replies/reply.js';
import { cleanLine } from './clean-text.js';
import { shortLine } from './cut-text.js';
import { boldText, escapePart, escapeText } from './escape.js';
import { small } from './parts.js';
import { pageLink, textFragmentLink } from './text-link.js';

/** Characters of what a source line says. */
const LONGEST = {
  outlet: 40,
  title: 90,
  date: 40,
  paragraph: 40,
  file: 60,
  copy: 40,
  left: 60,
} as const;

/** Where the link of a source line leads: to the sentence, to its page, nowhere. */
export type LinkTarget = 'sentence' | 'page' | 'none';

/** The quotation, "…" outside its marks; empty where nothing in it can be read. */
export function quoteText(quote: Quote): string {
  const { before, lead, highlight, after, cutBefore, cutAfter } = quote;
  const marked = markedText(before + lead, highlight, after);
  if (marked === '') return '';
  return `${cutBefore ? '…\u00A0' : ''}“${marked}”${cutAfter ? '\u00A0…' : ''}`;
}

/** A text with a stretch of it bold. */
export function markedText(before: string, highlight: string, after: string): string {
  const bold = boldText(highlight);
  // Without marks between them, two harmless halves could join into a link.
  if (!bold.includes('**')) return escapeText(before + highlight + after).trim();
  return `${escapeText(before)}${bold}${escapeText(after)}`.trim();
}

export interface SourceText {
  readonly n: number | null;
  readonly source: SourceLine;
  /** `¶ 7 of 23`; null for a whole document. */
  readonly paragraph: string | null;
  /** Where the link leads; null where there is none. */
  readonly url: string | null;
  /** Where else the same text stands. */
  readonly alsoIn?: AlsoIn | undefined;
  /** That the document was changed or withdrawn since. */
  readonly left?: string | undefined;
  /** False where the title stands above already. */
  readonly hasTitle?: boolean;
}

/** `[1] outlet · title · 14 Oct 2015 · ¶ 7 of 23 · link` as small print. */
export function sourceText(text: SourceText): string | null {
  const { n, source, paragraph, hasTitle = true } = text;
  const first = [source.outlet, hasTitle ? source.title : null];
  const [outlet, title] = [shortPart(first[0], LONGEST.outlet), shortPart(first[1], LONGEST.title)];
  const parts = [
    outlet,
    title,
    shortPart(source.date, LONGEST.date),
    shortPart(paragraph, LONGEST.paragraph),
    shortPart(text.left, LONGEST.left),
    alsoInText(text.alsoIn),
    placeText(text),
  ].filter((part) => part !== '');
  const [head = '', ...rest] = parts;
  return small([n === null ? head : `${label(n)} ${head}`.trim(), ...rest]);
}

/** `also in Inforos and 2 more`, escaped; empty where the text stands nowhere else. */
export function alsoInText(alsoIn: AlsoIn | undefined): string {
  if (alsoIn === undefined) return '';
  return alsoInLine(alsoIn, (name) => shortPart(name, LONGEST.copy));
}

/** The address that a source line links to; null for a file and for what is no web address. */
export function linkTo({ place }: SourceLine, target: LinkTarget, sentence = ''): string | null {
  if (place.kind === 'file' || target === 'none') return null;
  return target === 'page' ? pageLink(place.url) : textFragmentLink(place.url, sentence);
}

/** `[1]`, as it is read. */
export function label(n: number): string {
  return `\\[${n}\\]`;
}

/** The title of a document as a heading; its file where it has none. */
export function titleText(
  { title, place }: SourceLine,
  characters: number = LONGEST.title,
): string {
  const name = cleanLine(title) === '' && place.kind === 'file' ? place.file : title;
  return boldText(shortLine(name, characters));
}

/** A part of a line, cut; empty where there is nothing to say. */
export function shortPart(text: string | null | undefined, characters: number): string {
  return text === null || text === undefined ? '' : escapePart(shortLine(text, characters));
}

function placeText({ source: { place }, url }: SourceText): string {
  if (place.kind === 'file') return escapePart(shortPath(place.file));
  return url === null ? '' : `[link](<${url}>)`;
}

/** A path that is too long loses its folders: the file's name tells more. */
function shortPath(file: string): string {
  const path = cleanLine(file);
  if (path.length <= LONGEST.file) return path;
  return shortLine(path.slice(path.lastIndexOf('/') + 1), LONGEST.file);
}
