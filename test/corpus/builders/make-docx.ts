// Word documents and books, packed from the few parts that they need.

import { makeZip, type ZipMember } from './make-zip.js';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

export interface DocxParts {
  /** XML inside `<w:body>`; `paragraphs` where it is plain text. */
  readonly body?: string;
  readonly paragraphs?: readonly string[];
  readonly title?: string;
  readonly creator?: string;
  /** Replaces word/document.xml whole. */
  readonly document?: string;
  readonly styles?: string;
  readonly more?: readonly ZipMember[];
}

/** One paragraph, with a style where one is named. */
export function docxParagraph(text: string, style?: string): string {
  const properties = style === undefined ? '' : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`;
  return `<w:p>${properties}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

/** A Word document. */
export function makeDocx(parts: DocxParts): Buffer {
  const body = parts.body ?? (parts.paragraphs ?? []).map((text) => docxParagraph(text)).join('');
  const document = parts.document ?? `${XML}<w:document ${W}><w:body>${body}</w:body></w:document>`;
  return makeZip([
    { name: '[Content_Types].xml', content: CONTENT_TYPES },
    { name: '_rels/.rels', content: RELATIONS },
    { name: 'word/document.xml', content: document },
    { name: 'word/styles.xml', content: parts.styles ?? STYLES },
    { name: 'docProps/core.xml', content: coreProperties(parts) },
    ...(parts.more ?? []),
  ]);
}

const CONTENT_TYPES = `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`;
const RELATIONS = `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`;
const STYLES = `${XML}<w:styles ${W}>${[
  ['Title', 'Title'],
  ['Heading1', 'heading 1'],
  ['Heading2', 'heading 2'],
  ['Quote', 'Quote'],
]
  .map(
    ([id = '', name = '']) =>
      `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`,
  )
  .join('')}</w:styles>`;

function coreProperties({ title, creator }: DocxParts): string {
  const namespaces =
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"';
  const stated = [
    title === undefined ? '' : `<dc:title>${title}</dc:title>`,
    creator === undefined ? '' : `<dc:creator>${creator}</dc:creator>`,
    '<dcterms:created>2026-01-02T03:04:05Z</dcterms:created>',
  ].join('');
  return `${XML}<cp:coreProperties ${namespaces}>${stated}</cp:coreProperties>`;
}

export interface EpubParts {
  /** Bodies of the chapters, in spine order. */
  readonly chapters: readonly string[];
  /** XML inside `<metadata>`. */
  readonly metadata?: string;
  readonly container?: string;
  readonly opf?: string;
  readonly more?: readonly ZipMember[];
}

/** A book. */
export function makeEpub(parts: EpubParts): Buffer {
  const names = parts.chapters.map((_, index) => `chapter ${index + 1}.xhtml`);
  const items = names.map(
    (name, index) =>
      `<item id="c${index}" href="${encodeURI(name)}" media-type="application/xhtml+xml"/>`,
  );
  const spine = names.map((_, index) => `<itemref idref="c${index}"/>`);
  const opf = `${XML}<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">${parts.metadata ?? ''}</metadata><manifest>${items.join('')}</manifest><spine>${spine.join('')}</spine></package>`;
  const container = `${XML}<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`;
  return makeZip([
    { name: 'mimetype', content: 'application/epub+zip', stored: true },
    { name: 'META-INF/container.xml', content: parts.container ?? container },
    { name: 'OEBPS/book.opf', content: parts.opf ?? opf },
    ...names.map((name, index) => ({
      name: `OEBPS/${name}`,
      content: `${XML}<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>${parts.chapters[index] ?? ''}</body></html>`,
    })),
    ...(parts.more ?? []),
  ]);
}
