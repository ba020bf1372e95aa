// The lines of a bare text -> what they say about the text itself, and which lines said it. A date
// counts only where it is the text's own: labelled, a line of its own near the top, or the dateline that
// opens the prose. Dates inside captions and sentences are the story's and never taken.

import { bylineName, type DateLine, dateLineOf, datelineOfProse, isTimeZoneLine } from './by-lines.js';
import type { Metadata, PartialDate } from './document.js';
import type { SourceLine } from './document-reader.js';
import { isWebAddress } from './metadata-fields.js';
import { outletFromText } from './outlet-from-text.js';
import { parseDate } from './parse-date.js';
import { countWords, endsLikeSentence, isPersonName, isProse, isSentence } from './text-shape.js';

/** A line and whether its wording already gave it away as furniture. */
export interface MarkedLine extends SourceLine {
  readonly isFurniture: boolean;
}

/** What was found, and the lines that are thereby spent: index -> rule name. */
export interface TextMetadata {
  readonly metadata: Partial<Metadata>;
  readonly spent: ReadonlyMap<number, string>;
  /** The line that serves as title, spent or not. */
  readonly titleLine: number | null;
}

const LINES_NEAR_THE_TOP = 12;
const LONGEST_TITLE = 200;
const LONGEST_SIGNATURE = 160;
const MOST_DATE_LINES_LOOKED_AT = 200;
const ROLE =
  /\b(?:head|director|editor|chief|correspondent|reporter|journalist|columnist|author|writer|analyst|expert|professor|lecturer|researcher|fellow|scientist|historian|economist|chair(?:man|woman|person)?|president|founder|member|secretary|deputy|phd|observer|commentator|blogger|orientalist|staff)\b/i;
const HEADER_FIELD =
  /^(title|headline|author|date|published|source|outlet|publisher|url|link|language)\s?:\s+(\S.*)$/i;
const CREDIT_LINE =
  /^(?:(?:this (?:article|text|piece) )?(?:was )?(?:originally|first) (?:appeared|published|posted)\b|(?:translated|prepared|written) (?:by|from)\b.*\b(?:for|by)\b|(?:exclusively|specially) for\b)/i;

/** Reads what a text says about itself; `known` is what better sources already said. */
export function metadataFromText(
  lines: readonly MarkedLine[],
  known: Partial<Metadata>,
): TextMetadata {
  return new TextMetadataReader(lines, known).read();
}

class TextMetadataReader {
  readonly #lines: readonly MarkedLine[];
  readonly #known: Partial<Metadata>;
  readonly #top: readonly number[];
  readonly #firstProse: number;
  readonly #found: { -readonly [Key in keyof Metadata]?: Metadata[Key] } = {};
  readonly #spent = new Map<number, string>();
  #titleLineIndex: number | null = null;

  constructor(lines: readonly MarkedLine[], known: Partial<Metadata>) {
    this.#lines = lines;
    this.#known = known;
    const candidates: number[] = [];
    for (let index = 0; index < lines.length; index += 1) {
      if (candidates.length === LINES_NEAR_THE_TOP) break;
      if (lines[index]?.isFurniture === false) candidates.push(index);
    }
    this.#top = candidates;
    const prose = lines.findIndex(({ text, isFurniture }) => !isFurniture && isProse(text));
    this.#firstProse = prose === -1 ? lines.length : prose;
  }

