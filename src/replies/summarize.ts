// In: a document or a topic. Out: its summary and the reply: what every face does with a request for one.

import type { Answerer, SummarizeRequest } from '../answering/answerer.js';
import { scopeAsked } from '../answering/scope-asked.js';
import { parseQuestion } from '../retrieval/question.js';
import type { Summary } from '../summaries/summary.js';
import { askedParts } from './asked.js';
import { copiedNote } from './copied-note.js';
import { readCoverage } from './coverage.js';
import { noneReply } from './none-reply.js';
import type { NoneReply, NoticeReply } from './reply.js';
import type { SummaryReply } from './topic-replies.js';
import { emptySummary, summaryReply } from './summary-reply.js';

export interface Summarized {
  readonly summary: Summary;
  readonly reply: SummaryReply | NoneReply | NoticeReply;
}

/** @throws ReadableError as the answerer does */
export async function summarize(
  answerer: Answerer,
  request: SummarizeRequest,
): Promise<Summarized> {
  const summary = await answerer.summarize(request);
  if (summary.outcome !== 'none') return { summary, reply: summaryReply(summary) };
  if (request.about === 'document') return { summary, reply: emptySummary(summary) };
  const scope = scopeAsked(request.collection, parseQuestion(request.topic).collection);
  const coverage = await readCoverage(answerer, scope);
  const reply = noneReply(askedParts(summary.title), coverage, summary.reason);
  return { summary, reply: { ...reply, ...copiedNote(summary.corpus) } };
}
