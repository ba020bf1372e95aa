// In: what a collection holds and a page's number. Out: that page.

import type { Holding } from '../curating/list-holdings.js';
import type { HoldingsReply, ShownHolding } from './corpus-replies.js';
import { showDate } from './show-date.js';

/** Of one page: what a telephone shows at a glance. */
const HOLDINGS_A_PAGE = 8;

const OF_THE_FOLDER =
  'A file of the corpus folder is removed by deleting it; then run npm run build-index. One that is not indexed is new or was left out: npm run corpus -- status says why.';

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
  const count = (...kinds: Holding['kind'][]): number =>
    holdings.filter(({ kind }) => kinds.includes(kind)).length;
  const files = counted(count('file'), 'file of the corpus folder', 'files of the corpus folder');
  const added = [
    ...counted(count('document'), 'document', 'documents'),
    ...counted(count('feed', 'sitemap'), 'feed or sitemap', 'feeds and sitemaps'),
    ...counted(count('folder'), 'folder', 'folders'),
  ];
  const newest = added.length === 0 ? [] : [`${added.join(', ')}, the newest first`];
  return `${[...newest, ...files].join('; ')}:`;
}

/** As a list, empty where there are none. */
function counted(n: number, one: string, many: string): string[] {
  if (n === 0) return [];
  return [n === 1 ? `1 ${one}` : `${n} ${many}`];
}

function shown(holding: Holding): ShownHolding {
  const { kind, title, place, outlet, date, id, problem } = holding;
  return {
    title,
    place,
    facts: [
      ...(kind === 'document' || kind === 'file' ? [] : [kind]),
      ...(outlet === null ? [] : [outlet]),
      ...(date === null ? [] : [showDate(date)]),
      standing(holding),
      ...(kind === 'file' ? ['file of the corpus folder'] : [id]),
    ],
    problem: problem?.text ?? null,
  };
}

function standing({ kind, isIndexed, documents }: Holding): string {
  if (kind === 'document' || kind === 'file') {
    if (!isIndexed) return kind === 'file' ? 'not indexed' : 'not indexed yet';
    return documents === null || documents === 1 ? 'indexed' : `${documents} documents, indexed`;
  }
  return isIndexed ? 'read' : 'not read yet';
}