  read(): TextMetadata {
    this.#readHeaderFields();
    this.#readDateLines();
    this.#readByLines();
    this.#readTitle();
    this.#readOutlet();
    this.#readSignature();
    this.#readDateline();
    return { metadata: this.#found, spent: this.#spent, titleLine: this.#titleLineIndex };
  }

  #textAt(index: number | undefined): string {
    return index === undefined ? '' : (this.#lines[index]?.text ?? '');
  }

  #take(index: number, rule: string, values: Partial<Metadata>): void {
    this.#spent.set(index, rule);
    for (const [key, value] of Object.entries(values)) {
      if (!(key in this.#found)) Object.assign(this.#found, { [key]: value });
    }
  }

  /** "Title: ...", "Author: ..." as the very first lines. */
  #readHeaderFields(): void {
    for (const index of this.#top) {
      const [, label = '', value = ''] = HEADER_FIELD.exec(this.#textAt(index)) ?? [];
      const values = headerValues(label.toLowerCase(), value);
      if (values === null) return;
      this.#take(index, 'header_field', values);
    }
  }

  /** A labelled date of publication first, then a bare one, then an update. */
  #readDateLines(): void {
    const isDiary = this.#hasDateLinesInProse();
    const found = this.#edges().flatMap((index) => {
      const line = this.#spent.has(index) ? null : dateLineOf(this.#textAt(index));
      return line === null ? [] : [{ index, line, rank: rankOf(line) }];
    });
    for (const { index, line } of found.sort((a, b) => a.rank - b.rank)) {
      const isNearTop = this.#top.includes(index) && index <= this.#firstProse + 1;
      if (!line.isLabelled && (isDiary || !isNearTop)) continue;
      this.#take(index, 'date_line', { date: line.date });
      if (line.author !== null) this.#take(index, 'date_line', { author: line.author });
      this.#readBesideDate(this.#top.indexOf(index));
    }
  }

  /** The lines near the top and near the end: where a text speaks of itself. */
  #edges(): readonly number[] {
    const last = [...this.#lines.keys()]
      .slice(-LINES_NEAR_THE_TOP)
      .filter((index) => this.#lines[index]?.isFurniture === false);
    return [...new Set([...this.#top, ...last])];
  }

  #readBesideDate(position: number): void {
    if (position === -1) return;
    const next = this.#top[position + 1];
    if (next !== undefined && isTimeZoneLine(this.#textAt(next))) this.#take(next, 'date_line', {});
    this.#readNameBeside(position);
  }

  /** A person's name alone on the line above or below the date. */
  #readNameBeside(position: number): void {
    for (const neighbour of [this.#top[position - 1], this.#top[position + 1]]) {
      const name = this.#textAt(neighbour).replace(/\s*[.,]$/, '');
      if (neighbour === undefined || neighbour === this.#top[0] || !isPersonName(name)) continue;
      this.#take(neighbour, 'by_line', { author: name });
      return;
    }
  }

  /** Dates as headings of entries belong to the entries, not to the text. */
  #hasDateLinesInProse(): boolean {
    return this.#lines
      .slice(this.#firstProse + 2)
      .filter(({ text, isFurniture }) => !isFurniture && text.length <= 40 && /\d{4}/.test(text))
      .slice(0, MOST_DATE_LINES_LOOKED_AT)
      .some(({ text }) => dateLineOf(text)?.isLabelled === false);
  }

  #readByLines(): void {
    for (const index of this.#top) {
      if (this.#spent.has(index) || this.#lines[index]?.kind === 'heading') continue;
      const text = this.#textAt(index);
      const name = bylineName(text);
      if (name !== null) this.#take(index, 'by_line', { author: name });
      else if (CREDIT_LINE.test(text) && text.length <= LONGEST_SIGNATURE) {
        this.#take(index, 'credit_line', {});
      }
    }
  }

  #readTitle(): void {
    if ('title' in this.#known || 'title' in this.#found) return;
    const index = this.#headingAbove() ?? this.#titleLine();
    if (index === null) return;
    const isHeading = this.#lines[index]?.kind === 'heading';
    this.#titleLineIndex = index;
    this.#found.title = this.#textAt(index);
    // In a text of short notes the first note is content, whatever else it serves for.
    const hasText = this.#lines.slice(index + 1).some(({ text }) => isSentence(text));
    if (isHeading || hasText) this.#spent.set(index, 'title_line');
  }

  /** The first heading, where no text stands above it. */
  #headingAbove(): number | null {
    const first = this.#top.find((index) => !this.#spent.has(index));
    return first !== undefined && this.#lines[first]?.kind === 'heading' ? first : null;
  }

  #titleLine(): number | null {
    for (const index of this.#top) {
      if (index >= this.#firstProse || this.#lines[index]?.kind === 'heading') return null;
      if (this.#spent.has(index) || !this.#isTitleLike(index)) continue;
      return this.#repeatedLine(index) ?? index;
    }
    return null;
  }

  #isTitleLike(index: number): boolean {
    const line = this.#lines[index];
    if (line?.kind !== 'text' || line.text.length > LONGEST_TITLE) return false;
    if (!/\p{L}{2}/u.test(line.text) || /[.,;:…]$/.test(line.text) || isWebAddress(line.text)) return false;
    return countWords(line.text) >= 2 || (line.alone && !endsLikeSentence(line.text));
  }

  /** A browser title ("headline / section / site") stands above the headline it begins with. */
  #repeatedLine(index: number): number | null {
    const text = this.#textAt(index);
    const isHeadline = (other: number): boolean => {
      const rest = text.slice(this.#textAt(other).length);
      return text.startsWith(this.#textAt(other)) && /^\s*[/|–—»›:-]\s/.test(rest);
    };
    return this.#top.find((other) => other > index && isHeadline(other)) ?? null;
  }

  #readOutlet(): void {
    if ('outlet' in this.#found) return;
    const title = this.#found.title ?? this.#known.title ?? null;
    const outlet = outletFromText(this.#lines.map(({ text }) => text), title);
    if (outlet !== null) this.#found.outlet = outlet;
  }

  /** "Name Surname, editor of ..." as the last line below the prose. */
  #readSignature(): void {
    if ('author' in this.#found) return;
    const index = this.#lines.findLastIndex(({ isFurniture }) => !isFurniture);
    const text = this.#textAt(index).replace(/^[—–-]\s*/, '');
    if (index <= this.#firstProse || text.length > LONGEST_SIGNATURE || /[.:;!?]$/.test(text)) return;
    const [name = '', ...role] = text.split(', ');
    if (isPersonName(name) && ROLE.test(role.join(' '))) this.#take(index, 'by_line', { author: text });
  }

  #readDateline(): void {
    if ('date' in this.#found) return;
    const date: PartialDate | null = datelineOfProse(this.#textAt(this.#firstProse));
    if (date !== null) this.#found.date = date;
  }
}

function rankOf({ isLabelled, isUpdate }: DateLine): number {
  return isUpdate ? 2 : isLabelled ? 0 : 1;
}

/** Null where the label or its value is none of ours: then it is text. */
function headerValues(label: string, value: string): Partial<Metadata> | null {
  if (label === 'title' || label === 'headline') return { title: value };
  if (label === 'author') return { author: value };
  if (label === 'language') return /^[\p{L}-]{2,20}$/u.test(value) ? { language: value } : null;
  if (isWebAddress(value)) return label === 'url' || label === 'link' || label === 'source' ? { url: value } : null;
  if (label === 'date' || label === 'published') {
    const date = parseDate(value);
    return date === null ? null : { date };
  }
  const isName = countWords(value) <= 6 && !endsLikeSentence(value);
  return isName && /^(?:source|outlet|publisher)$/.test(label) ? { outlet: value } : null;
}
