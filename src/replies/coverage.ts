// In: facts of a corpus. Out: one sentence on what it covers, and examples of what can be asked. Examples
// are made of its documents' titles, so that none invents a claim.

import type { CorpusSummary } from '../answering/answer.js';
import type { Answerer } from '../answering/answerer.js';
import { showDate } from './show-date.js';

/** What is told of a corpus where it has no answer. */
export interface Coverage extends CorpusSummary {
  readonly outlets: readonly string[];
  readonly titles: readonly string[];
}

/** Outlets named before the rest is counted. */
const OUTLETS_SHOWN = 4;
const EXAMPLES = 2;
/** Titles that examples are chosen from: more would have to come over from the answering process. */
const TITLES_READ = 200;

/** Reads what a corpus covers. */
export async function readCoverage(answerer: Answerer, collection?: string): Promise<Coverage> {
  const [{ facts }, documents] = await Promise.all([
    answerer.status(collection),
    answerer.suggest({ kind: 'document', typed: '', limit: TITLES_READ, collection }),
  ]);
  const { first, last, outlets } = facts;
  const titles = documents.map(({ name }) => name);
  return { documents: facts.documents, first, last, outlets, titles };
}

/** `17 documents, 14 Oct 2015 to 2026`. */
export function showSummary(corpus: CorpusSummary): string {
  const { documents, first, last } = corpus;
  const count = documents === 1 ? '1 document' : `${documents} documents`;
  if (first === null || last === null) return count;
  const dates = first === last ? showDate(first) : `${showDate(first)} to ${showDate(last)}`;
  return `${count}, ${dates}`;
}

/** `The corpus holds 17 documents, 14 Oct 2015 to 2026, from Inforos, SouthFront and 3 more outlets.` */
export function showCoverage(corpus: Omit<Coverage, 'titles'>): string {
  const { outlets } = corpus;
  const from = outlets.length === 0 ? '' : `, from ${listed(outlets)}`;
  return `The corpus holds ${showSummary(corpus)}${from}.`;
}

/** Questions made of titles: the same for the same question, different ones for different questions. */
export function exampleQuestions(titles: readonly string[], question: string): string[] {
  const step = Math.max(1, Math.ceil(titles.length / EXAMPLES));
  const start = Array.from(question).reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0);
  const chosen = new Set<string>();
  for (let i = 0; i < Math.min(EXAMPLES, titles.length); i += 1) {
    const title = titles[(start + i * step) % titles.length];
    if (title !== undefined) chosen.add(title);
  }
  return [...chosen].map((title) => `What is said about “${title}”?`);
}

function listed(outlets: readonly string[]): string {
  const shown = outlets.slice(0, OUTLETS_SHOWN);
  const rest = outlets.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more ${rest === 1 ? 'outlet' : 'outlets'}`;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}
