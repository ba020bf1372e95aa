// Page furniture that only its place gives away: a figure above the article, a month beside a calendar,
// a line that repeats the title, a prompt below the end. Each rule sees the whole page and one index.

import { isMenuWord, labelsOf } from './cleaning-rules.js';
import { bareForm, countWords, endsLikeSentence, isProse, scriptOf } from './text-shape.js';

/** A page's lines with what is known about them when the place rules run. */
export interface Page {
  readonly texts: readonly string[];
  /** Index of the first paragraph of prose: what stands above it is the page's head. */
  readonly headEnd: number;
  /** Index after the last paragraph of prose; equal to `headEnd` where there is no prose. */
  readonly tailStart: number;
  /** Index of the line that ends the article (tags, "Add comment"), or Infinity. */
  readonly articleEnd: number;
  readonly title: string | null;
  readonly outlet: string | null;
  /** Short lines that stand on the page more than once. */
  readonly repeated: ReadonlySet<string>;
  /** The script that the text as a whole is written in, or null where it is mixed. */
  readonly script: string | null;
}

/** A rule about a line in its place. */
export interface PlaceRule {
  readonly name: string;
  matches(page: Page, index: number): boolean;
}

const MONEY = /^(?:[$€£₽]\s?\d[\d\s.,]*|\d[\d\s.,]*\s?[$€£₽])$/;
const MONTH =
  '(?:january|february|march|april|may|june|july|august|september|october|november|december)';
const MONTH_AND_YEAR = new RegExp(`^${MONTH} \\d{4}$`, 'i');
const NEIGHBOUR_MONTH = new RegExp(`^(?:["«‹<]\\s*)?${MONTH.replace('(?:', '(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|')}(?:\\s*["»›>])?$`, 'i');
const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun|пн|вт|ср|чт|пт|сб|вс)\p{L}*\.?$/iu;
const CALENDAR_SPAN = 9;
const LONGEST_TITLE = 500;
const LONGEST_PROMPT = 120;
const LONGEST_NOTICE = 400;
const LEAST_REPEATED_CHARACTERS = 30;
const REPEAT_DISTANCE = 5;

const FOREIGN_PROMPT =
  /^(?:сообщи(?:те|ть) об .*ошибк|выделенный текст|поделиться|подпи(?:сывайтесь|саться|шитесь)|читайте также|(?:добавить|оставить) комментарий|комментарии|распечатать|версия для печати|нашли ошибку)/iu;

/** Every place rule; the first that matches names the removal. */
export const PLACE_RULES: readonly PlaceRule[] = [
  { name: 'repeated_title', matches: repeatsTitle },
  { name: 'breadcrumb', matches: isBreadcrumb },
  { name: 'donation_figure', matches: isDonationFigure },
  { name: 'month_bar', matches: isMonthBar },
  { name: 'calendar', matches: isCalendar },
  { name: 'support_line', matches: isSupportLine },
  { name: 'tag_line', matches: isTagList },
  { name: 'menu', matches: isMenuEntry },
  { name: 'repeated_standfirst', matches: repeatsStandfirst },
  { name: 'moderation_notice', matches: isModerationNotice },
  { name: 'form_reply', matches: isFormReply },
  { name: 'foreign_prompt', matches: isForeignPrompt },
];

/** Whether the line says the title again; above the prose a near copy or "title | site" counts, too. */
export function repeatsTitle(page: Page, index: number): boolean {
  const { title } = page;
  const text = textAt(page, index);
  if (title === null || title.length > LONGEST_TITLE) return false;
  if (text.length > title.length * 1.6 + 40) return false;
  const [bare, bareTitle] = [bareForm(text), bareForm(title)];
  if (bare === bareTitle) return bare !== '';
  if (index >= page.headEnd) return false;
  return sameWords(text, title) || labelsOf(text.replace(/ [–—-] /g, ' | '))[0] === title;
}

