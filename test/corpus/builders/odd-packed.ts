// Odd but good files of the formats that are parsed in a process of their own.

import { type OddFile, PROSE } from './case.js';
import { FOREIGN } from './foreign-files.js';
import { docxParagraph, makeDocx, makeEpub } from './make-docx.js';
import { makePdf, type PrintedRow, rowsFrom } from './make-pdf.js';
import { makeZip } from './make-zip.js';

const OTHER = 'Nobody had expected that the council would take so long to find an answer.';
const half = PROSE.indexOf('that the');
const [first, second] = [PROSE.slice(0, half).trim(), PROSE.slice(half)];
const page: readonly PrintedRow[] = rowsFrom(700, [first, second]);

type Row = readonly [title: string, file: string, bytes: () => Uint8Array, texts: readonly string[], documents?: number];

const columns: readonly PrintedRow[] = [
  ...rowsFrom(700, [first, second]).map((row) => ({ ...row, size: 6 })),
  ...rowsFrom(700, [OTHER.slice(0, 40).trim(), OTHER.slice(40).trim()]).map((row) => ({ ...row, x: 330, size: 6 })),
];
const running = Array.from({ length: 8 }, (_, index): readonly PrintedRow[] => [
  { text: 'The Daily Example', y: 760 },
  ...(index % 2 === 0 ? page : rowsFrom(700, [OTHER])),
  { text: `${index + 1}`, y: 30 },
]);

const pdfs: readonly Row[] = [
  ['two rows', 'a.pdf', () => makePdf({ pages: [page] }), [PROSE]],
  ['packed contents', 'a.pdf', () => makePdf({ pages: [page], compress: true }), [PROSE]],
  ['no extension', 'report', () => makePdf({ pages: [page] }), [PROSE]],
  ['capitals in its name', 'A.PDF', () => makePdf({ pages: [page] }), [PROSE]],
  ['junk before its header', 'a.pdf', () => Buffer.concat([Buffer.from('\n\njunk\n'), makePdf({ pages: [page] })]), [PROSE]],
  ['junk after its end', 'a.pdf', () => Buffer.concat([makePdf({ pages: [page] }), Buffer.from('\n<html>\0\0')]), [PROSE]],
  ['no table of its objects', 'a.pdf', () => { const whole = makePdf({ pages: [page] }); return whole.subarray(0, whole.indexOf('xref')); }, [PROSE]],
  ['an absurd count of pages', 'a.pdf', () => makePdf({ pages: [page], count: '1' }), [PROSE]],
  ['an empty page', 'a.pdf', () => makePdf({ pages: [[], page, []] }), [PROSE]],
  ['two columns', 'a.pdf', () => makePdf({ pages: [columns] }), [PROSE, OTHER]],
  ['running headers and page numbers', 'a.pdf', () => makePdf({ pages: running }), [PROSE, OTHER]],
  ['a sentence over two pages', 'a.pdf', () => makePdf({ pages: [rowsFrom(90, [first]), rowsFrom(700, [second])] }), [PROSE]],
  ['a headline', 'a.pdf', () => makePdf({ pages: [[{ text: 'The Bridge', y: 750, size: 22 }, ...page]] }), [PROSE]],
  ['a broken word', 'a.pdf', () => makePdf({ pages: [rowsFrom(700, ['The council met on Monday about the inter-', 'national bridge. The international', 'bridge stays.'])] }), ['The council met on Monday about the international bridge. The international bridge stays.']],
  ['a compound at a row’s end', 'a.pdf', () => makePdf({ pages: [rowsFrom(700, ['The council met on Monday about the well-', 'known bridge over the river.'])] }), ['The council met on Monday about the well-known bridge over the river.']],
  ['indented paragraphs', 'a.pdf', () => makePdf({ pages: [[{ text: `${PROSE} x`, y: 700, size: 8 }, { text: `${OTHER} Then they left for the day`, y: 686, x: 90, size: 8 }, { text: 'and came back.', y: 672, size: 8 }]] }), [`${OTHER} Then they left for the day and came back.`]],
  ['a mark of its language', 'a.pdf', () => makePdf({ pages: [page], catalog: '/Lang (en)' }), [PROSE]],
];

