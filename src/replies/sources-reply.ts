// In: every passage found for a question, in rank order. Out: the same passages by document, each with its
// rank, the document of the best passage first.

import type { Citation } from '../answering/answer.js';
import { cite } from './cite.js';
import { BRIEF_QUOTE } from './quote.js';
import type { NoticeReply, ShownCitation, SourceGroup, SourcesReply } from './reply.js';

/** Groups what was found by document. */
export function sourcesReply(
  question: string,
  citations: readonly Citation[],
): SourcesReply | NoticeReply {
  if (citations.length === 0) {
    return { kind: 'notice', text: `No passage was found for “${question}”.` };
  }
  const groups = new Map<string, { source: SourceGroup['source']; passages: ShownCitation[] }>();
  for (const citation of citations) {
    const shown = cite(citation, BRIEF_QUOTE);
    const group = groups.get(citation.document.id) ?? { source: shown.source, passages: [] };
    group.passages.push(shown);
    groups.set(citation.document.id, group);
  }
  const passages = citations.length === 1 ? '1 passage' : `${citations.length} passages`;
  const documents = groups.size === 1 ? '1 document' : `${groups.size} documents`;
  return {
    kind: 'sources',
    question,
    text: `${passages} in ${documents} for “${question}”, [1] the nearest:`,
    groups: [...groups.values()],
  };
}
