// A file's path -> the same path fit for a terminal, a log line or a chat message: control, bidi and
// other invisible characters are written as \u{...}, and very long paths keep their beginning and end.

import type { Rejection, RejectionCode } from './document.js';

const MOST_CHARACTERS_SHOWN = 100;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\uFFFD]/gu;

/** The path with nothing in it that could move, hide or forge text around it. */
export function showFileName(path: string): string {
  const characters = Array.from(path);
  const short =
    characters.length <= MOST_CHARACTERS_SHOWN
      ? path
      : [...characters.slice(0, 60), '…', ...characters.slice(-39)].join('');
  return short.replace(INVISIBLE, escaped);
}

/** A rejection whose text begins with the file's name. */
export function rejectionOf(file: string, code: RejectionCode, reason: string): Rejection {
  return { file, code, text: `${showFileName(file)}: ${reason.replace(INVISIBLE, escaped)}` };
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
