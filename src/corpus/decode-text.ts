// Bytes of a file -> its text and the name of the encoding. NULs are judged before any guessing, since
// UTF-16 passes as UTF-8 and NUL data as Shift_JIS; an encoding is only guessed at high confidence, and
// a byte that cannot be decoded refuses the file: no replacement character is ever put in silently.

import { isUtf8 } from 'node:buffer';
import { analyse } from 'chardet';
import iconv from 'iconv-lite';

import { Refusal } from './refusal.js';

/** A file's text, without byte order mark, and the encoding it was written in. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: string;
}

const MOST_CONTROL_CHARACTERS = 0.1;
/** chardet's scale is 0-100: noise scores below 10, a paragraph of real prose 45 and more. */
const LEAST_CONFIDENCE = 40;
const LEAST_LEAD = 10;
/** Statistics do not get better beyond this many bytes, only slower. */
const DETECTION_SAMPLE_BYTES = 128 * 1024;
/** In UTF-16 without a mark, spaces and line ends alone give about this share of one-sided NULs. */
const LEAST_UTF16_NUL_SHARE = 0.05;
/** ASCII letters in UTF-16 have a NUL each. */
const LEAST_ASCII_NUL_SHARE = 0.7;

/** Decodes a file's bytes or refuses them as `not_text` or `bad_encoding`. */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return decodeUtf8(bytes.subarray(3), 3);
  if (startsWith(bytes, [0xff, 0xfe])) return decodeUtf16(bytes.subarray(2), 'utf-16le');
  if (startsWith(bytes, [0xfe, 0xff])) return decodeUtf16(bytes.subarray(2), 'utf-16be');
  if (bytes.includes(0)) return decodeWithNuls(bytes);
  refuseControlCharacters(bytes);
  return isUtf8(bytes) ? decodeUtf8(bytes, 0) : decodeLegacy(bytes);
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

function decodeUtf8(bytes: Uint8Array, offset: number): DecodedText {
  if (bytes.includes(0)) throw notText('it holds NUL bytes');
  refuseControlCharacters(bytes);
  if (!isUtf8(bytes)) throw badByte('UTF-8', firstBadByte(bytes) + offset);
  return { text: Buffer.from(bytes).toString('utf8'), encoding: 'utf-8' };
}

function decodeUtf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): DecodedText {
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    const reason = `it is not valid ${encoding.toUpperCase()}. Save it as UTF-8.`;
    throw new Refusal('bad_encoding', reason, cause);
  }
  if (text.includes('\0')) throw notText('it holds NUL characters');
  refuseControlCharacters(Uint16Array.from(text, (character) => character.charCodeAt(0)));
  return { text, encoding };
}

/** NULs on one side of the byte pairs only are UTF-16 without its mark; anything else is binary. */
function decodeWithNuls(bytes: Uint8Array): DecodedText {
  let [even, odd, ascii] = [0, 0, 0];
  for (const [index, byte] of bytes.entries()) {
    if (byte >= 0x20 && byte < 0x7f) ascii += 1;
    if (byte !== 0) continue;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  }
  const nuls = even + odd;
  // Bytes that are letters throughout are no halves of characters: that is ASCII with stray NULs.
  const isAscii = ascii > (bytes.length - nuls) * 0.95;
  const least = isAscii ? LEAST_ASCII_NUL_SHARE : LEAST_UTF16_NUL_SHARE;
  const isUtf16 = bytes.length % 2 === 0 && nuls >= (bytes.length / 2) * least;
  if (isUtf16 && even === 0) return decodeUtf16(bytes, 'utf-16le');
  if (isUtf16 && odd === 0) return decodeUtf16(bytes, 'utf-16be');
  throw notText('it holds NUL bytes');
}

function refuseControlCharacters(units: Uint8Array | Uint16Array): void {
  let controls = 0;
  for (const unit of units) if (isControl(unit)) controls += 1;
  if (controls > units.length * MOST_CONTROL_CHARACTERS) {
    throw notText('more than a tenth of it is control characters');
  }
}

function isControl(unit: number): boolean {
  return (unit < 0x20 && !(unit >= 0x09 && unit <= 0x0d)) || unit === 0x7f;
}

function decodeLegacy(bytes: Uint8Array): DecodedText {
  const offset = firstBadByte(bytes);
  const encoding = declaredEncoding(bytes) ?? detectedEncoding(bytes, offset);
  if (encoding === null) throw badByte('UTF-8', offset);
  const text = iconv.decode(Buffer.from(bytes), encoding);
  // iconv-lite never fails: a replacement or a C1 control character is how a wrong guess shows.
  if (/[\uFFFD\u0080-\u0084\u0086-\u009F]/.test(text)) throw badByte(encoding, offset);
  return { text, encoding: encoding.toLowerCase() };
}

/** What an HTML page says of itself: `<meta charset=...>` within the first kilobyte. */
function declaredEncoding(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  const name = /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{2,30})/i.exec(start)?.[1];
  if (name === undefined || /^utf-?(?:8|16)/i.test(name)) return null;
  return iconv.encodingExists(name) ? name : null;
}

function detectedEncoding(bytes: Uint8Array, offset: number): string | null {
  const start = bytes.length <= DETECTION_SAMPLE_BYTES ? 0 : bytes.lastIndexOf(0x0a, offset) + 1;
  const [best, second] = analyse(bytes.subarray(start, start + DETECTION_SAMPLE_BYTES));
  if (best === undefined || best.confidence < LEAST_CONFIDENCE) return null;
  if (best.confidence - (second?.confidence ?? 0) < LEAST_LEAD) return null;
  // As browsers do: what calls itself Latin-1 is windows-1252.
  if (best.name === 'ISO-8859-1') return 'windows-1252';
  return iconv.encodingExists(best.name) ? best.name : null;
}

/** Offset of the first byte that is not UTF-8, in one pass over the leniently decoded text. */
function firstBadByte(bytes: Uint8Array): number {
  const text = Buffer.from(bytes).toString('utf8');
  let offset = 0;
  let from = 0;
  for (let at = text.indexOf('\uFFFD'); at !== -1; at = text.indexOf('\uFFFD', from)) {
    offset += Buffer.byteLength(text.slice(from, at));
    const genuine = startsWith(bytes.subarray(offset, offset + 3), [0xef, 0xbf, 0xbd]);
    if (!genuine) return offset;
    offset += 3;
    from = at + 1;
  }
  return bytes.length;
}

function notText(reason: string): Refusal {
  return new Refusal('not_text', `not a text file: ${reason}. Remove it or convert it to text.`);
}

function badByte(encoding: string, offset: number): Refusal {
  const where = `byte ${offset} is not valid ${encoding} and no other encoding fits well enough`;
  return new Refusal('bad_encoding', `${where}. Save the file as UTF-8.`);
}
