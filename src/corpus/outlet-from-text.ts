// The lines of a bare text -> the outlet that its own furniture names, or null. What is asked is always
// the same: which name does the page use for itself? An agency credited below a photograph is not it.

import { labelsOf } from './cleaning-rules.js';
import { supportedName } from './place-rules.js';
import { bareForm, countWords } from './text-shape.js';

const NAME = String.raw`(\p{Lu}[\p{L}\p{N}.’'&-]*(?: \p{Lu}[\p{L}\p{N}.’'&-]*){0,3})`;
const LONGEST_LINE = 300;
const MOST_LINES = 2000;
const KIND_OF_OUTLET =
  /^(?:(?:news|information|press|telegraph) (?:agency|portal|site|service)|agency|newspaper|magazine|journal|portal|website)\s+(?=\p{Lu})/iu;
const EXCLUSIVELY_FOR = new RegExp(String.raw`\b(?:exclusively|specially|especially) for ${NAME}\.?$`, 'u');
const SUBSCRIBE_TO = new RegExp(
  String.raw`^(?:Please )?[Ss]ubscribe to (?:the )?${NAME}(?:['’]s?)? (?:news|newsletter|channel|updates)\b`,
  'u',
);
const COPYRIGHT = new RegExp(
  String.raw`^(?:Copyright )?©\s?(?:\d{4}(?:[–-]\d{4})?,?\s)?${NAME}(?:,? \d{4}|\.? All rights reserved\.?)?$`,
  'u',
);
const FIRST_PUBLISHED = new RegExp(
  String.raw`^(?:This (?:article|text) )?(?:was )?(?:[Oo]riginally|[Ff]irst) (?:appeared|published|posted) (?:at|in|on|by) ${NAME}`,
  'u',
);

/** The name that the page's furniture gives to its outlet; the surest evidence first. */
export function outletFromText(texts: readonly string[], title: string | null): string | null {
  const edges = texts.length <= MOST_LINES ? texts : [...texts.slice(0, 500), ...texts.slice(-500)];
  const short = edges.filter((text) => text.length <= LONGEST_LINE);
  return (
    nameInBrowserTitle(short.slice(0, 6), title) ??
    firstMatch(short, EXCLUSIVELY_FOR) ??
    firstMatch(short, SUBSCRIBE_TO) ??
    supportedTwice(short) ??
    firstMatch(short, COPYRIGHT) ??
    firstMatch(short, FIRST_PUBLISHED)
  );
}

/** "Headline / Section / Outlet", known by the headline with which it begins. */
export function nameInBrowserTitle(texts: readonly string[], title: string | null): string | null {
  if (title === null) return null;
  for (const text of texts) {
    if (!text.startsWith(title) || text === title) continue;
    const labels = labelsOf(text.slice(title.length).replace(/ [–—:-] /g, ' | '));
    const name = (labels.at(-1) ?? '').replace(KIND_OF_OUTLET, '');
    if (bareForm(name) !== '' && countWords(name) <= 5) return name;
  }
  return null;
}

function supportedTwice(texts: readonly string[]): string | null {
  const names = texts.map(supportedName).filter((name) => name !== null);
  return names.find((name, index) => names.indexOf(name) !== index) ?? null;
}

function firstMatch(texts: readonly string[], pattern: RegExp): string | null {
  for (const text of texts) {
    const name = pattern.exec(text)?.[1];
    if (name !== undefined) return name.replace(/[.'’]+$/, '');
  }
  return null;
}
