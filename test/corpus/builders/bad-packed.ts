// Bad files of formats that are parsed in a process of their own: archives that lie, bombs, documents that are
// broken, protected or hold no text.

import { constants, deflateRawSync, deflateSync } from 'node:zlib';

import { type BadFile, noise, PROSE } from './case.js';
import { FOREIGN } from './foreign-files.js';
import { docxParagraph, makeDocx, makeEpub } from './make-docx.js';
import { FIRST_FREE_OBJECT, makePdf, rowsFrom } from './make-pdf.js';
import { makeZip, type ZipMember } from './make-zip.js';

const MIB = 1024 * 1024;
const note: ZipMember = { name: 'a.txt', content: PROSE };
const zeros = (mebibytes: number): Buffer => Buffer.alloc(mebibytes * MIB);
const zipOf = (...members: readonly ZipMember[]) => (): Buffer => makeZip(members);
const docxWith = (...more: readonly ZipMember[]) => (): Buffer => makeDocx({ paragraphs: [PROSE], more });
const epubWith = (...more: readonly ZipMember[]) => (): Buffer => makeEpub({ chapters: [`<p>${PROSE}</p>`], more });

type Row = readonly [title: string, file: string, bytes: () => Uint8Array, code: BadFile['code']];

const bombs: readonly Row[] = [
  ['C11 declares 400 MB', 'a.docx', docxWith({ name: 'word/x.xml', content: 'x', declaredSize: 400 * MIB }), 'archive_too_large'],
  ['C11 declares 400 MB', 'a.epub', epubWith({ name: 'x.xml', content: 'x', declaredSize: 400 * MIB }), 'archive_too_large'],
  ['C11 declares 400 MB', 'a.zip', zipOf({ name: 'a.txt', content: 'x', declaredSize: 400 * MIB }), 'archive_too_large'],
  ['C11 one part of 40 MB', 'a.docx', () => makeDocx({ paragraphs: [PROSE], more: [{ name: 'word/x.xml', content: zeros(40) }] }), 'archive_too_large'],
  ['C11 inflates to more than it declares', 'a.docx', () => makeDocx({ paragraphs: [PROSE], more: [{ name: 'word/x.xml', content: zeros(40), declaredSize: 1_000 }] }), 'archive_too_large'],
  ['C11 inflates to more than it declares', 'a.epub', () => makeEpub({ chapters: [], more: [{ name: 'x', content: zeros(1), declaredSize: 10 }], opf: '<package><metadata/><manifest><item id="a" href="../x" media-type="text/html"/></manifest><spine><itemref idref="a"/></spine></package>' }), 'archive_too_large'],
  ['C11 inflates to more than it declares', 'a.zip', () => makeZip([{ name: 'a.txt', content: zeros(40), declaredSize: 1_000 }]), 'archive_too_large'],
  ['C11 four parts of 30 MB', 'a.zip', () => { const content = zeros(30); return makeZip(['a', 'b', 'c', 'd'].map((name) => ({ name: `${name}.txt`, content }))); }, 'archive_too_large'],
];

