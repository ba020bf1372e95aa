// In: a word in any script. Out: a key that is the same for the usual spellings of one name: Лавров and Lavrov,
// Zelensky, Zelenskyy and Zelenskiy, Kyiv and Kiev. Rules only: names that changed are other names.

import anyAscii from 'any-ascii';

/** What is written in several ways, longer runs first; the marked letters stay apart from plain ones. */
const SAME: Readonly<Record<string, string>> = {
  shch: 'š',
  sch: 'š',
  sh: 'š',
  tch: 'č',
  ch: 'č',
  dzh: 'j',
  dj: 'j',
  zh: 'j',
  kh: 'h',
  gh: 'h',
  ph: 'f',
  ck: 'k',
  q: 'k',
  tz: 'z',
  ts: 'z',
  x: 'ks',
  w: 'v',
  y: 'i',
};
const WRITTEN = new RegExp(`${Object.keys(SAME).join('|')}|[^a-z]`, 'g');

/** Shorter keys meet by chance. */
const SHORTEST = 3;

/** The key of a name's spellings; null where too little is left to compare. */
export function nameKey(word: string): string | null {
  const latin = /^[a-z]+$/.test(word) ? word : anyAscii(word).toLowerCase();
  const key = latin
    .replace(WRITTEN, (letters) => SAME[letters] ?? '')
    .replace(/ie/g, 'i')
    .replace(/(.)\1+/g, '$1');
  return key.length < SHORTEST ? null : key;
}
