// Word documents, books and archives of documents that are broken, too deep, protected or empty.

import { badFiles, type BadRow, noise, PROSE } from './case.js';
import { FOREIGN } from './foreign-files.js';
import { docxParagraph, makeDocx, makeEpub } from './make-docx.js';
import { makeZip, type ZipMember } from './make-zip.js';

const note: ZipMember = { name: 'a.txt', content: PROSE };
const zipOf =
  (...members: readonly ZipMember[]) =>
  (): Buffer =>
    makeZip(members);
const epubWith =
  (...more: readonly ZipMember[]) =>
  (): Buffer =>
    makeEpub({ chapters: [`<p>${PROSE}</p>`], more });

const DTD = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>';
const EXTERNAL = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>';
const nested = (count: number): string => `${'<w:p>'.repeat(count)}${'</w:p>'.repeat(count)}`;

const office: readonly BadRow[] = [
  [
    'C14 50,000 nested paragraphs',
    'a.docx',
    () => makeDocx({ body: nested(50_000) }),
    'too_complex',
  ],
  [
    'C14 300 nested tables',
    'a.docx',
    () =>
      makeDocx({
        body: `${'<w:tbl><w:tr><w:tc>'.repeat(300)}${'</w:tc></w:tr></w:tbl>'.repeat(300)}`,
      }),
    'too_complex',
  ],
  [
    'C14 nested in its styles',
    'a.docx',
    () => makeDocx({ paragraphs: [PROSE], styles: nested(5_000) }),
    'too_complex',
  ],
  [
    'C14 nested chapters',
    'a.epub',
    () => makeEpub({ chapters: ['<div>'.repeat(5_000)] }),
    'too_complex',
  ],
  [
    'C15 entities',
    'a.docx',
    () => makeDocx({ document: `${DTD}<w:document>&b;</w:document>` }),
    'document_invalid',
  ],
  [
    'C15 a file as an entity',
    'a.docx',
    () => makeDocx({ document: `${EXTERNAL}<w:document>&a;</w:document>` }),
    'document_invalid',
  ],
  [
    'C15 entities in its styles',
    'a.docx',
    () => makeDocx({ paragraphs: [PROSE], styles: `${DTD}<w:styles/>` }),
    'document_invalid',
  ],
  [
    'C15 entities in its package',
    'a.epub',
    () => makeEpub({ chapters: [PROSE], opf: `${DTD}<package/>` }),
    'document_invalid',
  ],
  [
    'C15 entities in its container',
    'a.epub',
    () => makeEpub({ chapters: [PROSE], container: `${EXTERNAL}<container/>` }),
    'document_invalid',
  ],
  ['no document in it', 'a.docx', () => makeDocx({ document: '<x/>' }), 'document_invalid'],
  ['XML that is none', 'a.docx', () => makeDocx({ document: 'hello' }), 'document_invalid'],
  ['C7 no paragraph', 'a.docx', () => makeDocx({ paragraphs: [] }), 'empty_document'],
  [
    'C7 headings alone',
    'a.docx',
    () => makeDocx({ body: docxParagraph('One', 'Heading1') }),
    'empty_document',
  ],
  [
    'no package',
    'a.epub',
    () => makeEpub({ chapters: [PROSE], container: '<container/>' }),
    'document_invalid',
  ],
  [
    'a package that is not there',
    'a.epub',
    () =>
      makeEpub({
        chapters: [PROSE],
        container:
          '<container><rootfiles><rootfile full-path="../../etc/passwd"/></rootfiles></container>',
      }),
    'document_invalid',
  ],
  [
    'a chapter that is not there',
    'a.epub',
    () =>
      makeEpub({
        chapters: [],
        opf: '<package><manifest><item id="a" href="x.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>',
      }),
    'document_invalid',
  ],
  ['no chapters', 'a.epub', () => makeEpub({ chapters: [] }), 'document_invalid'],
  [
    'protected chapters',
    'a.epub',
    epubWith({
      name: 'META-INF/encryption.xml',
      content: '<encryption><CipherReference URI="OEBPS/chapter%201.xhtml"/></encryption>',
    }),
    'document_invalid',
  ],
  [
    'C7 chapters without text',
    'a.epub',
    () => makeEpub({ chapters: ['<img src="x.png"/>'] }),
    'empty_document',
  ],
  ['C22 a Word document', 'a.epub', () => makeDocx({ paragraphs: [PROSE] }), 'type_mismatch'],
  ['C22 a Word document', 'a.zip', () => makeDocx({ paragraphs: [PROSE] }), 'type_mismatch'],
  ['C22 a book', 'a.docx', () => makeEpub({ chapters: [PROSE] }), 'type_mismatch'],
  ['C22 an archive', 'a.docx', zipOf(note), 'type_mismatch'],
  ['C22 an archive', 'a.epub', zipOf(note), 'type_mismatch'],
  ['C22 an archive', 'a.dat', zipOf(note), 'type_mismatch'],
  ['C22 a workbook', 'a.zip', zipOf({ name: 'xl/workbook.xml', content: '<x/>' }), 'type_mismatch'],
  [
    'C22 a workbook',
    'a.xlsx',
    zipOf({ name: 'xl/workbook.xml', content: '<x/>' }),
    'type_mismatch',
  ],
  [
    'C22 a presentation',
    'a.docx',
    zipOf({ name: 'ppt/presentation.xml', content: '<x/>' }),
    'type_mismatch',
  ],
  [
    'C22 a page as a text in it',
    'a.zip',
    zipOf({ name: 'a.txt', content: FOREIGN.html?.() ?? '' }),
    'type_mismatch',
  ],
  [
    'C22 a picture as a text in it',
    'a.zip',
    zipOf({ name: 'a.txt', content: FOREIGN.png?.() ?? '' }),
    'type_mismatch',
  ],
  ['C1 noise in it', 'a.zip', zipOf({ name: 'a.md', content: noise(3_000, 9) }), 'not_text'],
  [
    'C19 a deep page in it',
    'a.zip',
    zipOf({ name: 'a.html', content: '<div>'.repeat(20_000) }),
    'too_complex',
  ],
  [
    'a bad sidecar in it',
    'a.zip',
    zipOf(note, { name: 'a.txt.meta.yaml', content: 'titel: x' }),
    'bad_sidecar',
  ],
];

export const BAD_OFFICE = badFiles(office);
