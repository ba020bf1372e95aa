// In: every passage found for a question, in rank order. Out: one page of them by document, each with its
// rank, the document of the page's best passage first. Pages are cut by rank, so that [n] runs on.

import type { Citation, CorpusSummary } from '../answering/answer.js';
import { cite } from './cite.js';
import { copiedNote } from './copied-note.js';
import { BRIEF_QUOTE } from './quote.js';
import type { NoticeReply, ShownCitation, SourceGroup, SourcesReply } from './reply.js';

/** Passages on a page: what a phone shows without much scrolling. */
export const SOURCES_PER_PAGE = 6;

export interface PageOptions {
  /** 1-based; the nearest there is where it does not exist. */
  readonly page?: number;
  /** Null puts everything on one page. */
  readonly perPage?: number | null;
  /** What was searched, where it is known. */
  readonly corpus?: CorpusSummary | undefined;
}

/** Groups what was found by document. */
export function sourcesReply(
  question: string | null,
  found: readonly Citation[],
  options: PageOptions = {},
): SourcesReply | NoticeReply {
  const citations = withoutCopies(found);
  const asked = question === null ? '' : ` for “${question}”`;
  if (citations.length === 0) return { kind: 'notice', text: `No passage was found${asked}.` };
  const perPage = options.perPage === null ? citations.length : options.perPage;
  const size = Math.max(1, Math.trunc(perPage ?? SOURCES_PER_PAGE));
  const of = Math.ceil(citations.length / size);
  const number = Math.min(of, Math.max(1, Math.trunc(options.page ?? 1) || 1));
  const passages = citations.length === 1 ? '1 passage' : `${citations.length} passages`;
  const count = new Set(citations.map((citation) => citation.document.id)).size;
  const documents = count === 1 ? '1 document' : `${count} documents`;
  return {
    kind: 'sources',
    question,
    text: `${passages} in ${documents}${asked}, [1] the nearest:`,
    groups: byDocument(citations.slice((number - 1) * size, number * size)),
    page: { number, of },
    ...copiedNote(options.corpus ?? {}),
  };
}

/** A passage that another one names as its copy is not listed by itself. */
function withoutCopies(found: readonly Citation[]): Citation[] {
  const copies = new Set(found.flatMap(({ alsoIn = [] }) => alsoIn.map(({ label }) => label)));
  return found.filter(({ label }) => !copies.has(label));
}

function byDocument(citations: readonly Citation[]): SourceGroup[] {
  const groups = new Map<string, { source: SourceGroup['source']; passages: ShownCitation[] }>();
  for (const citation of citations) {
    const shown = cite(citation, BRIEF_QUOTE);
    const group = groups.get(citation.document.id) ?? { source: shown.source, passages: [] };
    group.passages.push(shown);
    groups.set(citation.document.id, group);
  }
  return [...groups.values()];
}
