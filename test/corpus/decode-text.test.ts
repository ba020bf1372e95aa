import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';

import { decodeText } from '../../src/corpus/decode-text.js';
import { Refusal } from '../../src/corpus/refusal.js';

const RUSSIAN =
  'Старый паром отходит от причала каждое утро в семь часов, и капитан всегда здоровается с каждым пассажиром по имени.';
const FRENCH =
  'Le vieux bac quitte le quai chaque matin à sept heures, et le capitaine salue tous les passagers déjà réveillés par leur prénom.';
const JAPANESE = '古い渡し船は毎朝七時に桟橋を離れ、船長はいつも乗客の名前を呼んで挨拶します。';
const CHINESE = '老渡船每天早上七点离开码头，船长总是叫着每位乘客的名字向他们问好。';

function refusalOf(bytes: Uint8Array): Refusal {
  try {
    decodeText(bytes);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('decoded, but a refusal was expected');
}

describe('decodeText', () => {
  it.each([
    ['utf-8', Buffer.from('\uFEFFgrüße', 'utf8')],
    ['utf-16le', Buffer.from('\uFEFFgrüße', 'utf16le')],
    ['utf-16be', Buffer.from('\uFEFFgrüße', 'utf16le').swap16()],
  ])('decodes %s with a byte order mark and drops the mark', (encoding, bytes) => {
    expect(decodeText(bytes)).toEqual({ text: 'grüße', encoding });
  });

  it('accepts UTF-16 without a byte order mark in either order', () => {
    const bytes = Buffer.from('The ferry leaves at seven.', 'utf16le');
    expect(decodeText(bytes)).toEqual({ text: 'The ferry leaves at seven.', encoding: 'utf-16le' });
    expect(decodeText(Buffer.from(bytes).swap16()).encoding).toBe('utf-16be');
    expect(decodeText(Buffer.from(RUSSIAN, 'utf16le')).text).toBe(RUSSIAN);
  });

  it.each([
    ['windows-1251', RUSSIAN],
    ['koi8-r', RUSSIAN],
    ['windows-1252', FRENCH],
    ['shift_jis', JAPANESE],
    ['gb18030', CHINESE],
  ])('detects %s and names it', (encoding, text) => {
    expect(decodeText(iconv.encode(text, encoding))).toEqual({ text, encoding });
  });

  it('believes an HTML page that declares its encoding', () => {
    const page = '<meta charset="windows-1257"><p>Žąsis';
    expect(decodeText(iconv.encode(page, 'windows-1257')).text).toBe(page);
  });

  it('refuses bytes with stray NULs before guessing any encoding', () => {
    expect(refusalOf(Buffer.from('some text \0 and more')).code).toBe('not_text');
    expect(refusalOf(Buffer.from('\uFEFFmarked \0')).code).toBe('not_text');
  });

  it('refuses text that is more than a tenth control characters', () => {
    expect(refusalOf(Buffer.from('abc\x01\x02\x03def')).code).toBe('not_text');
  });

  it('names the first byte that is not UTF-8, a genuine replacement character before it or not', () => {
    const bytes = Buffer.concat([Buffer.from('añ\uFFFD'), Buffer.from([0xff, 0x61])]);
    const refusal = refusalOf(bytes);
    expect(refusal.code).toBe('bad_encoding');
    expect(refusal.message).toContain('byte 6 ');
  });

  it('refuses broken UTF-16', () => {
    expect(refusalOf(Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x61, 0x00])).code).toBe('bad_encoding');
  });

  it('keeps text as it is, without normalising it', () => {
    const text = 'e\u0301 ﬁ \u202Eabc\u202C a\u200Bb';
    expect(decodeText(Buffer.from(text)).text).toBe(text);
  });

  it('gives text without new replacement characters, or a refusal, for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        try {
          const { text } = decodeText(bytes);
          return !text.includes('\uFFFD') || Buffer.from(bytes).includes('\uFFFD');
        } catch (error) {
          return error instanceof Refusal;
        }
      }),
      { numRuns: 300 },
    );
  });
});