const lies: readonly Row[] = [
  ['C12 100,000 entries', 'a.zip', () => makeZip(Array.from({ length: 60_000 }, (_, index) => ({ name: `${index}`, stored: true })), { declaredEntries: 60_000 }), 'archive_too_many_entries'],
  ['C12 6,000 entries', 'a.docx', () => makeDocx({ paragraphs: [PROSE], more: Array.from({ length: 6_000 }, (_, index) => ({ name: `${index}`, stored: true })) }), 'archive_too_many_entries'],
  ['C12 6,000 entries', 'a.epub', () => makeEpub({ chapters: [PROSE], more: Array.from({ length: 6_000 }, (_, index) => ({ name: `${index}`, stored: true })) }), 'archive_too_many_entries'],
  ['C12 a zip in it', 'a.zip', zipOf({ name: 'b.zip', content: makeZip([note]) }), 'nested_archive'],
  ['C12 a zip under another name in it', 'a.zip', zipOf({ name: 'b', content: makeZip([note]) }), 'nested_archive'],
  ['C12 a tar.gz in it', 'a.zip', zipOf({ name: 'b.tar.gz', content: FOREIGN.gzip?.() ?? '' }), 'nested_archive'],
  ['C12 a 7z in it', 'a.zip', zipOf({ name: 'b.7z', content: FOREIGN.sevenzip?.() ?? '' }), 'nested_archive'],
  ['C12 declares no size', 'a.zip', zipOf({ name: 'a.txt', content: PROSE, declaredSize: 0 }), 'archive_bad'],
  ['C12 entries that overlap', 'a.zip', zipOf(note, { ...note, name: 'b.txt', sharesBytesOf: 0 }), 'archive_bad'],
  ['C12 entries that overlap', 'a.docx', docxWith({ name: 'b.xml', content: PROSE, sharesBytesOf: 2 }), 'archive_bad'],
  ['C12 a wrong checksum', 'a.zip', zipOf({ ...note, checksum: 1 }), 'archive_bad'],
  ['C12 declares too much', 'a.zip', zipOf({ ...note, declaredSize: 5_000 }), 'archive_bad'],
  ['C12 an unknown method', 'a.zip', zipOf({ ...note, method: 99 }), 'archive_bad'],
  ['C12 a password', 'a.zip', zipOf({ ...note, flags: 0x801 }), 'archive_bad'],
  ['C12 no end', 'a.zip', () => makeZip([note]).subarray(0, -22), 'archive_bad'],
  ['C12 cut in the middle', 'a.docx', () => makeDocx({ paragraphs: [PROSE] }).subarray(0, 700), 'archive_bad'],
  ['C12 noise after its first bytes', 'a.epub', () => Buffer.concat([Buffer.from('504b0304', 'hex'), noise(2_000, 7)]), 'archive_bad'],
  ['C12 more entries declared than there are', 'a.zip', () => makeZip([note], { declaredEntries: 40 }), 'archive_bad'],
  ['C7 no document', 'a.zip', zipOf({ name: 'folder/', stored: true }, { name: '__MACOSX/a.txt', content: 'x' }), 'empty_document'],
];

const PATHS = ['../a.txt', 'b/../../a.txt', '/etc/a.txt', 'C:/a.txt', 'b\\a.txt', '..\\a.txt', 'a\0.txt', './../a.txt'];
const paths: readonly Row[] = [
  ...PATHS.map((name): Row => [`C13 a member "${name}"`, 'a.zip', zipOf({ name, content: PROSE }), 'bad_path']),
  ['C13 a link', 'a.zip', zipOf({ name: 'a.txt', content: '/etc/passwd', mode: 0o120777 }), 'bad_path'],
  ['C13 a part that leads out', 'a.docx', docxWith({ name: '../x.xml', content: '<x/>' }), 'bad_path'],
];

const DTD = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>';
const EXTERNAL = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>';
const nested = (count: number): string => `${'<w:p>'.repeat(count)}${'</w:p>'.repeat(count)}`;

