// Odd but good messages, mailboxes, saved pages and archives.

import { oddFiles, type OddRow, OTHER_PROSE as OTHER, PROSE } from './case.js';
import { makeDocx, makeEpub } from './make-docx.js';
import { makePdf, rowsFrom } from './make-pdf.js';
import { makeZip } from './make-zip.js';

const page = rowsFrom(700, [PROSE]);
const head =
  'From: Jane Doe <jane@example.org>\r\nTo: all@example.org\r\nSubject: The bridge\r\nDate: Tue, 25 May 2021 10:00:00 +0300\r\n';
const mail =
  (rest: string): (() => Buffer) =>
  () =>
    Buffer.from(head + rest);
const parts = (kind: string, ...list: readonly string[]): string =>
  `MIME-Version: 1.0\r\nContent-Type: multipart/${kind}; boundary="b"\r\n\r\n${list.map((part) => `--b\r\n${part}\r\n`).join('')}--b--\r\n`;
const attachment = (name: string, content: Uint8Array): string =>
  `Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(content).toString('base64')}`;
const plain = `Content-Type: text/plain\r\n\r\n${PROSE}`;
const mbox = `From x Mon\n${head.replace(/\r/g, '')}\n${PROSE}\n\nFrom y Tue\n${head.replace(/\r/g, '')}\n${OTHER}\n`;
const saved =
  'From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/a\r\nSubject: x\r\nDate: Fri, 1 Mar 2024 10:00:00 +0000\r\n';
const mails: readonly OddRow[] = [
  ['a text', 'a.eml', mail(`\r\n${PROSE}\r\n`), [PROSE]],
  [
    'line ends of Unix',
    'a.eml',
    () => Buffer.from(`${head}\r\n${PROSE}`.replace(/\r/g, '')),
    [PROSE],
  ],
  ['a page', 'a.eml', mail(`Content-Type: text/html\r\n\r\n<p>${PROSE}</p>`), [PROSE]],
  [
    'a text and a page',
    'a.eml',
    mail(parts('alternative', plain, `Content-Type: text/html\r\n\r\n<p>${PROSE}</p>`)),
    [PROSE],
  ],
  [
    'a stub and a page',
    'a.eml',
    mail(
      parts(
        'alternative',
        'Content-Type: text/plain\r\n\r\nOpen it.',
        `Content-Type: text/html\r\n\r\n<p>${PROSE}</p>`,
      ),
    ),
    [PROSE],
  ],
  [
    'a text in base64',
    'a.eml',
    mail(
      `MIME-Version: 1.0\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(PROSE).toString('base64')}`,
    ),
    [PROSE],
  ],
  [
    'a text in quotations',
    'a.eml',
    mail(
      `MIME-Version: 1.0\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${PROSE.replace(' old ', ' =6F=\r\nld ')}`,
    ),
    [PROSE],
  ],
  [
    'a text in Latin-1',
    'a.eml',
    () =>
      Buffer.from(
        `${head}MIME-Version: 1.0\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\nCaf\xE9 owners came. ${PROSE}`,
        'latin1',
      ),
    [`Café owners came. ${PROSE}`],
  ],
  [
    'a text attached',
    'a.eml',
    mail(parts('mixed', plain, attachment('b.txt', Buffer.from(OTHER)))),
    [PROSE, OTHER],
    2,
  ],
  [
    'a PDF attached',
    'a.eml',
    mail(parts('mixed', plain, attachment('b.pdf', makePdf({ pages: [rowsFrom(700, [OTHER])] })))),
    [PROSE, OTHER],
    2,
  ],
  [
    'a Word document attached',
    'a.eml',
    mail(parts('mixed', plain, attachment('b.docx', makeDocx({ paragraphs: [OTHER] })))),
    [PROSE, OTHER],
    2,
  ],
  [
    'a picture attached',
    'a.eml',
    mail(
      parts(
        'mixed',
        plain,
        'Content-Type: image/png\r\nContent-Disposition: attachment; filename="x.png"\r\n\r\nx',
      ),
    ),
    [PROSE],
  ],
  [
    'another message in it',
    'a.eml',
    mail(parts('mixed', plain, `Content-Type: message/rfc822\r\n\r\n${head}\r\n${OTHER}`)),
    [PROSE, OTHER],
    2,
  ],
  [
    'no name but a message',
    'message',
    mail(`Message-ID: <1@example.org>\r\n\r\n${PROSE}`),
    [PROSE],
  ],
  ['no subject', 'a.eml', () => Buffer.from(`From: jane@example.org\r\n\r\n${PROSE}`), [PROSE]],
  ['a folded header', 'a.eml', mail(`X-Long: a\r\n b\r\n c\r\n\r\n${PROSE}`), [PROSE]],
  ['two messages', 'a.mbox', () => Buffer.from(mbox), [PROSE, OTHER], 2],
  [
    'two messages, line ends of Windows',
    'a.mbox',
    () => Buffer.from(mbox.replace(/\n/g, '\r\n')),
    [PROSE, OTHER],
    2,
  ],
  [
    'a saved page',
    'a.mhtml',
    () =>
      Buffer.from(
        `${saved}${parts('related', `Content-Type: text/html\r\nContent-Location: https://example.org/a\r\n\r\n<html><body><p>${PROSE}</p></body></html>`)}`,
      ),
    [PROSE],
  ],
  [
    'a saved page, another name',
    'a.mht',
    () =>
      Buffer.from(`${saved}${parts('related', `Content-Type: text/html\r\n\r\n<p>${PROSE}</p>`)}`),
    [PROSE],
  ],
];

