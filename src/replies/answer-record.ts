// In: an answer with its explanation, every passage found, and who asked where. Out: what the store keeps, so
// that a button works later: labels, spans and scores, but neither the question nor a quoted word.

import type { Answer, Citation } from '../answering/answer.js';
import { stem } from '../retrieval/stem.js';
import { words } from '../retrieval/terms.js';
import { foldText } from '../shared/fold-text.js';
import type { Summary } from '../summaries/summary.js';
import type { AnswerRecord, FoundPassage, MatchedWord } from '../store/state-store.js';

/** What an answer does not know of itself. */
export type RecordFrame = Omit<
  AnswerRecord,
  'outcome' | 'confidence' | 'searched' | 'words' | 'found' | 'judgement'
>;

export interface AnswerRecordInput extends RecordFrame {
  /** Asked for with `explain`; without it neither words nor scores are kept. */
  readonly answer: Answer;
  /** In rank order. */
  readonly found: readonly Citation[];
  /** Passages of the corpus that was searched; 0 where it is not known. */
  readonly searched?: number;
}

/** Makes the record of an answer. */
export function answerRecord(input: AnswerRecordInput): AnswerRecord {
  const { answer, found, searched = 0, ...frame } = input;
  return {
    ...frame,
    outcome: answer.outcome,
    confidence: answer.confidence,
    searched,
    words: matchedWords(answer),
    ...judgementOf(answer),
    found: foundPassages(answer, found),
  };
}

/** What spoke for and against an answer; nothing where nothing was judged. */
export function judgementOf({ explanation }: Answer): Pick<AnswerRecord, 'judgement'> {
  if (explanation === undefined) return {};
  return { judgement: { features: { ...explanation.features }, weights: explanation.weights } };
}

/** Makes the record of a summary: where each sentence stands; nothing was scored for a question. */
export function summaryRecord(summary: Summary, frame: RecordFrame): AnswerRecord {
  return {
    ...frame,
    outcome: summary.outcome,
    confidence: 0,
    searched: 0,
    words: [],
    found: summary.sentences.map(({ n, label, span, document, paragraph, score }) => ({
      ...{ n, label, score, paragraph, highlight: span, shownAs: n },
      documentId: document.id,
      title: document.title,
      trace: null,
    })),
  };
}

/** The words of a question as the corpus knows them, written as they were typed. */
export function matchedWords(answer: Answer): MatchedWord[] {
  const typed = new Map(
    (answer.question.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map((word) => [foldText(word), word]),
  );
  return (answer.explanation?.terms ?? []).map(({ term, frequency }) => ({
    word: typed.get(term) ?? term,
    passages: frequency,
  }));
}

/** Every passage that was found, with the `[n]` it was shown under and the scores that ranked it. */
export function foundPassages(answer: Answer, found: readonly Citation[]): FoundPassage[] {
  const shownAs = new Map(answer.citations.map(({ label, n }) => [label, n]));
  const traces = new Map(
    (answer.explanation?.matches ?? []).map(({ label, trace }) => [label, trace]),
  );
  const labels = new Set(found.map(({ label }) => label));
  const known = wordsByStem(answer);
  const promoted = new Set(
    answer.citations.flatMap(({ label, isOtherOutlet }) => (isOtherOutlet === true ? [label] : [])),
  );
  // What an answer shows must come back, however few passages were asked for beside it.
  const others = answer.citations.filter(({ label }) => !labels.has(label));
  return [...found, ...others].map((citation) => ({
    label: citation.label,
    n: citation.n,
    documentId: citation.document.id,
    highlight: citation.highlight,
    ...(citation.lead === undefined ? {} : { lead: citation.lead }),
    score: citation.score,
    shownAs: shownAs.get(citation.label) ?? null,
    title: citation.document.title,
    paragraph: citation.paragraph,
    trace: traces.get(citation.label) ?? null,
    ...(answer.explanation === undefined ? {} : { holds: wordsHeld(citation, known) }),
    ...copyReferences(citation),
    ...(promoted.has(citation.label) ? { isOtherOutlet: true as const } : {}),
  }));
}

function copyReferences({ alsoIn }: Citation): Pick<FoundPassage, 'alsoIn'> {
  if (alsoIn === undefined) return {};
  return { alsoIn: alsoIn.map(({ label, document }) => ({ label, documentId: document.id })) };
}

/** The question's words by their stems, as the search compares them. */
function wordsByStem(answer: Answer): ReadonlyMap<string, string> {
  return new Map(matchedWords(answer).map(({ word }) => [stem(foldText(word)), word]));
}

/** Those of them that stand in a citation's best sentence. */
function wordsHeld({ text, highlight }: Citation, known: ReadonlyMap<string, string>): string[] {
  const stems = new Set(words(text.slice(highlight.start, highlight.end)).map(stem));
  return [...known].flatMap(([stemmed, word]) => (stems.has(stemmed) ? [word] : []));
}
