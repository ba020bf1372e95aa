// First bytes of formats that are not read, or not read under another name.

import { gzipSync } from 'node:zlib';

import { PROSE } from './case.js';
import { makeDocx, makeEpub } from './make-docx.js';
import { makePdf, rowsFrom } from './make-pdf.js';
import { makeZip } from './make-zip.js';

const hex = (digits: string, length = 600): Buffer => {
  const start = Buffer.from(digits, 'hex');
  return Buffer.concat([start, Buffer.alloc(Math.max(0, length - start.length), 0x80)]);
};

/** A small file of each format, by name. */
export const FOREIGN: Readonly<Record<string, () => Uint8Array>> = {
  pdf: () => makePdf({ pages: [rowsFrom(700, [PROSE])] }),
  zip: () => makeZip([{ name: 'a.txt', content: PROSE }]),
  docx: () => makeDocx({ paragraphs: [PROSE] }),
  epub: () => makeEpub({ chapters: [`<p>${PROSE}</p>`] }),
  rtf: () => Buffer.from(`{\\rtf1\\ansi ${PROSE}}`),
  html: () => Buffer.from(`<!doctype html><html><body><p>${PROSE}</p></body></html>`),
  gzip: () => gzipSync(PROSE),
  ole: () => hex('d0cf11e0a1b11ae1'),
  png: () =>
    hex(
      '89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082',
    ),
  jpeg: () => hex('ffd8ffe000104a46494600010100000100010000'),
  gif: () => hex('47494638396101000100800000000000'),
  webp: () => hex('52494646240000005745425056503820'),
  mp4: () => hex('000000206674797069736f6d0000020069736f6d69736f32'),
  elf: () => hex('7f454c4602010100000000000000000002003e00'),
  sqlite: () => hex('53514c69746520666f726d6174203300100001010040202000'),
  woff2: () => hex('774f46320001000000000000'),
  sevenzip: () => hex('377abcaf271c0004'),
  rar: () => hex('526172211a070100'),
  json: () => Buffer.from(JSON.stringify([{ title: 'One', text: PROSE }])),
  mail: () =>
    Buffer.from(
      `From: Jane Doe <jane@example.org>\r\nMessage-ID: <1@example.org>\r\nSubject: x\r\n\r\n${PROSE}\r\n`,
    ),
};
