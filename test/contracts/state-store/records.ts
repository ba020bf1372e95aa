// Records with only what a test is about spelled out. Everything is from noon and expires at one.

import type { AnswerRecord, Feedback, FoundPassage, Turn } from '../../../src/store/state-store.js';

export const NOON = new Date('2024-05-01T12:00:00.000Z');
export const ONE = new Date('2024-05-01T13:00:00.000Z');
export const noon = (): Date => NOON;

/** So many milliseconds after noon, as records hold it. */
export function afterNoon(milliseconds: number): string {
  return new Date(NOON.getTime() + milliseconds).toISOString();
}

const TIMES = { createdAt: NOON.toISOString(), expiresAt: ONE.toISOString() };

/** Ids as nobody should choose them. */
export const HOSTILE_IDS = [
  "'; DROP TABLE answer; --",
  'a\0b',
  '%',
  '',
  '‮漢字👩‍👩‍👧',
  'x'.repeat(5_000),
];

export function foundOf(label: number, parts: Partial<FoundPassage> = {}): FoundPassage {
  return {
    label,
    n: label,
    documentId: 'harbour-3f2a91',
    highlight: { start: 10, end: 90 },
    lead: { start: 0, end: 10 },
    score: 0.1 + 0.2,
    shownAs: label,
    title: 'The harbour — “a title”, 漢字',
    paragraph: { first: 1, last: 2, of: 9 },
    trace: {
      cosine: 0.7,
      contextCosine: 1 / 3,
      sentenceCosine: 0.8,
      dense: 0.75,
      bm25: 12.345678901234567,
      bm25Share: 1,
      coverage: 1,
      order: 1,
      lexical: 1,
      score: 0.1 + 0.2,
      denseRank: 1,
      lexicalRank: null,
    },
    ...parts,
  };
}

/** A passage without any of the things that may be missing. */
export function bareFound(label: number): FoundPassage {
  const { documentId, highlight, n, paragraph, score, title } = foundOf(label);
  return { documentId, highlight, label, n, paragraph, score, title, shownAs: null, trace: null };
}

export function recordOf(id: string, parts: Partial<AnswerRecord> = {}): AnswerRecord {
  return {
    id,
    collection: 'default',
    guild: 'guild',
    conversation: 'channel',
    asker: 'ann',
    isPrivate: false,
    outcome: 'answer',
    confidence: 0.8123456789012345,
    searched: 4_321,
    words: [
      { word: 'harbour', passages: 12 },
      { word: 'zorblax', passages: 0 },
    ],
    found: [foundOf(1), bareFound(2)],
    ...TIMES,
    ...parts,
  };
}

export function turnOf(answerId: string, parts: Partial<Turn> = {}): Turn {
  return {
    answerId,
    conversation: 'channel',
    asker: 'ann',
    isPrivate: false,
    question: `What of ${answerId}?`,
    ...TIMES,
    ...parts,
  };
}

export function feedbackOf(answerId: string, parts: Partial<Feedback> = {}): Feedback {
  return {
    answerId,
    person: 'ann',
    verdict: 'up',
    reason: null,
    question: null,
    ...TIMES,
    ...parts,
  };
}
