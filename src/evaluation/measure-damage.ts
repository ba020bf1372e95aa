// In: good texts as paragraphs. Out: the greatest value of each measure of damage on them, which of them would be
// refused, and of each kind of damage done to them how many are caught.

import { damageOf, MEASURES } from '../corpus/looks-broken.js';
import { layOutTable } from '../shared/lay-out-table.js';
import { DAMAGES } from './damage-texts.js';

/** Shorter texts are not judged. */
const LEAST_CHARACTERS = 200;
/** Damaged texts are looked at so often; good ones all. */
const MOST_DAMAGED = 200;

export interface DamageFigures {
  /** Good texts long enough to be judged, and those that were refused. */
  readonly good: number;
  readonly refused: readonly { readonly measure: string; readonly line: string }[];
  readonly measures: readonly {
    readonly name: string;
    readonly bound: number;
    readonly greatest: number;
  }[];
  readonly damages: readonly {
    readonly name: string;
    readonly damaged: number;
    readonly caught: number;
  }[];
}

/** Measures good texts and damages them. */
export function measureDamage(texts: readonly (readonly string[])[]): DamageFigures {
  const long = texts.filter((paragraphs) => paragraphs.join('\n').length >= LEAST_CHARACTERS);
  const refused = long.flatMap((paragraphs) => {
    const damage = damageOf(paragraphs);
    return damage === null ? [] : [{ measure: damage.measure, line: damage.line.slice(0, 60) }];
  });
  const measures = MEASURES.map(({ name, bound, shareOf }) => ({
    name,
    bound,
    greatest: long.reduce(
      (most, text) => Math.max(most, shareOf(text.join('\n').slice(0, 200_000))),
      0,
    ),
  }));
  const sample = long.slice(0, MOST_DAMAGED);
  const damages = Object.entries(DAMAGES).map(([name, damage]) => ({
    name,
    damaged: sample.length,
    caught: sample.filter((text) => damageOf(damage(text)) !== null).length,
  }));
  return { good: long.length, refused, measures, damages };
}

/** The figures for a terminal. */
export function damageTable({ good, refused, measures, damages }: DamageFigures): string {
  const rows = [
    ['measure', 'greatest on good texts', 'bound'],
    ...measures.map(({ name, greatest, bound }) => [name, greatest.toFixed(4), bound.toFixed(3)]),
    ['good texts', String(good), ''],
    ['refused of them', String(refused.length), ''],
    ...refused.slice(0, 10).map(({ measure, line }) => [measure, line, '']),
    ['damage', 'texts', 'caught'],
    ...damages.map(({ name, damaged, caught }) => [name, String(damaged), String(caught)]),
  ];
  return layOutTable(rows, ['left', 'right', 'right']).join('\n');
}
