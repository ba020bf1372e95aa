// Rows of a PDF -> its paragraphs and headings. A row goes on with the paragraph above unless the page says
// otherwise: a wider gap, an indent, a short row that ends a sentence, another font size. A hyphen at a row's
// end goes only where the document itself writes the word without it.

import type { SourceLine } from '../document-reader.js';
import type { PdfRow } from './pdf-lines.js';

/** A row and the rule that takes it out, or null. */
export interface MarkedRow extends PdfRow {
  readonly furniture: string | null;
}

/** Wider than this share of the usual distance between rows is a gap between paragraphs. */
const PARAGRAPH_GAP = 1.3;
/** An indent is deeper than this share of the font's size, and no deeper than DEEPEST_INDENT. */
const INDENT = 0.7;
const DEEPEST_INDENT = 6;
/** A row that ends a sentence this many font sizes before the margin ends the paragraph. */
const SHORT_ROW = 3;
/** Larger than the text's font by this factor is a heading. */
const HEADING_SIZE = 1.15;
const LONGEST_HEADING = 200;
const SAME_SIZE = 0.08;
const SENTENCE_END = /[.!?…:]["'”’»)\]]*$/;
const BULLET = /^(?:[•▪‣◦●■–-]\s+|\(?\d{1,3}[.)]\s+)\S/;

/** The lines of a document whose rows are in reading order. */
export function paragraphsOf(rows: readonly MarkedRow[]): readonly SourceLine[] {
  const page = pageFormOf(rows);
  const hyphens = hyphensOf(rows);
  const lines: SourceLine[] = [];
  let open: MarkedRow[] = [];
  // Furniture between two halves of a sentence stands before the paragraph, so that the run breaks there.
  const close = (): void => {
    const [first] = open;
    if (first !== undefined) lines.push(lineOf(open, { first, page, hyphens }));
    open = [];
  };
  for (const row of rows) {
    if (row.furniture !== null) {
      lines.push({
        kind: 'text',
        level: 0,
        text: row.text,
        alone: false,
        furniture: row.furniture,
      });
      continue;
    }
    const last = open.at(-1);
    if (last !== undefined && !goesOn({ open, last, row, page })) close();
    open.push(row);
  }
  close();
  return lines;
}

interface PageForm {
  /** Font size of most of the text. */
  readonly size: number;
  /** Usual distance of two rows, in points. */
  readonly leading: number;
  /** Right margin of a row that begins about here. */
  readonly marginAt: (row: PdfRow) => number;
  /** Sizes of headings, largest first. */
  readonly headingSizes: readonly number[];
}

function pageFormOf(rows: readonly MarkedRow[]): PageForm {
  const text = rows.filter(({ furniture }) => furniture === null);
  const size = commonest(text.map((row) => [rounded(row.size), row.text.length]));
  const distances = text.flatMap((row, index): readonly (readonly [number, number])[] => {
    const next = text[index + 1];
    const distance = next?.page === row.page ? row.y - next.y : 0;
    return distance > 0 && Math.abs(row.size - size) < size * SAME_SIZE
      ? [[rounded(distance), 1]]
      : [];
  });
  const margins = new Map<string, number>();
  const column = (row: PdfRow): string =>
    `${row.page} ${Math.round(row.left / (size * DEEPEST_INDENT || 1))}`;
  for (const row of text)
    margins.set(column(row), Math.max(margins.get(column(row)) ?? 0, row.right));
  const sizes = new Set(
    text.map((row) => rounded(row.size)).filter((one) => one > size * HEADING_SIZE),
  );
  return {
    size,
    leading: commonest(distances) || size * 1.2,
    marginAt: (row) => margins.get(column(row)) ?? row.right,
    headingSizes: [...sizes].sort((one, other) => other - one),
  };
}

/** The value that carries most weight. */
function commonest(values: readonly (readonly [number, number])[]): number {
  const weights = new Map<number, number>();
  for (const [value, weight] of values) weights.set(value, (weights.get(value) ?? 0) + weight);
  let best = 0;
  for (const [value, weight] of weights) if (weight > (weights.get(best) ?? 0)) best = value;
  return best;
}

function rounded(value: number): number {
  return Math.round(value * 2) / 2;
}

interface Going {
  readonly open: readonly MarkedRow[];
  readonly last: MarkedRow;
  readonly row: MarkedRow;
  readonly page: PageForm;
}

function goesOn({ open, last, row, page }: Going): boolean {
  if (Math.abs(last.size - row.size) > page.size * SAME_SIZE || BULLET.test(row.text)) return false;
  const endsSentence = SENTENCE_END.test(last.text);
  const down = last.y - row.y;
  // Another page or another column: only half a sentence goes on there.
  if (row.page !== last.page || down <= 0)
    return !endsSentence && /^[\p{Ll}\p{N}(“"‘']/u.test(row.text);
  if (down > Math.max(page.leading, row.size) * PARAGRAPH_GAP) return false;
  if (isHeading(last, page)) return true;
  const isShort = page.marginAt(last) - last.right > row.size * SHORT_ROW;
  if (isShort && endsSentence) return false;
  return !isIndented(open, row);
}

/** Deeper than the rows above it, where these do not hang from a bullet. */
function isIndented(open: readonly MarkedRow[], row: MarkedRow): boolean {
  const [first, ...others] = open;
  if (first === undefined) return false;
  const left = others.length === 0 ? first.left : Math.min(...others.map((one) => one.left));
  const depth = row.left - left;
  const hangs = others.length === 0 && BULLET.test(first.text);
  return !hangs && depth > row.size * INDENT && depth < row.size * DEEPEST_INDENT;
}

function isHeading({ size, text }: PdfRow, page: PageForm): boolean {
  return size > page.size * HEADING_SIZE && text.length <= LONGEST_HEADING;
}

interface LineOptions {
  readonly first: MarkedRow;
  readonly page: PageForm;
  readonly hyphens: Hyphens;
}

function lineOf(rows: readonly MarkedRow[], { first, page, hyphens }: LineOptions): SourceLine {
  const text = rows.reduce((joined, row) => joinRows(joined, row.text, hyphens), '');
  if (isHeading(first, page) && text.length <= LONGEST_HEADING) {
    const level = Math.min(6, page.headingSizes.indexOf(rounded(first.size)) + 1);
    return { kind: 'heading', level: Math.max(1, level), text, alone: false };
  }
  const kind = BULLET.test(text) && /^[•▪‣◦●■]/.test(text) ? 'list_item' : 'text';
  return { kind, level: 0, text, alone: rows.length === 1 };
}

/** What the document's own words say about its hyphens. */
interface Hyphens {
  /** Words that stand in the document, lower case; those with a hyphen inside among them. */
  readonly words: ReadonlySet<string>;
  /** Whether rows of this document break words, as far as its other words prove it. */
  readonly breaksWords: boolean;
}

/** Rows that end in a word's own hyphen are 1 in 100; where a typesetter breaks words, 1 in 10. */
const SHARE_OF_BREAKS = 0.05;
const FEWEST_BREAKS = 3;
const ROW_END = /([\p{L}\p{M}]+)[-‐]$/u;
const ROW_START = /^([\p{Ll}\p{M}]+)/u;

function hyphensOf(rows: readonly MarkedRow[]): Hyphens {
  const words = new Set<string>();
  for (const { text, furniture } of rows) {
    if (furniture !== null) continue;
    const whole = text.replace(/\S+[-‐]$/, '');
    for (const [word] of whole.toLowerCase().matchAll(/[\p{L}\p{M}]+(?:[-‐][\p{L}\p{M}]+)*/gu))
      words.add(word);
  }
  let [broken, compound, ends] = [0, 0, 0];
  for (const [index, row] of rows.entries()) {
    const [left, right] = [
      ROW_END.exec(row.text)?.[1],
      ROW_START.exec(rows[index + 1]?.text ?? '')?.[1],
    ];
    if (left === undefined || right === undefined) continue;
    ends += 1;
    if (words.has(`${left}${right}`.toLowerCase())) broken += 1;
    if (words.has(`${left}-${right}`.toLowerCase())) compound += 1;
  }
  const isSetBroken = ends >= FEWEST_BREAKS && ends > rows.length * SHARE_OF_BREAKS;
  return { words, breaksWords: broken > compound || (broken === compound && isSetBroken) };
}

/** Two rows as one text; the only characters that may go are a hyphen and the row's end. */
function joinRows(above: string, below: string, { words, breaksWords }: Hyphens): string {
  if (above === '') return below;
  if (above.endsWith('\u00AD')) return above.slice(0, -1) + below;
  const [left, right] = [ROW_END.exec(above)?.[1], ROW_START.exec(below)?.[1]];
  if (left === undefined || right === undefined)
    return /[\p{L}\p{N}][-‐]$/u.test(above) ? above + below : `${above} ${below}`;
  if (words.has(`${left}-${right}`.toLowerCase())) return above + below;
  const isBroken = words.has(`${left}${right}`.toLowerCase()) || breaksWords;
  return (isBroken ? above.slice(0, -1) : above) + below;
}