const W = (xml: string): string => `<w:p>${xml}</w:p>`;
const run = (text: string): string => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const docx: readonly Row[] = [
  ['a paragraph', () => makeDocx({ paragraphs: [PROSE] })],
  ['headings', () => makeDocx({ body: docxParagraph('A title', 'Title') + docxParagraph('One', 'Heading1') + docxParagraph(PROSE) })],
  ['a sentence in many runs', () => makeDocx({ body: W(PROSE.split(/(?= )/).map(run).join('')) })],
  ['a table', () => makeDocx({ body: `<w:tbl><w:tr><w:tc>${docxParagraph(PROSE)}</w:tc></w:tr></w:tbl>` })],
  ['a deletion that is tracked', () => makeDocx({ body: W(`${run(first)}<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>${run(` ${second}`)}`) })],
  ['an insertion that is tracked', () => makeDocx({ body: W(`${run(first)}<w:ins>${run(` ${second}`)}</w:ins>`) })],
  ['an unknown style', () => makeDocx({ body: docxParagraph(PROSE, 'Nothing') })],
  ['empty paragraphs', () => makeDocx({ paragraphs: ['', PROSE, ''] })],
  ['entities', () => makeDocx({ paragraphs: [PROSE.replace(' and ', ' &#97;nd ')] })],
  ['a picture from elsewhere', () => makeDocx({ paragraphs: [PROSE], more: [{ name: 'word/_rels/document.xml.rels', content: '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="file:///etc/passwd" TargetMode="External"/></Relationships>' }] })],
  ['a template from elsewhere', () => makeDocx({ paragraphs: [PROSE], more: [{ name: 'word/_rels/settings.xml.rels', content: '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://127.0.0.1:9/x.dotm" TargetMode="External"/></Relationships>' }] })],
  ['a page break', () => makeDocx({ body: W('<w:r><w:br w:type="page"/></w:r>') + docxParagraph(PROSE) })],
  ['a link', () => makeDocx({ body: W(`${run(first)}<w:hyperlink w:anchor="x">${run(` ${second}`)}</w:hyperlink>`) })],
].map(([title, bytes]) => [`Word with ${String(title)}`, 'a.docx', bytes as () => Buffer, [PROSE]] as const);

const chapter = `<h1>One</h1><p>${PROSE}</p>`;
const books: readonly Row[] = [
  ['two chapters', () => makeEpub({ chapters: [chapter, `<h1>Two</h1><p>${OTHER}</p>`] }), [PROSE, OTHER]],
  ['a date of publication', () => makeEpub({ chapters: [chapter], metadata: '<dc:date opf:event="modification">2024</dc:date><dc:date opf:event="publication">1999</dc:date>' }), [PROSE]],
  ['a document type', () => makeEpub({ chapters: [chapter] }), [PROSE]],
  ['a table of contents in a chapter', () => makeEpub({ chapters: [`<nav epub:type="toc"><ol><li>x</li></ol></nav>${chapter}`] }), [PROSE]],
  ['garbled fonts', () => makeEpub({ chapters: [chapter], more: [{ name: 'META-INF/encryption.xml', content: '<encryption><CipherReference URI="OEBPS/font.otf"/></encryption>' }] }), [PROSE]],
  ['pictures', () => makeEpub({ chapters: [chapter], more: [{ name: 'OEBPS/x.png', content: FOREIGN.png?.() ?? '' }] }), [PROSE]],
  ['entities', () => makeEpub({ chapters: [`<p>${PROSE.replace(' and ', ' &#97;nd ')}&nbsp;</p>`] }), [PROSE]],
  ['no extension', () => makeEpub({ chapters: [chapter] }), [PROSE]],
].map(([title, bytes, texts]) => [`a book with ${String(title)}`, title === 'no extension' ? 'book' : 'a.epub', bytes as () => Buffer, texts as readonly string[]] as const);

const head = 'From: Jane Doe <jane@example.org>\r\nTo: all@example.org\r\nSubject: The bridge\r\nDate: Tue, 25 May 2021 10:00:00 +0300\r\n';
const mail = (rest: string): (() => Buffer) => () => Buffer.from(head + rest);
const parts = (kind: string, ...list: readonly string[]): string =>
  `MIME-Version: 1.0\r\nContent-Type: multipart/${kind}; boundary="b"\r\n\r\n${list.map((part) => `--b\r\n${part}\r\n`).join('')}--b--\r\n`;
const attachment = (name: string, content: Uint8Array): string =>
  `Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(content).toString('base64')}`;
