// In: a Summary. Out: the Reply that shows it. Every sentence is quoted whole; what we say beside them tells
// where they come from and in which order they stand, never what they mean.

import type { Citation } from '../answering/answer.js';
import type { Summary, SummarySentence } from '../summaries/summary.js';
import { showParagraph, sourceLine } from './cite.js';
import { copiedNote } from './copied-note.js';
import type { NoticeReply, ShownCitation } from './reply.js';
import type { SummaryReply } from './topic-replies.js';

/** Turns a summary that has sentences into a reply. */
export function summaryReply(summary: Summary): SummaryReply {
  const { about, title, outcome, sentences } = summary;
  const first = sentences[0];
  return {
    kind: 'summary',
    title,
    text: headline(summary),
    source: about === 'document' && first !== undefined ? sourceLine(first.document) : null,
    isNear: outcome === 'closest',
    citations: sentences.map(shown),
    ...copiedNote(summary.corpus),
  };
}

/** Says that a document has nothing to quote on its own, such as a list of addresses. */
export function emptySummary({ title }: Pick<Summary, 'title'>): NoticeReply {
  return { kind: 'notice', text: `“${title}” has no sentence that can be read on its own.` };
}

/** The sentences of a summary as citations, so that their context can be opened. */
export function summaryCitations({ sentences }: Pick<Summary, 'sentences'>): Citation[] {
  return sentences.map(({ n, label, document, paragraph, text, score }) => {
    const highlight = { start: 0, end: text.length };
    return { n, label, document, paragraph, text, highlight, score };
  });
}

function shown({ n, text, document, paragraph, score }: SummarySentence): ShownCitation {
  const whole = { before: '', lead: '', highlight: text, after: '' };
  return {
    n,
    quote: { ...whole, cutBefore: false, cutAfter: false },
    source: sourceLine(document),
    paragraph: showParagraph(paragraph),
    score,
  };
}

function headline({ about, outcome, sentences }: Summary): string {
  if (about === 'document') return 'In sentences of its own, in their order:';
  if (outcome === 'closest') {
    return 'The documents hardly speak of this. These sentences come nearest:';
  }
  const documents = new Map(sentences.map(({ document }) => [document.id, document.date]));
  const from = documents.size === 1 ? 'one document' : `${documents.size} documents`;
  const undated = [...documents.values()].filter((date) => date === null).length;
  const order =
    undated === documents.size ? '' : undated > 0 ? ', by date, undated ones last' : ', by date';
  return `In sentences of ${from}${documents.size === 1 ? '' : order}:`;
}
