// Rows of a PDF -> the rule that makes each furniture, or null: what stands at the top or the bottom of many
// pages in the same place and words, and the numbers of pages. Everything else is text.

import type { PdfRow } from './pdf-lines.js';

/** A header recurs on that share of the pages; with two, left and right pages may differ. */
const LEAST_SHARE_OF_PAGES = 0.4;
const FEWEST_PAGES = 3;
/** Rows at each end of a page that may be furniture. */
const ROWS_AT_EDGE = 2;
/** Points that the place of a recurring row may differ by. */
const SAME_PLACE = 4;
const PAGE_NUMBER =
  /^(?:page |seite |p\. ?|стр\. ?)?[-–— ]*(?:\d{1,4}|[ivxlc]{1,7})[-–— ]*(?:(?: of | von | из |\/)\s?\d{1,4})?$/i;

/** For each row, in their order, the name of the rule that takes it out. */
export function furnitureOf(rows: readonly PdfRow[], pages: number): readonly (string | null)[] {
  const edges = edgesOf(rows);
  const seen = new Map<string, Set<number>>();
  for (const [row, edge] of edges) {
    for (const key of keysOf(row, edge)) seen.set(key, (seen.get(key) ?? new Set()).add(row.page));
  }
  const least = Math.max(FEWEST_PAGES, pages * LEAST_SHARE_OF_PAGES);
  return rows.map((row) => {
    const edge = edges.get(row);
    if (edge === undefined) return null;
    const [here = ''] = keysOf(row, edge);
    const recurs = (seen.get(here)?.size ?? 0) >= least;
    if (PAGE_NUMBER.test(row.text) && (recurs || pages < FEWEST_PAGES)) return 'pdf_page_number';
    return recurs ? `pdf_running_${edge}` : null;
  });
}

type Edge = 'header' | 'footer';

function edgesOf(rows: readonly PdfRow[]): ReadonlyMap<PdfRow, Edge> {
  const byPage = new Map<number, PdfRow[]>();
  for (const row of rows) byPage.set(row.page, [...(byPage.get(row.page) ?? []), row]);
  const edges = new Map<PdfRow, Edge>();
  for (const onPage of byPage.values()) {
    const sorted = [...onPage].sort((one, other) => other.y - one.y);
    for (const row of sorted.slice(-ROWS_AT_EDGE)) edges.set(row, 'footer');
    for (const row of sorted.slice(0, ROWS_AT_EDGE)) edges.set(row, 'header');
  }
  return edges;
}

/** Words and place, numbers counted as one; the neighbouring place as well, so that a border splits nothing. */
function keysOf({ text, y }: PdfRow, edge: Edge): readonly string[] {
  const words = text
    .toLowerCase()
    .replace(/\d+/g, '#')
    .replace(/^(?:#|[ivxlc]+)$/, '#');
  const place = Math.round(y / SAME_PLACE);
  return [place, place - 1, place + 1].map((near) => `${edge} ${near} ${words}`);
}