const office: readonly Row[] = [
  ['C14 50,000 nested paragraphs', 'a.docx', () => makeDocx({ body: nested(50_000) }), 'too_complex'],
  ['C14 300 nested tables', 'a.docx', () => makeDocx({ body: `${'<w:tbl><w:tr><w:tc>'.repeat(300)}${'</w:tc></w:tr></w:tbl>'.repeat(300)}` }), 'too_complex'],
  ['C14 nested in its styles', 'a.docx', () => makeDocx({ paragraphs: [PROSE], styles: nested(5_000) }), 'too_complex'],
  ['C14 nested chapters', 'a.epub', () => makeEpub({ chapters: ['<div>'.repeat(5_000)] }), 'too_complex'],
  ['C15 entities', 'a.docx', () => makeDocx({ document: `${DTD}<w:document>&b;</w:document>` }), 'document_invalid'],
  ['C15 a file as an entity', 'a.docx', () => makeDocx({ document: `${EXTERNAL}<w:document>&a;</w:document>` }), 'document_invalid'],
  ['C15 entities in its styles', 'a.docx', () => makeDocx({ paragraphs: [PROSE], styles: `${DTD}<w:styles/>` }), 'document_invalid'],
  ['C15 entities in its package', 'a.epub', () => makeEpub({ chapters: [PROSE], opf: `${DTD}<package/>` }), 'document_invalid'],
  ['C15 entities in its container', 'a.epub', () => makeEpub({ chapters: [PROSE], container: `${EXTERNAL}<container/>` }), 'document_invalid'],
  ['no document in it', 'a.docx', () => makeDocx({ document: '<x/>' }), 'document_invalid'],
  ['XML that is none', 'a.docx', () => makeDocx({ document: 'hello' }), 'document_invalid'],
  ['C7 no paragraph', 'a.docx', () => makeDocx({ paragraphs: [] }), 'empty_document'],
  ['C7 headings alone', 'a.docx', () => makeDocx({ body: docxParagraph('One', 'Heading1') }), 'empty_document'],
  ['no package', 'a.epub', () => makeEpub({ chapters: [PROSE], container: '<container/>' }), 'document_invalid'],
  ['a package that is not there', 'a.epub', () => makeEpub({ chapters: [PROSE], container: '<container><rootfiles><rootfile full-path="../../etc/passwd"/></rootfiles></container>' }), 'document_invalid'],
  ['a chapter that is not there', 'a.epub', () => makeEpub({ chapters: [], opf: '<package><manifest><item id="a" href="x.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>' }), 'document_invalid'],
  ['no chapters', 'a.epub', () => makeEpub({ chapters: [] }), 'document_invalid'],
  ['protected chapters', 'a.epub', epubWith({ name: 'META-INF/encryption.xml', content: '<encryption><CipherReference URI="OEBPS/chapter%201.xhtml"/></encryption>' }), 'document_invalid'],
  ['C7 chapters without text', 'a.epub', () => makeEpub({ chapters: ['<img src="x.png"/>'] }), 'empty_document'],
  ['C22 a Word document', 'a.epub', () => makeDocx({ paragraphs: [PROSE] }), 'type_mismatch'],
  ['C22 a Word document', 'a.zip', () => makeDocx({ paragraphs: [PROSE] }), 'type_mismatch'],
  ['C22 a book', 'a.docx', () => makeEpub({ chapters: [PROSE] }), 'type_mismatch'],
  ['C22 an archive', 'a.docx', zipOf(note), 'type_mismatch'],
  ['C22 an archive', 'a.epub', zipOf(note), 'type_mismatch'],
  ['C22 an archive', 'a.dat', zipOf(note), 'type_mismatch'],
  ['C22 a workbook', 'a.zip', zipOf({ name: 'xl/workbook.xml', content: '<x/>' }), 'type_mismatch'],
  ['C22 a workbook', 'a.xlsx', zipOf({ name: 'xl/workbook.xml', content: '<x/>' }), 'type_mismatch'],
  ['C22 a presentation', 'a.docx', zipOf({ name: 'ppt/presentation.xml', content: '<x/>' }), 'type_mismatch'],
  ['C22 a page as a text in it', 'a.zip', zipOf({ name: 'a.txt', content: FOREIGN.html?.() ?? '' }), 'type_mismatch'],
  ['C22 a picture as a text in it', 'a.zip', zipOf({ name: 'a.txt', content: FOREIGN.png?.() ?? '' }), 'type_mismatch'],
  ['C1 noise in it', 'a.zip', zipOf({ name: 'a.md', content: noise(3_000, 9) }), 'not_text'],
  ['C19 a deep page in it', 'a.zip', zipOf({ name: 'a.html', content: '<div>'.repeat(20_000) }), 'too_complex'],
  ['a bad sidecar in it', 'a.zip', zipOf(note, { name: 'a.txt.meta.yaml', content: 'titel: x' }), 'bad_sidecar'],
];

const page = rowsFrom(700, [PROSE.slice(0, 60), PROSE.slice(60)]);
const pdf = (): Buffer => makePdf({ pages: [page] });
const ENCRYPT = '/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <6162636465666768696a6b6c6d6e6f707172737475767778797a303132333435> /U <3132333435363738393031323334353637383930313233343536373839303132> >> /ID [<00> <00>]';