const plain = `Content-Type: text/plain\r\n\r\n${PROSE}`;
const mbox = `From x Mon\n${head.replace(/\r/g, '')}\n${PROSE}\n\nFrom y Tue\n${head.replace(/\r/g, '')}\n${OTHER}\n`;
const saved = 'From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/a\r\nSubject: x\r\nDate: Fri, 1 Mar 2024 10:00:00 +0000\r\n';
const mails: readonly Row[] = [
  ['a text', 'a.eml', mail(`\r\n${PROSE}\r\n`), [PROSE]],
  ['line ends of Unix', 'a.eml', () => Buffer.from(`${head}\r\n${PROSE}`.replace(/\r/g, '')), [PROSE]],
  ['a page', 'a.eml', mail(`Content-Type: text/html\r\n\r\n<p>${PROSE}</p>`), [PROSE]],
  ['a text and a page', 'a.eml', mail(parts('alternative', plain, `Content-Type: text/html\r\n\r\n<p>${PROSE}</p>`)), [PROSE]],
  ['a stub and a page', 'a.eml', mail(parts('alternative', 'Content-Type: text/plain\r\n\r\nOpen it.', `Content-Type: text/html\r\n\r\n<p>${PROSE}</p>`)), [PROSE]],
  ['a text in base64', 'a.eml', mail(`MIME-Version: 1.0\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(PROSE).toString('base64')}`), [PROSE]],
  ['a text in quotations', 'a.eml', mail(`MIME-Version: 1.0\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${PROSE.replace(' old ', ' =6F=\r\nld ')}`), [PROSE]],
  ['a text in Latin-1', 'a.eml', () => Buffer.from(`${head}MIME-Version: 1.0\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\nCaf\xE9 owners came. ${PROSE}`, 'latin1'), [`Café owners came. ${PROSE}`]],
  ['a text attached', 'a.eml', mail(parts('mixed', plain, attachment('b.txt', Buffer.from(OTHER)))), [PROSE, OTHER], 2],
  ['a PDF attached', 'a.eml', mail(parts('mixed', plain, attachment('b.pdf', makePdf({ pages: [rowsFrom(700, [OTHER])] })))), [PROSE, OTHER], 2],
  ['a Word document attached', 'a.eml', mail(parts('mixed', plain, attachment('b.docx', makeDocx({ paragraphs: [OTHER] })))), [PROSE, OTHER], 2],
  ['a picture attached', 'a.eml', mail(parts('mixed', plain, 'Content-Type: image/png\r\nContent-Disposition: attachment; filename="x.png"\r\n\r\nx')), [PROSE]],
  ['another message in it', 'a.eml', mail(parts('mixed', plain, `Content-Type: message/rfc822\r\n\r\n${head}\r\n${OTHER}`)), [PROSE, OTHER], 2],
  ['no name but a message', 'message', mail(`Message-ID: <1@example.org>\r\n\r\n${PROSE}`), [PROSE]],
  ['no subject', 'a.eml', () => Buffer.from(`From: jane@example.org\r\n\r\n${PROSE}`), [PROSE]],
  ['a folded header', 'a.eml', mail(`X-Long: a\r\n b\r\n c\r\n\r\n${PROSE}`), [PROSE]],
  ['two messages', 'a.mbox', () => Buffer.from(mbox), [PROSE, OTHER], 2],
  ['two messages, line ends of Windows', 'a.mbox', () => Buffer.from(mbox.replace(/\n/g, '\r\n')), [PROSE, OTHER], 2],
  ['a saved page', 'a.mhtml', () => Buffer.from(`${saved}${parts('related', `Content-Type: text/html\r\nContent-Location: https://example.org/a\r\n\r\n<html><body><p>${PROSE}</p></body></html>`)}`), [PROSE]],
  ['a saved page, another name', 'a.mht', () => Buffer.from(`${saved}${parts('related', `Content-Type: text/html\r\n\r\n<p>${PROSE}</p>`)}`), [PROSE]],
];

const zips: readonly Row[] = [
  ['a text', () => makeZip([{ name: 'a.txt', content: PROSE }]), [PROSE]],
  ['a stored text', () => makeZip([{ name: 'a.txt', content: PROSE, stored: true }]), [PROSE]],
  ['folders', () => makeZip([{ name: 'x/', stored: true }, { name: 'x/y/a.md', content: PROSE }]), [PROSE]],
  ['notes of the packing program', () => makeZip([{ name: '__MACOSX/._a.txt', content: 'x' }, { name: '.DS_Store', content: 'x' }, { name: 'a.txt', content: PROSE }]), [PROSE]],
  ['names of old programs', () => makeZip([{ name: Buffer.from([0x81, 0x2e, 0x74, 0x78, 0x74]), content: PROSE, flags: 0 }]), [PROSE]],
  ['names in Cyrillic', () => makeZip([{ name: 'мост.txt', content: PROSE }]), [PROSE]],
  ['a sidecar', () => makeZip([{ name: 'a.txt', content: PROSE }, { name: 'a.txt.meta.yaml', content: 'title: T' }]), [PROSE]],
  ['a document of each kind', () => makeZip([{ name: 'a.docx', content: makeDocx({ paragraphs: [PROSE] }) }, { name: 'a.epub', content: makeEpub({ chapters: [`<p>${OTHER}</p>`] }) }, { name: 'a.pdf', content: makePdf({ pages: [page] }) }, { name: 'a.csv', content: `text\n${PROSE}\n${OTHER}\n` }, { name: 'a.html', content: `<p>${OTHER}</p>` }, { name: 'a.eml', content: `${head}\r\n${PROSE}` }]), [PROSE, OTHER], 7],
].map(([title, bytes, texts, documents]) => [`a zip with ${String(title)}`, 'a.zip', bytes as () => Buffer, texts as readonly string[], (documents ?? 1) as number] as const);

export const ODD_PACKED: readonly OddFile[] = [...pdfs, ...docx, ...books, ...mails, ...zips].map(
  ([title, file, bytes, texts, documents = 1]) => ({ title, file, bytes, texts, documents }),
);
