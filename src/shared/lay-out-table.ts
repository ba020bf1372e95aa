// In: rows of cells. Out: lines with aligned columns, numbers to the right. Widths are measured in columns
// of a terminal, so that wide characters do not push their neighbours.

import { textWidth, wrapText } from './wrap-text.js';

/** Columns kept for a description however narrow the terminal. */
const NARROWEST = 20;

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

/** Sets names in one column and their descriptions, wrapped, in another. */
export function layOutDefinitions(
  rows: readonly { readonly usage: string; readonly description: string }[],
  width: number,
): string[] {
  const names = Math.max(0, ...rows.map(({ usage }) => textWidth(usage)));
  return rows.flatMap(({ usage, description }) =>
    wrapText(description, Math.max(NARROWEST, width - names - 4)).map((line, i) => {
      const name = i === 0 ? usage : '';
      const gap = ' '.repeat(names - textWidth(name) + 2);
      return `  ${name}${gap}${description.slice(line.start, line.end)}`;
    }),
  );
}
