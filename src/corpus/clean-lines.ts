// Lines as read -> each line with the rule that removed it, if any, and the document's metadata. Furniture
// is told first, so that a donation bar's month is not taken for the text's date, and once more when the
// title and the outlet are known. Headings that the format marks are never furniture.

import type { CleanedLine } from './cleaned-line.js';
import { wordingRuleFor, type WordingRule } from './cleaning-rules.js';
import type { Metadata } from './document.js';
import type { SourceLine } from './document-reader.js';
import { markUnmarkedHeadings } from './guess-headings.js';
import { mergeMetadata } from './metadata-fields.js';
import { metadataFromText } from './metadata-from-text.js';
import { type Page, PLACE_RULES, repeatsTitle } from './place-rules.js';
import { isProse, scriptOf } from './text-shape.js';

/** The result of cleaning one document. */
export interface CleanedLines {
  readonly lines: readonly CleanedLine[];
  readonly metadata: Metadata;
}

/** Cleans a document's lines; `stated` is the metadata that the sidecar and the format give. */
export function cleanLines(
  lines: readonly SourceLine[],
  stated: Partial<Metadata>,
): CleanedLines {
  const wording = lines.map(({ kind, text }) => (kind === 'heading' ? null : wordingRuleFor(text)));
  const page = pageOf(lines, wording);
  const early = lines.map(
    (line, index) =>
      line.furniture ?? wording[index]?.name ?? placeRuleFor(page, { line, index }),
  );
  const marked = lines.map((line, index) => ({ ...line, isFurniture: early[index] !== null }));
  const told = metadataFromText(marked, stated);
  const metadata = mergeMetadata(stated, told.metadata);
  const titled: Page = { ...page, title: metadata.title, outlet: metadata.outlet };
  const late = (line: SourceLine, index: number): string | null =>
    index === told.titleLine ? null : placeRuleFor(titled, { line, index });
  const cleaned = lines.map((line, index) => ({
    ...line,
    removedBy: told.spent.get(index) ?? early[index] ?? late(line, index),
  }));
  return { lines: markUnmarkedHeadings(cleaned), metadata };
}

function placeRuleFor(
  page: Page,
  { line, index }: { readonly line: SourceLine; readonly index: number },
): string | null {
  if (line.kind === 'heading') return repeatsTitle(page, index) ? 'repeated_title' : null;
  return PLACE_RULES.find((rule) => rule.matches(page, index))?.name ?? null;
}

function pageOf(
  lines: readonly SourceLine[],
  wording: readonly (WordingRule | null)[],
): Page {
  const texts = lines.map(({ text }) => text);
  const prose = lines.map(({ text }, index) => wording[index] === null && isProse(text));
  const headEnd = prose.indexOf(true);
  return {
    texts,
    headEnd: Math.max(0, headEnd),
    tailStart: headEnd === -1 ? texts.length : prose.lastIndexOf(true) + 1,
    articleEnd: articleEndOf(texts, wording),
    repeated: repeatedLines(texts),
    title: null,
    outlet: null,
    script: scriptOf(texts.join('\n').slice(0, 40_000)),
  };
}

/** The first line in the document's second half that stands below articles, or Infinity. */
function articleEndOf(
  texts: readonly string[],
  wording: readonly (WordingRule | null)[],
): number {
  const half = texts.reduce((sum, text) => sum + text.length, 0) / 2;
  let before = 0;
  for (const [index, text] of texts.entries()) {
    if (before >= half && wording[index]?.endsArticle === true) return index;
    before += text.length;
  }
  return Infinity;
}

const LONGEST_REPEATED_LINE = 80;

function repeatedLines(texts: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const text of texts) {
    if (text.length > LONGEST_REPEATED_LINE) continue;
    if (seen.has(text)) repeated.add(text);
    seen.add(text);
  }
  return repeated;
}
