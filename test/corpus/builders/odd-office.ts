// Odd but good Word documents and books.

import { oddFiles, type OddRow, OTHER_PROSE as OTHER, PROSE } from './case.js';
import { FOREIGN } from './foreign-files.js';
import { docxParagraph, makeDocx, makeEpub } from './make-docx.js';

const half = PROSE.indexOf('that the');
const [first, second] = [PROSE.slice(0, half).trim(), PROSE.slice(half)];

const W = (xml: string): string => `<w:p>${xml}</w:p>`;
const run = (text: string): string => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const docx: readonly OddRow[] = [
  ['a paragraph', () => makeDocx({ paragraphs: [PROSE] })],
  [
    'headings',
    () =>
      makeDocx({
        body:
          docxParagraph('A title', 'Title') +
          docxParagraph('One', 'Heading1') +
          docxParagraph(PROSE),
      }),
  ],
  ['a sentence in many runs', () => makeDocx({ body: W(PROSE.split(/(?= )/).map(run).join('')) })],
  [
    'a table',
    () => makeDocx({ body: `<w:tbl><w:tr><w:tc>${docxParagraph(PROSE)}</w:tc></w:tr></w:tbl>` }),
  ],
  [
    'a deletion that is tracked',
    () =>
      makeDocx({
        body: W(
          `${run(first)}<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>${run(` ${second}`)}`,
        ),
      }),
  ],
  [
    'an insertion that is tracked',
    () => makeDocx({ body: W(`${run(first)}<w:ins>${run(` ${second}`)}</w:ins>`) }),
  ],
  ['an unknown style', () => makeDocx({ body: docxParagraph(PROSE, 'Nothing') })],
  ['empty paragraphs', () => makeDocx({ paragraphs: ['', PROSE, ''] })],
  ['entities', () => makeDocx({ paragraphs: [PROSE.replace(' and ', ' &#97;nd ')] })],
  [
    'a picture from elsewhere',
    () =>
      makeDocx({
        paragraphs: [PROSE],
        more: [
          {
            name: 'word/_rels/document.xml.rels',
            content:
              '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="file:///etc/passwd" TargetMode="External"/></Relationships>',
          },
        ],
      }),
  ],
  [
    'a template from elsewhere',
    () =>
      makeDocx({
        paragraphs: [PROSE],
        more: [
          {
            name: 'word/_rels/settings.xml.rels',
            content:
              '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://127.0.0.1:9/x.dotm" TargetMode="External"/></Relationships>',
          },
        ],
      }),
  ],
  [
    'a page break',
    () => makeDocx({ body: W('<w:r><w:br w:type="page"/></w:r>') + docxParagraph(PROSE) }),
  ],
  [
    'a link',
    () =>
      makeDocx({
        body: W(`${run(first)}<w:hyperlink w:anchor="x">${run(` ${second}`)}</w:hyperlink>`),
      }),
  ],
].map(
  ([title, bytes]) =>
    [`Word with ${String(title)}`, 'a.docx', bytes as () => Buffer, [PROSE]] as const,
);

const chapter = `<h1>One</h1><p>${PROSE}</p>`;
const books: readonly OddRow[] = [
  [
    'two chapters',
    () => makeEpub({ chapters: [chapter, `<h1>Two</h1><p>${OTHER}</p>`] }),
    [PROSE, OTHER],
  ],
  [
    'a date of publication',
    () =>
      makeEpub({
        chapters: [chapter],
        metadata:
          '<dc:date opf:event="modification">2024</dc:date><dc:date opf:event="publication">1999</dc:date>',
      }),
    [PROSE],
  ],
  ['a document type', () => makeEpub({ chapters: [chapter] }), [PROSE]],
  [
    'a table of contents in a chapter',
    () => makeEpub({ chapters: [`<nav epub:type="toc"><ol><li>x</li></ol></nav>${chapter}`] }),
    [PROSE],
  ],
  [
    'garbled fonts',
    () =>
      makeEpub({
        chapters: [chapter],
        more: [
          {
            name: 'META-INF/encryption.xml',
            content: '<encryption><CipherReference URI="OEBPS/font.otf"/></encryption>',
          },
        ],
      }),
    [PROSE],
  ],
  [
    'pictures',
    () =>
      makeEpub({
        chapters: [chapter],
        more: [{ name: 'OEBPS/x.png', content: FOREIGN.png?.() ?? '' }],
      }),
    [PROSE],
  ],
  [
    'entities',
    () => makeEpub({ chapters: [`<p>${PROSE.replace(' and ', ' &#97;nd ')}&nbsp;</p>`] }),
    [PROSE],
  ],
  ['no extension', () => makeEpub({ chapters: [chapter] }), [PROSE]],
].map(
  ([title, bytes, texts]) =>
    [
      `a book with ${String(title)}`,
      title === 'no extension' ? 'book' : 'a.epub',
      bytes as () => Buffer,
      texts as readonly string[],
    ] as const,
);

export const ODD_OFFICE = oddFiles([...docx, ...books]);
