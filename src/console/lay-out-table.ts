// In: rows of cells. Out: lines with aligned columns, numbers to the right. Widths are measured in columns
// of a terminal, so that wide characters do not push their neighbours.

import { textWidth } from './wrap-text.js';

export type Alignment = 'left' | 'right';

/** Aligns cells in columns, two spaces between them. */
export function layOutTable(
  rows: readonly (readonly string[])[],
  alignments: readonly Alignment[],
): string[] {
  const widths = alignments.map((_, column) =>
    Math.max(0, ...rows.map((row) => textWidth(row[column] ?? ''))),
  );
  return rows.map((row) =>
    widths
      .map((width, column) => {
        const cell = row[column] ?? '';
        const gap = ' '.repeat(Math.max(0, width - textWidth(cell)));
        return alignments[column] === 'right' ? gap + cell : cell + gap;
      })
      .join('  ')
      .trimEnd(),
  );
}

/** Shortens a path to so many characters, keeping its end, which tells files apart. */
export function shortenPath(path: string, most: number): string {
  const characters = Array.from(path);
  return characters.length <= most ? path : `…${characters.slice(1 - most).join('')}`;
}
