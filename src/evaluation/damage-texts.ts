// In: a good text. Out: the same text as faulty programs leave it: decoded wrongly, its letters apart, its spaces lost.
// The quarantine must catch these, and leave the good text alone.

import iconv from 'iconv-lite';

/** Ways in which texts get broken. Each takes paragraphs and gives paragraphs. */
export const DAMAGES: Readonly<Record<string, (paragraphs: readonly string[]) => string[]>> = {
  'UTF-8 read as windows-1252': reread('utf8', 'win1252', withQuotes),
  'UTF-8 read as Latin-1': reread('utf8', 'latin1', withQuotes),
  'Cyrillic UTF-8 read as windows-1251': reread('utf8', 'win1251', inCyrillic),
  'Cyrillic UTF-8 read as windows-1252': reread('utf8', 'win1252', inCyrillic),
  'windows-1251 read as Latin-1': reread('win1251', 'latin1', inCyrillic),
  'KOI8-R read as windows-1251': reread('koi8-r', 'win1251', inCyrillic),
  'windows-1251 read as KOI8-R': reread('win1251', 'koi8-r', inCyrillic),
  'accents replaced': (paragraphs) =>
    paragraphs.map((text) => withQuotes(text).replace(/[^\0-\x7F]/g, '\uFFFD')),
  'letters apart': (paragraphs) => paragraphs.map((text) => Array.from(text).join(' ')),
  'spaces lost': (paragraphs) => paragraphs.map((text) => text.replace(/ /g, '')),
  'vowels lost': (paragraphs) => paragraphs.map((text) => text.replace(/[aeiouy]/gi, 'x')),
  'codes of glyphs': (paragraphs) =>
    paragraphs.map((text) => Array.from(text, (c) => `(cid:${c.charCodeAt(0)})`).join('')),
  'private characters': (paragraphs) =>
    paragraphs.map((text) =>
      text.replace(/[a-z]/g, (c) => String.fromCharCode(0xf000 + c.charCodeAt(0))),
    ),
  base64: (paragraphs) =>
    paragraphs.map((text) => Buffer.from(text).toString('base64').replace(/.{76}/g, '$& ')),
  hexadecimal: (paragraphs) =>
    paragraphs.map((text) => Buffer.from(text).toString('hex').replace(/.{4}/g, '$& ')),
  'numbers alone': (paragraphs) =>
    paragraphs.map((text) => text.replace(/\p{L}+/gu, (w) => String(w.length * 37))),
  'links alone': (paragraphs) =>
    paragraphs.map((text) =>
      text
        .split(' ')
        .map((w) => `https://gull.example/${w}/${w.length}`)
        .join(' '),
    ),
  'one line repeated': (paragraphs) => Array.from({ length: 20 }, () => paragraphs[0] ?? ''),
  'no sentence': (paragraphs) =>
    Array.from({ length: 40 }, (_, i) =>
      paragraphs.map((text) => `${i} ${text.replace(/\P{L}+/gu, ' ').slice(0, 80)}`),
    ).flat(),
};

type Before = (text: string) => string;

function reread(
  written: string,
  read: string,
  before: Before,
): (paragraphs: readonly string[]) => string[] {
  return (paragraphs) =>
    paragraphs.map((text) => iconv.decode(iconv.encode(before(text), written), read));
}

/** Typographic quotation marks, as news texts have them. */
function withQuotes(text: string): string {
  return text.replace(/\b(\w{6,})\b/g, '“$1”').replace(/'/g, '’');
}

const CYRILLIC = 'абцдефгхийклмнопярстувжщыз';

/** The same words in Cyrillic letters: what is measured does not know words. */
function inCyrillic(text: string): string {
  return text
    .replace(/[a-z]/g, (letter) => CYRILLIC[letter.charCodeAt(0) - 97] ?? letter)
    .replace(/[A-Z]/g, (letter) => (CYRILLIC[letter.charCodeAt(0) - 65] ?? letter).toUpperCase());
}
