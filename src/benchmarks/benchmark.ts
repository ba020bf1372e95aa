// The words of the benchmarks: a Benchmark measures and gives Figures, nested plain data whose names carry
// their unit. Nothing here judges: an aim is shown beside its figure, and what it means is the reader's.

import type { Settings } from '../settings.js';
import type { Log } from '../shared/log.js';

/** Measured values, grouped; null where something could not be measured on this machine. */
export interface Figures {
  readonly [name: string]: number | string | null | Figures;
}

export interface BenchmarkContext {
  /** As the user set them; their DATA_DIR is never written to but for the evaluation's own sets. */
  readonly settings: Settings;
  readonly log: Log;
  /** A folder of this run alone, removed when it is over. */
  readonly folder: string;
  /** Settings over the shipped corpus, built once into the folder by the first benchmark that asks. */
  readonly shippedIndex: () => Promise<Settings>;
  readonly progress: (line: string) => void;
}

export interface Benchmark {
  readonly name: string;
  readonly description: string;
  /** True where it runs only when it is named. */
  readonly slow?: boolean;
  /** What the project aims for, by the figure's dotted name; shown beside the figure. */
  readonly aims?: Readonly<Record<string, string>>;
  readonly run: (context: BenchmarkContext) => Promise<Figures>;
}