/** At least four fifths of either line's words stand in the other. */
function sameWords(one: string, two: string): boolean {
  const [a, b] = [new Set(wordsOf(one)), new Set(wordsOf(two))];
  const shared = [...a].filter((word) => b.has(word)).length;
  return a.size >= 4 && shared >= a.size * 0.8 && shared >= b.size * 0.8;
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function isBreadcrumb(page: Page, index: number): boolean {
  if (index >= page.headEnd) return false;
  const labels = labelsOf(textAt(page, index));
  if (labels.length < 3) return false;
  return labels[0] === page.title || labels.slice(0, 2).some(isMenuWord);
}

function isDonationFigure(page: Page, index: number): boolean {
  const isOutsideProse = index < page.headEnd || index >= page.tailStart;
  return isOutsideProse && isMoney(page, index) && besides(page, index, isMoney);
}

function isMonthBar(page: Page, index: number): boolean {
  return MONTH_AND_YEAR.test(textAt(page, index)) && besides(page, index, isDonationFigure);
}

function isMoney(page: Page, index: number): boolean {
  return MONEY.test(textAt(page, index));
}

function besides(
  page: Page,
  index: number,
  test: (page: Page, index: number) => boolean,
): boolean {
  return test(page, index - 1) || test(page, index + 1);
}

/** A row of days, or a row that hangs together with one: the month above, the numbers below. */
function isCalendar(page: Page, index: number): boolean {
  for (const step of [-1, 1]) {
    for (let distance = 0; distance < CALENDAR_SPAN; distance += 1) {
      const text = textAt(page, index + step * distance).replace(/^[•*·]\s*/, '');
      if (isWeekdayRow(text)) return true;
      if (!isCalendarRow(text)) break;
    }
  }
  return false;
}

function isWeekdayRow(text: string): boolean {
  return text.length <= 80 && text.split(' ').filter((word) => WEEKDAY.test(word)).length >= 5;
}

function isCalendarRow(text: string): boolean {
  return /^[\d ]{1,30}$/.test(text) || MONTH_AND_YEAR.test(text) || NEIGHBOUR_MONTH.test(text);
}

/** "Support NAME", where the name is the site's own or the line is on the page more than once. */
function isSupportLine(page: Page, index: number): boolean {
  const text = textAt(page, index);
  const name = supportedName(text);
  return name !== null && (name === page.outlet || page.repeated.has(text));
}

/** The name in a line that says nothing but "Support NAME", or null. */
export function supportedName(text: string): string | null {
  return /^(?:Support|SUPPORT|Donate to) (\p{Lu}[\p{L}\p{N}.’'-]*(?: \p{Lu}[\p{L}\p{N}.’'-]*){0,2})$/u.exec(text)?.[1] ?? null;
}

function isTagList(page: Page, index: number): boolean {
  const text = textAt(page, index);
  if (index >= page.headEnd || endsLikeSentence(text)) return false;
  const items = text.split(',').map((item) => item.trim());
  const capitalised = items.filter((item) => /^\p{Lu}/u.test(item)).length;
  return (
    items.length >= 4 &&
    items.every((item) => item !== '' && countWords(item) <= 3) &&
    capitalised >= items.length * 0.7
  );
}

/** One of four or more short lines in a row, two of which are what menus are made of. */
function isMenuEntry(page: Page, index: number): boolean {
  const isOutsideProse = index < page.headEnd || index >= page.tailStart;
  if (!isOutsideProse || !isLabel(textAt(page, index))) return false;
  let first = index;
  let last = index;
  while (isLabel(textAt(page, first - 1)) && index - first < 20) first -= 1;
  while (isLabel(textAt(page, last + 1)) && last - index < 20) last += 1;
  const run = page.texts.slice(first, last + 1);
  return run.length >= 4 && run.filter(isMenuWord).length >= 2;
}

function isLabel(text: string): boolean {
  return text !== '' && text.length <= 25 && countWords(text) <= 3 && !endsLikeSentence(text);
}

/** "The beginning of a paragraph..." beside the paragraph itself. */
function repeatsStandfirst(page: Page, index: number): boolean {
  const text = textAt(page, index);
  const stem = text.replace(/\s*(?:\.{3,}|…)$/, '');
  if (stem === text || stem.length < LEAST_REPEATED_CHARACTERS) return false;
  const from = Math.max(0, index - REPEAT_DISTANCE);
  const near = page.texts.slice(from, index + REPEAT_DISTANCE + 1);
  return near.some((other) => other !== text && other.startsWith(stem));
}

function isModerationNotice(page: Page, index: number): boolean {
  const text = textAt(page, index);
  if (index <= page.articleEnd || text.length > LONGEST_NOTICE) return false;
  const aboutComments =
    /\bcomments?\b/i.test(text) &&
    /\b(?:prohibited|forbidden|not (?:be )?(?:allowed|permitted|published|tolerated)|delete|remove|block|moderat\w+|rules)\b/i.test(text);
  const aboutLinks =
    /^(?:placing|posting|publishing|inserting)\b.*\blinks?\b.*\b(?:prohibited|forbidden|not allowed)\b/i.test(text);
  return aboutComments || aboutLinks;
}

function isFormReply(page: Page, index: number): boolean {
  if (index <= page.articleEnd) return false;
  const text = textAt(page, index).replace(/^[•*·]\s*/, '');
  return (
    /^(?:thank you|thanks)[!.]?$/i.test(text) ||
    /^(?:now )?(?:the |our )?(?:editors?|editorial \w+|moderators?|administrators?) (?:are|is|have been|has been|will be) (?:now |already )?(?:aware|notified|informed)[.!]?$/i.test(text) ||
    /^your (?:message|comment|report) (?:has been|was|is) (?:sent|submitted|received)[.!]?$/i.test(text)
  );
}

/** A short line in another script than the text's: below the end, or a prompt we know. */
function isForeignPrompt(page: Page, index: number): boolean {
  const text = textAt(page, index);
  if (page.script === null || text.length > LONGEST_PROMPT || isProse(text)) return false;
  const script = scriptOf(text);
  if (script === null || script === page.script) return false;
  return index > page.articleEnd || FOREIGN_PROMPT.test(text);
}

function textAt(page: Page, index: number): string {
  return page.texts[index] ?? '';
}