const zips: readonly OddRow[] = [
  ['a text', () => makeZip([{ name: 'a.txt', content: PROSE }]), [PROSE]],
  ['a stored text', () => makeZip([{ name: 'a.txt', content: PROSE, stored: true }]), [PROSE]],
  [
    'folders',
    () =>
      makeZip([
        { name: 'x/', stored: true },
        { name: 'x/y/a.md', content: PROSE },
      ]),
    [PROSE],
  ],
  [
    'notes of the packing program',
    () =>
      makeZip([
        { name: '__MACOSX/._a.txt', content: 'x' },
        { name: '.DS_Store', content: 'x' },
        { name: 'a.txt', content: PROSE },
      ]),
    [PROSE],
  ],
  [
    'names of old programs',
    () =>
      makeZip([{ name: Buffer.from([0x81, 0x2e, 0x74, 0x78, 0x74]), content: PROSE, flags: 0 }]),
    [PROSE],
  ],
  ['names in Cyrillic', () => makeZip([{ name: 'мост.txt', content: PROSE }]), [PROSE]],
  [
    'a sidecar',
    () =>
      makeZip([
        { name: 'a.txt', content: PROSE },
        { name: 'a.txt.meta.yaml', content: 'title: T' },
      ]),
    [PROSE],
  ],
  [
    'a document of each kind',
    () =>
      makeZip([
        { name: 'a.docx', content: makeDocx({ paragraphs: [PROSE] }) },
        { name: 'a.epub', content: makeEpub({ chapters: [`<p>${OTHER}</p>`] }) },
        { name: 'a.pdf', content: makePdf({ pages: [page] }) },
        { name: 'a.csv', content: `text\n${PROSE}\n${OTHER}\n` },
        { name: 'a.html', content: `<p>${OTHER}</p>` },
        { name: 'a.eml', content: `${head}\r\n${PROSE}` },
      ]),
    [PROSE, OTHER],
    7,
  ],
].map(
  ([title, bytes, texts, documents]) =>
    [
      `a zip with ${String(title)}`,
      'a.zip',
      bytes as () => Buffer,
      texts as readonly string[],
      (documents ?? 1) as number,
    ] as const,
);

export const ODD_MAILS = oddFiles([...mails, ...zips]);
