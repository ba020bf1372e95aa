// In: a topic. Out: its timeline and the reply, or the refusal where nothing is on it: what every face does with one.

import type { Answer, Citation } from '../answering/answer.js';
import type { Answerer, TimelineRequest } from '../answering/answerer.js';
import { scopeAsked } from '../answering/scope-asked.js';
import { parseQuestion } from '../retrieval/question.js';
import { composeTimeline } from '../timelines/compose-timeline.js';
import { countMonths } from '../timelines/count-months.js';
import { askedParts } from './asked.js';
import { copiedNote } from './copied-note.js';
import { readCoverage } from './coverage.js';
import { noneReply } from './none-reply.js';
import type { NoneReply } from './reply.js';
import type { TimelineReply } from './topic-replies.js';
import { timelineReply, type TimelineOptions } from './timeline-reply.js';

export interface LaidTimeline {
  readonly reply: TimelineReply | NoneReply;
  /** The topic's answer with the timeline's entries for citations, numbered in order of time. */
  readonly answer: Answer;
  /** All that is on the topic, in rank order. */
  readonly found: readonly Citation[];
  /** Passages of the corpus that was searched. */
  readonly searched: number;
}

/** @throws ReadableError as the answerer does */
export async function layTimeline(
  answerer: Answerer,
  request: TimelineRequest,
  paging: Pick<TimelineOptions, 'perPage'> = {},
): Promise<LaidTimeline> {
  const scope = scopeAsked(request.collection, parseQuestion(request.question).collection);
  const [{ answer, passages, chart }, { facts }] = await Promise.all([
    answerer.timeline(request),
    answerer.status(scope),
  ]);
  const searched = facts.passages;
  const topic = request.question.replace(/\s+/g, ' ').trim();
  if (passages.length === 0) {
    const coverage = await readCoverage(answerer, scope);
    const refusal = noneReply(askedParts(topic), coverage, answer.reason);
    const text = TEXTS[refusal.reason] ?? refusal.text;
    const reply = { ...refusal, text, ...copiedNote(answer.corpus) };
    return { reply, answer: { ...answer, citations: [] }, found: [], searched };
  }
  const timeline = composeTimeline(passages);
  return {
    reply: {
      ...timelineReply(timeline, {
        ...paging,
        topic,
        isFirm: answer.outcome === 'answer',
        picture: chart === null ? null : { png: chart },
      }),
      ...copiedNote(answer.corpus),
    },
    answer: { ...answer, citations: timeline.entries },
    found: passages.map(({ citation }) => citation),
    searched,
  };
}

/** Another page of a timeline, of citations that were brought back: shown ones carry their number, others 0. */
export function turnTimeline(
  citations: readonly Citation[],
  options: Omit<TimelineOptions, 'topic'>,
): TimelineReply {
  const entries = citations.filter(({ n }) => n > 0).sort((a, b) => a.n - b.n);
  return timelineReply({ entries, counts: countMonths(citations) }, { ...options, topic: null });
}

/** What is said of a topic where a question would be spoken of. */
const TEXTS: Partial<Record<NoneReply['reason'], string>> = {
  filtered: 'No passage on this topic passes the filters.',
  nothing_near: 'Nothing in the documents comes near this topic.',
};
