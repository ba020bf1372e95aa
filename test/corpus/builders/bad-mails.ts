// Messages and saved pages that are none, hold nothing, or hold what must not be opened.

import { badFiles, type BadRow, PROSE } from './case.js';
import { FOREIGN } from './foreign-files.js';
import { makeZip, type ZipMember } from './make-zip.js';

const note: ZipMember = { name: 'a.txt', content: PROSE };

const mails: readonly BadRow[] = [
  [
    'C7 no body',
    'a.eml',
    () => Buffer.from('From: a@example.org\r\nSubject: x\r\n\r\n'),
    'empty_document',
  ],
  ['C19 parts in parts', 'a.eml', () => deepMail(300), 'too_complex'],
  [
    'C19 a header without end',
    'a.eml',
    () => Buffer.from(`From: a@example.org\r\nX: ${'y'.repeat(400_000)}\r\n\r\n${PROSE}`),
    'too_complex',
  ],
  [
    'C19 a deep page',
    'a.eml',
    () =>
      Buffer.from(
        `From: a@example.org\r\nContent-Type: text/html\r\n\r\n${'<div>'.repeat(20_000)}`,
      ),
    'too_complex',
  ],
  ['C12 an archive attached', 'a.eml', () => attached('b.zip', makeZip([note])), 'nested_archive'],
  [
    'C22 a program attached',
    'a.eml',
    () => attached('b.exe', FOREIGN.elf?.() ?? new Uint8Array()),
    'type_mismatch',
  ],
  ['C22 no header', 'a.eml', () => Buffer.from(PROSE), 'type_mismatch'],
  ['C22 no message', 'a.mbox', () => Buffer.from(PROSE), 'type_mismatch'],
  ['C22 no header', 'a.mhtml', () => Buffer.from(`<p>${PROSE}</p>`), 'type_mismatch'],
  [
    'no page in it',
    'a.mhtml',
    () => Buffer.from('From: <Saved by x>\r\nSubject: x\r\nContent-Type: text/plain\r\n\r\nx'),
    'document_invalid',
  ],
];

/** A message with one attachment and no text. */
function attached(name: string, content: Uint8Array): Buffer {
  const head =
    'From: a@example.org\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n';
  const part = `--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n`;
  return Buffer.from(`${head}${part}${Buffer.from(content).toString('base64')}\r\n--b--\r\n`);
}

function deepMail(depth: number): Buffer {
  const parts = Array.from(
    { length: depth },
    (_, level) => `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`,
  );
  return Buffer.from(`From: a@example.org\r\nMIME-Version: 1.0\r\n${parts.join('')}\r\n${PROSE}`);
}

export const BAD_MAILS = badFiles(mails);
