// In: moments. Out: how many of them lie within the last 24 hours, and a word when they reach a mark.

export interface DayCount {
  /** Counts one more; true where that has just reached the mark. */
  readonly add: () => boolean;
  /** Moments within the last day, exact up to the mark and a little beyond. */
  readonly count: () => number;
}

export interface DayCountOptions {
  /** Milliseconds of a clock that never jumps. */
  readonly now: () => number;
  readonly most: number;
}

const DAY_MS = 24 * 60 * 60_000;

/** Moments that are kept, as a multiple of the mark: memory has an end. */
const KEPT = 20;

/** Opens an empty count. */
export function openDayCount({ now, most }: DayCountOptions): DayCount {
  let moments: number[] = [];
  const count = (): number => {
    const oldest = now() - DAY_MS;
    moments = moments.filter((moment) => moment > oldest).slice(-most * KEPT);
    return moments.length;
  };
  return {
    add: () => {
      const before = count();
      moments.push(now());
      return before === most - 1;
    },
    count,
  };
}
