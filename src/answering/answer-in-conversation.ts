// In: a question and the turn before it. Out: its answer, what was understood, and what the next question may go
// on from. A certain reading is searched once; of an uncertain one both readings are, and the corpus decides.

import type { Answer, Citation } from './answer.js';
import type { Answerer, Sources, SourcesRequest } from './answerer.js';
import type { EarlierAnswer, EarlierTurn } from './earlier-turn.js';
import { withoutTopic } from './complete-question.js';
import { namesOf, opensQuestion, splitQuestion, wordsOf } from './question-parts.js';
import { needsAnswer, readTurn, type Reading } from './read-turn.js';
import { saidBy } from './said-by.js';
import { isSmallTalk } from './small-talk.js';
import { supportsCompleted } from './weigh-readings.js';

export interface ConversationAnswer {
  readonly answer: Answer;
  /** Every passage found, in rank order. */
  readonly found: readonly Citation[];
  /** What was searched: complete. */
  readonly question: string;
  /** `asked`: as it stands. `weighed`: completed, because the corpus supports that rather than as it stands. */
  readonly understood: 'asked' | 'completed' | 'weighed' | 'more' | 'speaker';
  /** Null where nothing was asked of the corpus: the next question then goes on from the same turn as this. */
  readonly turn: EarlierTurn | null;
}

/** Passages found beside "tell me more", of which those shown before are left out. */
const FOUND = 20;

interface Conversation {
  readonly answerer: Answerer;
  readonly request: SourcesRequest;
  readonly earlier: EarlierTurn;
  /** Of the earlier question, unless the request names one. */
  readonly collection: string | undefined;
}

/**
 * Answers a question, as going on from an earlier turn where it does.
 *
 * @throws ReadableError as the answerer does
 */
export async function answerInConversation(
  answerer: Answerer,
  request: SourcesRequest,
  earlier: EarlierTurn | null,
): Promise<ConversationAnswer> {
  if (earlier === null) return asAsked(await answerer.sources(request), request);
  const { operators } = splitQuestion(earlier.question);
  const collection = request.collection ?? operators.collection ?? undefined;
  const conversation = { answerer, request, earlier, collection };
  const cited = await citedBefore(conversation);
  const reading = await read(conversation, cited);
  switch (reading.kind) {
    case 'asked':
      return asAsked(await answerer.sources(request), request);
    case 'more':
      return goOn(conversation);
    case 'speaker':
      return tellSpeaker(conversation, { question: reading.question, cited });
    case 'completed':
      return complete(conversation, reading);
  }
}

/** The first citation of the earlier answer, read only where the question may need its words. */
async function citedBefore({
  answerer,
  request,
  earlier,
  collection,
}: Conversation): Promise<Citation | null> {
  if (!needsAnswer(request.question)) return null;
  const [first] = await answerer.cited(earlier.cited.slice(0, 1), collection);
  // What has left the corpus is shown to who was told it, and tells nothing new.
  return first?.left === undefined ? (first ?? null) : null;
}

async function read(
  { answerer, request, earlier, collection }: Conversation,
  cited: Citation | null,
): Promise<Reading> {
  const { facts } = await answerer.status(collection);
  const answer = cited === null ? null : earlierAnswer(cited);
  return readTurn(request.question, {
    question: earlier.question,
    answer,
    outlets: facts.outlets,
  });
}

function earlierAnswer({ text, highlight, document }: Citation): EarlierAnswer {
  return {
    sentence: text.slice(highlight.start, highlight.end),
    before: text.slice(0, highlight.start),
    title: document.title,
  };
}

async function complete(
  conversation: Conversation,
  { question, isCertain }: Extract<Reading, { kind: 'completed' }>,
): Promise<ConversationAnswer> {
  const { answerer, request, earlier } = conversation;
  // Who asks the same again wants it as it stands.
  if (question === earlier.question && standsAlone(request.question)) {
    return asAsked(await answerer.sources(request), request);
  }
  const completedRequest = { ...request, question };
  const search = async (): Promise<Sources> => answerer.sources(completedRequest);
  if (isCertain) {
    const sources = await lookNear(conversation, await search(), { isTaken: true });
    return asAsked(sources, completedRequest, 'completed');
  }
  const asked = await answerer.sources(request);
  const completed = await search();
  const shown = earlier.cited.map(({ label }) => label);
  if (!supportsCompleted({ asked: asked.answer, completed: completed.answer, shown })) {
    return asAsked(asked, request);
  }
  return asAsked(
    await lookNear(conversation, completed, { isTaken: false }),
    completedRequest,
    'weighed',
  );
}

/** True for a question with a name of its own: it says something without an earlier one. */
function standsAlone(question: string): boolean {
  return opensQuestion(wordsOf(question)[0]) && namesOf(question).length > 0;
}

