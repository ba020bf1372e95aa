// In: a document's paragraphs. Out: its passages, each at most MAX_CHARACTERS and MAX_TOKENS, never across
// a heading or a removed line. Borders are chosen together (dynamic programming over a run), so that no
// short remainder is left at a run's end. Larger passages win answers until they no longer fit one model
// run; the figures are in DECISIONS.md.

import type { Paragraph } from '../corpus/document.js';
import { cutIntoUnits, type Unit } from './cut-units.js';
import type { Passage, Span } from './passage.js';

export interface PackingOptions {
  /** The length a passage aims for, in UTF-16 units. */
  readonly targetCharacters: number;
  readonly maxCharacters: number;
  readonly maxTokens: number;
  readonly countTokens: (text: string) => number;
}

export const TARGET_CHARACTERS = 1000;
export const MAX_CHARACTERS = 1200;
export const MAX_TOKENS = 256;

/** Bumped when packing, sentence splitting or the folding of words changes, so that documents are packed anew. */
export const PACKING_VERSION = 'p3';

const PARAGRAPH_JOINT = '\n\n';

/** Packs paragraphs into passages. */
export function packPassages(paragraphs: readonly Paragraph[], options: PackingOptions): Passage[] {
  const passages: Passage[] = [];
  for (const run of runsOf(paragraphs)) {
    const units = run.flatMap((paragraph) => cutIntoUnits(paragraph, options));
    for (const group of chooseBorders(units, options)) {
      passages.push(toPassage(group, passages.length));
    }
  }
  return passages;
}

function runsOf(paragraphs: readonly Paragraph[]): Paragraph[][] {
  const runs: Paragraph[][] = [];
  for (const paragraph of paragraphs) {
    const current = runs.at(-1);
    if (current?.[0]?.run === paragraph.run) current.push(paragraph);
    else runs.push([paragraph]);
  }
  return runs;
}

/**
 * Groups neighbouring units so that the sum of squared distances from the target length is least.
 * A unit alone never exceeds the limits, so there is always a solution.
 */
function chooseBorders(units: readonly Unit[], options: PackingOptions): Unit[][] {
  const cost: number[] = [0];
  const groupStart: number[] = [0];
  for (let end = 1; end <= units.length; end += 1) {
    let best = Infinity;
    let bestStart = end - 1;
    let characters = -PARAGRAPH_JOINT.length;
    let tokens = 0;
    for (let start = end - 1; start >= 0; start -= 1) {
      const unit = units[start];
      if (unit === undefined) break;
      characters += unit.text.length + PARAGRAPH_JOINT.length;
      tokens += unit.tokens;
      const alone = start === end - 1;
      if (!alone && (characters > options.maxCharacters || tokens > options.maxTokens)) break;
      const total = (cost[start] ?? 0) + (characters - options.targetCharacters) ** 2;
      if (total < best) {
        best = total;
        bestStart = start;
      }
    }
    cost.push(best);
    groupStart.push(bestStart);
  }
  return groupsFrom(units, groupStart);
}

function groupsFrom(units: readonly Unit[], groupStart: readonly number[]): Unit[][] {
  const groups: Unit[][] = [];
  for (let end = units.length; end > 0;) {
    const start = groupStart[end] ?? end - 1;
    groups.unshift(units.slice(start, end));
    end = start;
  }
  return groups;
}

function toPassage(units: readonly Unit[], ordinal: number): Passage {
  let text = '';
  const sentences: Span[] = [];
  let previous: Unit | null = null;
  for (const unit of units) {
    if (previous !== null)
      text += previous.paragraph === unit.paragraph ? unit.gap : PARAGRAPH_JOINT;
    const offset = text.length;
    for (const { start, end } of unit.sentences) {
      sentences.push({ start: start + offset, end: end + offset });
    }
    text += unit.text;
    previous = unit;
  }
  const first = units[0];
  return {
    ordinal,
    first: first?.paragraph ?? 1,
    last: previous?.paragraph ?? 1,
    text,
    headings: first?.headings ?? [],
    sentences,
    cut: { start: first?.cut.start ?? false, end: previous?.cut.end ?? false },
  };
}
