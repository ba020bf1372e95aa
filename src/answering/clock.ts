// Time, as a part that is handed in: what waits for seconds is tested without waiting.

export interface Clock {
  /** Milliseconds that only ever grow. */
  now(): number;
  /** Calls later, unless what it returns is called before. */
  after(milliseconds: number, call: () => void): () => void;
}

/** The clock of this machine. */
export const machineClock: Clock = {
  now: () => performance.now(),
  after: (milliseconds, call) => {
    const timer = setTimeout(call, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  },
};
