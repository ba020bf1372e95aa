// In: documents as passages of numbered sentences. Out: how well MinHash signatures find made-up wire copies of whole
// documents, and how far their estimates lie from the truth; the constants of corpus/min-hash.ts rest on it.

import { bandsOf, LEAST_COPY_SIMILARITY, signatureOf, similarityOf } from '../corpus/min-hash.js';
import { layOutTable } from '../shared/lay-out-table.js';
import { sharedRuns, shinglesOf, type Shingles } from '../shared/word-shingles.js';
import {
  copyDocument,
  textOfPassage,
  type CopyOptions,
  type SentencePassage,
} from './wire-copies.js';

/** Shorter documents lose most of their text with a trimmed end: whether that is a copy is a matter of taste. */
const LEAST_SENTENCES = 5;
const RUN_WORDS = 3;

export interface SignatureFigures {
  readonly copies: number;
  /** Mean and greatest distance of an estimate from the true share, over the copies. */
  readonly meanError: number;
  readonly greatestError: number;
  /** Of the copies: those that share a band, and those that also reach the bound. */
  readonly met: number;
  readonly told: number;
  /** True share of runs at which the least alike tenth of copies lies. */
  readonly leastAlike: number;
  /** Pairs of different documents; of them those that share a band, and those that reach the bound, too. */
  readonly different: number;
  readonly metWrongly: number;
  readonly toldWrongly: number;
}

interface Signed {
  readonly runs: Shingles;
  readonly signature: Uint32Array;
  readonly bands: ReadonlySet<number>;
}

/** Makes one copy of each document and measures both it and all pairs of different documents. */
export function measureSignatures(
  documents: readonly (readonly SentencePassage[])[],
  options: CopyOptions,
): SignatureFigures {
  const long = documents.filter((passages) => passages.flat().length >= LEAST_SENTENCES);
  const originals = long.map((passages) => sign(passages));
  const pairs = long.map((passages, i) => ({
    original: originals[i] ?? sign(passages),
    copy: sign(copyDocument(passages.flat(), options)),
  }));
  const errors = pairs.map(({ original, copy }) =>
    Math.abs(jaccard(original, copy) - similarityOf(original.signature, copy.signature)),
  );
  const met = pairs.filter(({ original, copy }) => shareBand(original, copy));
  const alike = pairs.map(({ original, copy }) => jaccard(original, copy)).sort((a, b) => a - b);
  return {
    copies: pairs.length,
    meanError: errors.reduce((sum, error) => sum + error, 0) / Math.max(1, errors.length),
    greatestError: Math.max(0, ...errors),
    met: met.length,
    told: met.filter(({ original, copy }) => isTold(original, copy)).length,
    leastAlike: alike[Math.floor(alike.length / 10)] ?? 0,
    ...measureDifferent(originals),
  };
}

function measureDifferent(
  originals: readonly Signed[],
): Pick<SignatureFigures, 'different' | 'metWrongly' | 'toldWrongly'> {
  let [different, metWrongly, toldWrongly] = [0, 0, 0];
  originals.forEach((a, i) => {
    for (const b of originals.slice(i + 1)) {
      different += 1;
      if (!shareBand(a, b)) continue;
      metWrongly += 1;
      if (isTold(a, b)) toldWrongly += 1;
    }
  });
  return { different, metWrongly, toldWrongly };
}

function sign(passages: readonly SentencePassage[]): Signed {
  const text = passages.map(textOfPassage).join('\n');
  const signature = signatureOf(text);
  return { runs: shinglesOf(text, RUN_WORDS), signature, bands: new Set(bandsOf(signature)) };
}

function shareBand(a: Signed, b: Signed): boolean {
  for (const band of a.bands) if (b.bands.has(band)) return true;
  return false;
}

function isTold(a: Signed, b: Signed): boolean {
  return similarityOf(a.signature, b.signature) >= LEAST_COPY_SIMILARITY;
}

function jaccard(a: Signed, b: Signed): number {
  const shared = sharedRuns(a.runs, b.runs);
  return shared / Math.max(1, a.runs.length + b.runs.length - shared);
}

/** The figures for a terminal. */
export function signatureTable(figures: SignatureFigures): string {
  const rows = Object.entries(figures).map(([name, value]: [string, number]) => [
    name,
    Number.isInteger(value) ? String(value) : value.toFixed(3),
  ]);
  return layOutTable([['signatures', 'figure'], ...rows], ['left', 'right']).join('\n');
}
