// What a parser's process may use. The operating system holds it to memory, processor time and files; the timer
// and the cap on what it says are held by who started it, so they hold where there is no shell as well.

/** Limits of one job. */
export interface ParserLimits {
  /** Milliseconds from the start of the process to its end. */
  readonly wallMs: number;
  /** Seconds of processor time. */
  readonly cpuSeconds: number;
  /** KiB of data memory, everything but the program's own code. */
  readonly dataKiB: number;
  /** MiB of JavaScript objects. */
  readonly heapMiB: number;
  /** Most files open at once: the dates' library alone is read from 300 in parallel. */
  readonly openFiles: number;
  /** Bytes of what it gives, lines and metadata together. */
  readonly outputBytes: number;
}

const MIB = 1024 * 1024;

/** One document of 2 MB of text is a book of 1,000 pages; the marks around its lines take as much again. */
export const DOCUMENT_LIMITS: ParserLimits = {
  wallMs: 15_000,
  cpuSeconds: 12,
  dataKiB: 400_000,
  heapMiB: 256,
  openFiles: 1_024,
  outputBytes: 2 * 2 * MIB,
};

/** A file of many documents gives no more than the largest file that is read holds. */
export const COLLECTION_LIMITS: ParserLimits = { ...DOCUMENT_LIMITS, outputBytes: 12 * MIB };