const pdfs: readonly Row[] = [
  ['C16 a header alone', 'a.pdf', () => Buffer.from('%PDF-1.7\n'), 'pdf_invalid'],
  ['C16 noise after its header', 'a.pdf', () => Buffer.concat([Buffer.from('%PDF-1.7\n'), noise(5_000, 3)]), 'pdf_invalid'],
  ['C16 cut in its header', 'a.pdf', () => pdf().subarray(0, 60), 'pdf_invalid'],
  ['C16 no pages', 'a.pdf', () => makePdf({ pages: [] }), 'no_text_layer'],
  ['C16 a tree that holds itself', 'a.pdf', () => makePdf({ pages: [], catalog: '/Pages 1000 0 R', more: [`<< /Type /Pages /Kids [${FIRST_FREE_OBJECT} 0 R] /Count 1 >>`] }), 'pdf_invalid'],
  ['C16 no catalog', 'a.pdf', () => Buffer.from(pdf().toString('latin1').replace('/Type /Catalog', '/Type /Nothing').replace('/Pages 2 0 R', '/Pages 99 0 R'), 'latin1'), 'pdf_invalid'],
  ['C18 a password', 'a.pdf', () => makePdf({ pages: [page], trailer: ENCRYPT }), 'pdf_encrypted'],
  ['C18 a way of protecting that nobody knows', 'a.pdf', () => makePdf({ pages: [page], trailer: '/Encrypt << /Filter /Own /V 9 >> /ID [<00> <00>]' }), 'pdf_encrypted'],
  ['C18 pictures alone', 'a.pdf', () => makePdf({ pages: [[], []], contents: Buffer.from('0 0 m 100 100 l S') }), 'no_text_layer'],
  ['C18 a page number alone', 'a.pdf', () => makePdf({ pages: [[{ text: '1', y: 30 }]] }), 'no_text_layer'],
  ['C18 a form', 'a.pdf', () => makePdf({ pages: [rowsFrom(700, ['Please wait... If this message is not eventually replaced', 'by the proper contents, your viewer may not show it.'])], catalog: '/AcroForm << /Fields [] /XFA [(template) 1000 0 R] >>', more: ['<< /Length 0 >>\nstream\n\nendstream'] }), 'no_text_layer'],
  ['C17 200 MB of operators in 600 KB', 'a.pdf', () => makePdf({ pages: [[]], contents: Buffer.alloc(200 * MIB, 'q Q BT (x) Tj ET '), compress: true }), 'parser_limit'],
  ['C17 1 GB in 8 KB', 'a.pdf', () => makePdf({ pages: [[]], contents: nestedBomb(), filter: '[/FlateDecode /FlateDecode]' }), 'parser_limit'],
  ['C17 a text of 30 MB', 'a.pdf', () => makePdf({ pages: [[]], contents: Buffer.alloc(30 * MIB, 'BT /F1 9 Tf 9 9 Td (many words) Tj ET '), compress: true }), 'parser_limit'],
];

/** Packed twice, the second time from blocks that repeat: what it inflates to is never held here. */
function nestedBomb(): Buffer {
  const block = deflateRawSync(zeros(64), { finishFlush: constants.Z_FULL_FLUSH });
  const [header, end] = [Buffer.from('789c', 'hex'), Buffer.from('0300', 'hex')];
  return deflateSync(Buffer.concat([header, ...Array.from({ length: 16 }, () => block), end]));
}

const mails: readonly Row[] = [
  ['C7 no body', 'a.eml', () => Buffer.from('From: a@example.org\r\nSubject: x\r\n\r\n'), 'empty_document'],
  ['C19 parts in parts', 'a.eml', () => deepMail(300), 'too_complex'],
  ['C19 a header without end', 'a.eml', () => Buffer.from(`From: a@example.org\r\nX: ${'y'.repeat(400_000)}\r\n\r\n${PROSE}`), 'too_complex'],
  ['C19 a deep page', 'a.eml', () => Buffer.from(`From: a@example.org\r\nContent-Type: text/html\r\n\r\n${'<div>'.repeat(20_000)}`), 'too_complex'],
  ['C12 an archive attached', 'a.eml', () => attached('b.zip', makeZip([note])), 'nested_archive'],
  ['C22 a program attached', 'a.eml', () => attached('b.exe', FOREIGN.elf?.() ?? new Uint8Array()), 'type_mismatch'],
  ['C22 no header', 'a.eml', () => Buffer.from(PROSE), 'type_mismatch'],
  ['C22 no message', 'a.mbox', () => Buffer.from(PROSE), 'type_mismatch'],
  ['C22 no header', 'a.mhtml', () => Buffer.from(`<p>${PROSE}</p>`), 'type_mismatch'],
  ['no page in it', 'a.mhtml', () => Buffer.from('From: <Saved by x>\r\nSubject: x\r\nContent-Type: text/plain\r\n\r\nx'), 'document_invalid'],
];

/** A message with one attachment and no text. */
function attached(name: string, content: Uint8Array): Buffer {
  const head = 'From: a@example.org\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n';
  const part = `--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n`;
  return Buffer.from(`${head}${part}${Buffer.from(content).toString('base64')}\r\n--b--\r\n`);
}

function deepMail(depth: number): Buffer {
  const parts = Array.from({ length: depth }, (_, level) => `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`);
  return Buffer.from(`From: a@example.org\r\nMIME-Version: 1.0\r\n${parts.join('')}\r\n${PROSE}`);
}

export const BAD_PACKED: readonly BadFile[] = [...bombs, ...lies, ...paths, ...office, ...pdfs, ...mails].map(
  ([title, file, bytes, code]) => ({ title, file, bytes, code }),
);
