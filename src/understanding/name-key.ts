// In: a word in any script. Out: a key that is the same for the usual spellings of one name: Лавров and Lavrov,
// Zelensky, Zelenskyy and Zelenskiy, Kyiv and Kiev. Rules only: names that changed are other names.

import anyAscii from 'any-ascii';

/** Applied in order to small Latin letters. */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/[^a-z]/g, ''],
  [/shch|sch|sh/g, 'š'],
  [/tch|ch/g, 'č'],
  [/dzh|dj|zh/g, 'j'],
  [/kh|gh/g, 'h'],
  [/ph/g, 'f'],
  [/ck|q/g, 'k'],
  [/tz|ts/g, 'z'],
  [/x/g, 'ks'],
  [/w/g, 'v'],
  [/y/g, 'i'],
  [/ie/g, 'i'],
  [/(.)\1+/g, '$1'],
];

/** Shorter keys meet by chance. */
const SHORTEST = 3;

/** The key of a name's spellings; null where too little is left to compare. */
export function nameKey(word: string): string | null {
  const key = RULES.reduce(
    (text, [pattern, by]) => text.replace(pattern, by),
    anyAscii(word).toLowerCase(),
  );
  return key.length < SHORTEST ? null : key;
}