/**
 * What was typed, looked for in the document quoted last: the topic that was added finds what was shown before,
 * and the new answer often stands beside it. Where it is not found there, or the topic was what decided, it
 * still tells which sentence of the first passage to mark.
 */
async function lookNear(
  { answerer, request, earlier }: Conversation,
  completed: Sources,
  { isTaken }: { readonly isTaken: boolean },
): Promise<Sources> {
  const typed = withoutTopic(completed.answer.question);
  const document = earlier.cited[0]?.documentId;
  if (typed === null || document === undefined) return completed;
  const filter = { ...request.filter, document };
  const near = await answerer.sources({ ...request, question: typed, filter });
  if (isTaken && near.answer.outcome === 'answer') {
    return { ...near, answer: { ...near.answer, question: completed.answer.question } };
  }
  const [first, ...others] = completed.answer.citations;
  const marked = near.citations.find(({ label }) => label === first?.label);
  if (first === undefined || marked === undefined) return completed;
  const citations = [markedAs(first, marked), ...others];
  return { ...completed, answer: { ...completed.answer, citations } };
}

/** The same citation with another sentence marked, and with no sentence before it unless that needs one. */
function markedAs(
  { n, label, document, paragraph, text, cut, score }: Citation,
  { highlight, lead }: Pick<Citation, 'highlight' | 'lead'>,
): Citation {
  const around = { ...(lead === undefined ? {} : { lead }), ...(cut === undefined ? {} : { cut }) };
  return { n, label, document, paragraph, text, highlight, ...around, score };
}

function asAsked(
  { answer, citations }: Sources,
  { question }: SourcesRequest,
  understood: ConversationAnswer['understood'] = 'asked',
): ConversationAnswer {
  const turn = isSmallTalk(answer.reason)
    ? null
    : { question, cited: references(answer), seen: [] };
  return { answer, found: citations, question, understood, turn };
}

/** The passages that come next, as passages that are near: nobody knows whether they answer. */
async function goOn({ answerer, request, earlier, collection }: Conversation) {
  const { question } = earlier;
  const { limit } = request;
  const found = Math.max(FOUND, request.found ?? FOUND);
  const sources = await answerer.sources({ ...request, collection, question, found });
  const seen = [...earlier.seen, ...earlier.cited.map(({ label }) => label)];
  const next = sources.citations.filter(({ label }) => !seen.includes(label));
  const citations = next
    .slice(0, limit ?? MORE_SHOWN)
    .map((citation, i) => ({ ...citation, n: i + 1 }));
  const { confidence } = sources.answer;
  const answer: Answer = {
    ...sources.answer,
    outcome: citations.length === 0 ? 'none' : 'closest',
    // Where the first passages hold the evidence, these do not.
    confidence: Math.min(confidence, 1 - confidence),
    citations,
    ...(citations.length === 0 ? { reason: 'nothing_more' as const } : {}),
  };
  const turn = { question, cited: references(answer), seen };
  return { answer, found: sources.citations, question, understood: 'more' as const, turn };
}

/** Passages shown for "tell me more" unless told. */
const MORE_SHOWN = 3;

/**
 * The question holds the sentence that it finds, so that its own figure says nothing: in 6 of the 7 conversations
 * that ask who said so, it was the right passage (test/questions/conversations.jsonl).
 */
const SPEAKER_CONFIDENCE = 0.85;

/** The earlier passage again, with the sentence marked that tells who speaks in it. */
async function tellSpeaker(
  { answerer, request, earlier, collection }: Conversation,
  { question, cited }: { readonly question: string; readonly cited: Citation | null },
): Promise<ConversationAnswer> {
  const filter = { ...request.filter, document: cited?.document.id };
  const sources = await answerer.sources({ ...request, collection, question, filter });
  if (cited === null) return asAsked(sources, { ...request, question }, 'speaker');
  const speaker = saidBy(cited);
  const isSame = speaker === null || speaker.start === cited.highlight.start;
  const marked = isSame ? cited : markedAs(cited, { highlight: speaker });
  const first = { ...marked, n: 1 };
  const outcome = speaker !== null && sources.answer.outcome === 'answer' ? 'answer' : 'closest';
  const confidence = Math.min(sources.answer.confidence, SPEAKER_CONFIDENCE);
  const answer: Answer = { ...sources.answer, outcome, confidence, citations: [first] };
  const others = sources.citations.filter(({ label }) => label !== first.label);
  const turn = { question: earlier.question, cited: references(answer), seen: earlier.seen };
  const ranked = [first, ...others.map((citation, i) => ({ ...citation, n: i + 2 }))];
  return { answer, found: ranked, question, understood: 'speaker', turn };
}

function references({ citations }: Answer): EarlierTurn['cited'] {
  return citations.map(({ label, n, highlight, lead, score, document }) => ({
    label,
    n,
    highlight,
    ...(lead === undefined ? {} : { lead }),
    score,
    documentId: document.id,
  }));
}
