// In: measured sets. Out: lines a person reads: one table of every set, and one of what changes without
// each part. They are as wide as the figures are many; set names come from folders and are only text here.

import { layOutTable } from '../shared/lay-out-table.js';
import type { EvaluationResult, Yardstick } from './evaluation-result.js';
import {
  FIGURE_COLUMNS,
  setLabel,
  showDifference,
  showFigure,
  type FigureColumn,
} from './figure-columns.js';
import { showRun } from './run-facts.js';

/** Renders everything that was measured. */
export function yardstickTable(yardstick: Yardstick): string {
  const { sets, missing, failed } = yardstick;
  const [first] = sets;
  const lines = [
    ...(first === undefined ? [] : [...layOut(setRows(sets)), '', ...meanings(sets)]),
    ...(yardstick.ablation.length === 0 ? [] : ['', ...layOut(ablationRows(yardstick), 2)]),
    ...(first === undefined ? [] : ['', showRun(first.run)]),
    ...missing,
    ...failed,
  ];
  return lines.join('\n');
}

/** Columns in which at least one set has a figure. */
export function columnsOf(sets: readonly EvaluationResult[]): FigureColumn[] {
  return FIGURE_COLUMNS.filter((column) => sets.some((result) => column.of(result) !== null));
}

/** A heading row, and one row a set. */
export function setRows(sets: readonly EvaluationResult[]): string[][] {
  const columns = columnsOf(sets);
  return [
    ['', ...columns.map(({ heading }) => heading)],
    ...sets.map((result) => [
      setLabel(result),
      ...columns.map(({ of, decimals }) => showFigure(of(result), decimals)),
    ]),
  ];
}

function meanings(sets: readonly EvaluationResult[]): string[] {
  return layOutTable(
    columnsOf(sets).map(({ heading, meaning }) => [heading, meaning]),
    ['left', 'left'],
  );
}

/** A heading row; then for each set its complete figures and the differences without each part. */
export function ablationRows({ sets, ablation }: Yardstick): string[][] {
  const columns = columnsOf(sets).filter(({ isQuality }) => isQuality);
  return [
    ['', '', ...columns.map(({ heading }) => heading)],
    ...sets.flatMap((complete, at) => [
      [setLabel(complete), 'complete', ...columns.map(({ of }) => showFigure(of(complete), 3))],
      ...ablation.map(({ piece, sets: lesser }) => [
        '',
        `without ${piece}`,
        ...columns.map(({ of }) =>
          showDifference(difference(of(lesser[at] ?? complete), of(complete))),
        ),
      ]),
    ]),
  ];
}

function difference(without: number | null, complete: number | null): number | null {
  return without === null || complete === null ? null : without - complete;
}

function layOut(rows: readonly (readonly string[])[], names = 1): string[] {
  const width = rows[0]?.length ?? 0;
  return layOutTable(
    rows,
    Array.from({ length: width }, (_, column) => (column < names ? 'left' : 'right')),
  );
}
