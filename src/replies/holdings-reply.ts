// In: what a collection holds and a page's number. Out: that page.

import type { Holding } from '../curating/list-holdings.js';
import type { HoldingsReply, ShownHolding } from './corpus-replies.js';
import { showDate } from './show-date.js';

/** Of one page: what a telephone shows at a glance. */
export const HOLDINGS_A_PAGE = 8;

const OF_THE_FOLDER =
  'Files of the corpus folder are listed here and removed by deleting the file; then run npm run build-index.';

/** Shows a page of the holdings; a number beyond the last one shows the last. */
export function holdingsReply(
  holdings: readonly Holding[],
  page: { readonly number: number; readonly size?: number },
): HoldingsReply {
  const size = page.size ?? HOLDINGS_A_PAGE;
  const of = Math.max(1, Math.ceil(holdings.length / size));
  const number = Math.min(Math.max(1, page.number), of);
  const hasFiles = holdings.some(({ kind }) => kind === 'file');
  return {
    kind: 'holdings',
    text: headline(holdings),
    items: holdings.slice((number - 1) * size, number * size).map(shown),
    page: { number, of },
    note: hasFiles ? OF_THE_FOLDER : null,
  };
}

function headline(holdings: readonly Holding[]): string {
  if (holdings.length === 0) return 'Nothing has been added yet.';
  const feeds = holdings.filter(({ kind }) => kind === 'feed' || kind === 'sitemap').length;
  const documents = holdings.filter(({ kind }) => kind === 'document' || kind === 'file').length;
  const said = documents === 1 ? '1 document' : `${documents} documents`;
  if (feeds === 0) return `${said}, the newest first:`;
  return `${said}, ${feeds === 1 ? '1 feed or sitemap' : `${feeds} feeds and sitemaps`}, the newest first:`;
}

function shown(holding: Holding): ShownHolding {
  const { kind, title, place, outlet, date, id, isIndexed, problem } = holding;
  return {
    title,
    place,
    facts: [
      ...(kind === 'document' || kind === 'file' ? [] : [kind]),
      ...(outlet === null ? [] : [outlet]),
      ...(date === null ? [] : [showDate(date)]),
      isIndexed ? 'indexed' : 'not indexed yet',
      ...(kind === 'file' ? ['file of the corpus folder'] : [id]),
    ],
    problem: problem?.text ?? null,
  };
}
