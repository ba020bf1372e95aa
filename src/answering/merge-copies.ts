// In: passages, best first. Out: the same with copies of one text merged: a wire copy in five outlets is one
// piece of evidence, told once with the names of all five. Nothing is forgotten, and ranks stay as they are.

import type { ScoredPassage } from '../retrieval/scored-passage.js';
import type { StoredPassage } from '../store/knowledge-store.js';
import { firstDay, lastDay } from '../store/partial-dates.js';
import {
  containment,
  coverage,
  isWithin,
  shinglesOf,
  type Shingles,
} from '../shared/word-shingles.js';

/**
 * Two passages are copies where so much of the smaller one's runs of words stands in the other. Measured on
 * made-up copies (DECISIONS.md): no two different passages of four sets reach it, and of copies that were packed
 * anew with 4 % of their words changed, 98 % of those that share four fifths of their text do.
 */
const SAME = 0.4;

/**
 * So few shared runs may be a formula, as in notes that all begin alike: then nearly all has to be shared.
 * Twelve runs are sixteen words on end.
 */
const FORMULA = { runs: 12, share: 0.8 } as const;

/**
 * A copy leads only where it holds so much of the best one: a shorter cut lost the evidence of 2 in 79 questions
 * over a corpus with two made-up copies of each document, from .7 on none was lost (DECISIONS.md).
 */
const MOSTLY = 0.7;

/** A passage that is shown, and those that say the same elsewhere. */
export interface MergedPassage {
  readonly lead: ScoredPassage;
  /** Best first, none of the lead's own document, one of each document. */
  readonly copies: readonly StoredPassage[];
}

export interface MergeOptions {
  /** True where the newest copy is wanted; otherwise the earliest, which the others copied. */
  readonly newestFirst: boolean;
}

interface Member {
  readonly scored: ScoredPassage;
  readonly shingles: Shingles;
}

interface Group {
  readonly shingles: Shingles;
  readonly members: Member[];
}

/** A passage that is found again is the same object (store/remember-passages.ts), so it is read once. */
const remembered = new WeakMap<StoredPassage, Shingles>();

/** Merges copies; each group stands where its best passage stood. */
export function mergeCopies(
  ranked: readonly ScoredPassage[],
  options: MergeOptions = { newestFirst: false },
): MergedPassage[] {
  const groups: Group[] = [];
  for (const scored of ranked) {
    const shingles = shinglesOfPassage(scored.passage);
    const member = { scored, shingles };
    // Compared with the best alone: copies of copies would chain texts that have nothing in common.
    const group = groups.find((other) => isCopy(member, other.shingles));
    if (group === undefined) groups.push({ shingles, members: [member] });
    else group.members.push(member);
  }
  return groups.flatMap((group) => {
    const lead = leadOf(group, options);
    return lead === undefined ? [] : [{ lead, copies: copiesOf(group, lead) }];
  });
}

/** Every passage by itself. */
export function asTheyAre(ranked: readonly ScoredPassage[]): MergedPassage[] {
  return ranked.map((lead) => ({ lead, copies: [] }));
}

/** Whether one text prints the other, or the most of what the shorter one says. */
export function printsSame(a: Shingles, b: Shingles): boolean {
  const share = containment(a, b);
  const isFormula = share * Math.min(a.length, b.length) < FORMULA.runs;
  return share >= (isFormula ? FORMULA.share : SAME);
}

/**
 * A copy that was cut elsewhere may hold what the first one lacks: it is the same evidence only where the
 * sentence that fits best stands in both.
 */
function isCopy({ scored, shingles }: Member, first: Shingles): boolean {
  if (!printsSame(shingles, first)) return false;
  return containment(shinglesOf(bestSentence(scored)), first) >= SAME;
}

/** Whether another document's passage prints what is shown, its best sentence included. */
export function printsPassage(shown: ScoredPassage, other: StoredPassage): boolean {
  const member = { scored: shown, shingles: shinglesOfPassage(shown.passage) };
  return isCopy(member, shinglesOfPassage(other));
}

function shinglesOfPassage(passage: StoredPassage): Shingles {
  const known = remembered.get(passage);
  if (known !== undefined) return known;
  const fresh = shinglesOf(passage.text);
  remembered.set(passage, fresh);
  return fresh;
}

/** Of those that hold the best one's best sentence word for word: by date, and then by rank. */
function leadOf(
  { members, shingles }: Group,
  { newestFirst }: MergeOptions,
): ScoredPassage | undefined {
  const best = members[0]?.scored;
  if (best === undefined || members.length === 1) return best;
  const sentence = shinglesOf(bestSentence(best));
  const able = members.filter(
    (member) =>
      isWithin(sentence, member.shingles) && coverage(shingles, member.shingles) >= MOSTLY,
  );
  const dated = able.flatMap(({ scored }) => {
    const { date } = scored.passage.document;
    // A vague date counts as late where the earliest is wanted, and as early where the newest is.
    return date === null ? [] : [{ scored, day: newestFirst ? firstDay(date) : lastDay(date) }];
  });
  // ISO days compare as text; the sort is stable, so that ties keep their rank.
  const ascending = dated.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  const wanted = newestFirst ? ascending.at(-1)?.day : ascending[0]?.day;
  return dated.find(({ day }) => day === wanted)?.scored ?? best;
}

function bestSentence({ passage, sentenceCosines }: ScoredPassage): string {
  const best = sentenceCosines.indexOf(Math.max(...sentenceCosines));
  const span = passage.sentences[best];
  return span === undefined ? passage.text : passage.text.slice(span.start, span.end);
}

function copiesOf({ members }: Group, lead: ScoredPassage): StoredPassage[] {
  const documents = new Set([lead.passage.document.id]);
  return members.flatMap(({ scored: { passage } }) => {
    if (documents.has(passage.document.id)) return [];
    documents.add(passage.document.id);
    return [passage];
  });
}
