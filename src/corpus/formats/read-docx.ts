// A Word document -> its lines as rendered: mammoth turns it into HTML, and that goes the way of HTML. Every part
// is inflated under limits and its XML gated before mammoth sees the file; nothing outside the file is read.

import { DomUtils } from 'htmlparser2';
import mammoth from 'mammoth';

import type { Metadata } from '../document.js';
import type { Extracted } from '../document-reader.js';
import { refuseComplexHtml } from '../html-gate.js';
import { linesOfNodes } from '../html-lines.js';
import { type HtmlTree, parseTree, removeInvisible } from '../html-tree.js';
import { Refusal } from '../refusal.js';
import { soleExtraction } from './sole-extraction.js';
import { refuseHostileXml } from './xml-gate.js';
import { xmlTexts } from './xml-texts.js';
import type { ArchiveEntry } from './zip-archive.js';

/** As for Markdown: a book is one file, and no main content is searched for. */
const MOST_NODES = 500_000;
const STYLES = ["p[style-name='Title'] => h1:fresh", "p[style-name='Quote'] => blockquote:fresh"];
/** What programs put where an author's name belongs. */
const NOBODY =
  /^(?:python-docx|microsoft office user|windows user|user|admin(?:istrator)?|owner|author|un-named)$/i;

/** Reads a Word document, given whole and as its checked entries. */
export async function readDocx(
  bytes: Uint8Array,
  entries: readonly ArchiveEntry[],
): Promise<Extracted> {
  const metadata = await gateParts(entries);
  const tree = parseTree(await renderDocx(bytes));
  removeNoteMarks(tree);
  removeInvisible(tree);
  return soleExtraction({ lines: linesOfNodes(tree.children), metadata });
}

/** Inflates and checks every part, also those that only mammoth reads; gives what the core properties state. */
async function gateParts(entries: readonly ArchiveEntry[]): Promise<Partial<Metadata>> {
  let metadata: Partial<Metadata> = {};
  for (const entry of entries) {
    const content = await entry.read();
    if (!/\.(?:xml|rels)$/i.test(entry.name)) continue;
    const xml = content.toString('utf8');
    refuseHostileXml(xml);
    if (entry.name === 'docProps/core.xml') metadata = coreProperties(xml);
  }
  return metadata;
}

/** `created` and `modified` are the file's dates and not the text's, so they are not taken. */
function coreProperties(xml: string): Partial<Metadata> {
  const texts = xmlTexts(xml);
  const one = (name: string): string | null => texts.get(name)?.[0] ?? null;
  const [title, author, language] = [one('dc:title'), one('dc:creator'), one('dc:language')];
  return {
    ...(title === null ? {} : { title }),
    ...(author === null || NOBODY.test(author) ? {} : { author }),
    ...(language === null ? {} : { language }),
  };
}

async function renderDocx(bytes: Uint8Array): Promise<string> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let html: string;
  try {
    const result = await mammoth.convertToHtml(
      { buffer },
      {
        styleMap: STYLES,
        includeEmbeddedStyleMap: false,
        externalFileAccess: false,
        convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })),
      },
    );
    html = result.value;
  } catch (cause) {
    const text = 'it is not a Word document that can be read. Open it in Word and save it anew.';
    throw new Refusal('document_invalid', text, cause);
  }
  refuseComplexHtml(html, MOST_NODES);
  return html;
}

/** mammoth writes "[1]" where a note is called and an arrow behind the note: neither stands in the document. */
function removeNoteMarks(tree: HtmlTree): void {
  const marks = DomUtils.findAll(
    ({ name, attribs }) =>
      name === 'a' &&
      (/^(?:foot|end)note-ref-/.test(attribs.id ?? '') ||
        /^#(?:foot|end)note-ref-/.test(attribs.href ?? '')),
    tree.children,
  );
  for (const mark of marks) DomUtils.removeElement(mark);
}
