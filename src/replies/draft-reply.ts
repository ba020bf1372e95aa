// In: the preview of a draft. Out: what a person looks at before they confirm it.

import type { DraftPreview } from '../curating/draft-preview.js';
import type { DraftReply } from './corpus-replies.js';
import { showDate } from './show-date.js';

const MOST_RULES = 4;

/** Shows what was understood. */
export function draftReply(preview: DraftPreview): DraftReply {
  const { title, opening, removed, leftOut, kind } = preview;
  return {
    kind: 'draft',
    text: headline(preview),
    title,
    facts: kind === 'document' ? documentFacts(preview) : listingFacts(preview),
    opening,
    removed: removed.slice(0, MOST_RULES).map(({ rule, lines, example }) => ({
      what: `${counted(lines, 'line')} as ${rule}`,
      example,
    })),
    leftOut,
    note: 'Nothing is added before you confirm it; an unconfirmed draft is deleted after an hour.',
  };
}

function headline({ kind, replaces, sameAs }: DraftPreview): string {
  const what = { document: 'a document', feed: 'a feed', sitemap: 'a sitemap' }[kind];
  if (sameAs !== null) return `This is understood as ${what}. The same file is kept already.`;
  return replaces
    ? `This is understood as ${what}. It replaces the one from the same place.`
    : `This is understood as ${what}.`;
}

function documentFacts(preview: DraftPreview): string[] {
  const { outlet, author, date, language, name, url, paragraphs, documents } = preview;
  return [
    outlet === null ? 'No outlet' : `Outlet: ${outlet}`,
    date === null ? 'No date' : `Date: ${showDate(date)}`,
    ...(author === null ? [] : [`Author: ${author}`]),
    ...(language === null ? [] : [`Language: ${language}`]),
    counted(paragraphs, 'paragraph'),
    ...(documents === 1 ? [] : [`${documents} documents`]),
    url ?? name,
  ];
}

function listingFacts({ documents, outlet, url, name, kind }: DraftPreview): string[] {
  const read = kind === 'feed' ? 'read again every hour' : 'read again every day';
  return [
    `About ${counted(documents, 'entry', 'entries')}`,
    read,
    ...(outlet === null ? [] : [`Outlet: ${outlet}`]),
    url ?? name,
  ];
}

function counted(n: number, one: string, many = `${one}s`): string {
  return n === 1 ? `1 ${one}` : `${n} ${many}`;
}
