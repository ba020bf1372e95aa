// What a terminal can show: colours or none, and so many columns. Decided once, where the streams are known.

import picocolors from 'picocolors';

export type Colors = ReturnType<typeof picocolors.createColors>;

export interface Face {
  readonly colors: Colors;
  /** Columns of a line; Infinity where lines are not wrapped. */
  readonly width: number;
}

/** Longer lines are hard to read, however wide the window. */
const WIDEST = 100;
const NARROWEST = 30;

/** A stream that may be a terminal. */
export interface Terminal {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** False where NO_COLOR is set or the terminal has none. */
export const isColorSupported: boolean = picocolors.isColorSupported;

/** Colours and wrapped lines on a terminal only: a pipe gets each quotation on one line, to search in. */
export function faceOf(output: Terminal, isColorWanted: boolean = isColorSupported): Face {
  if (output.isTTY !== true) return { colors: picocolors.createColors(false), width: Infinity };
  return {
    colors: picocolors.createColors(isColorWanted),
    // A terminal that does not know its width says 0.
    width: Math.max(
      NARROWEST,
      Math.min(WIDEST, output.columns === 0 ? WIDEST : (output.columns ?? WIDEST)),
    ),
  };
}
