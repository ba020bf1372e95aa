// What a build that is compared with another program's is told, and what it tells. Both programs print the same line
// of JSON, so that one reader reads both.

import { z } from 'zod';
import type { Settings } from '../settings.js';

export interface ComparedJob {
  /** With a data folder of the job's own. */
  readonly settings: Settings;
  /** A file with a JSON list of texts, each at most one passage. */
  readonly texts: string;
  /** Whether sentences get vectors as well, as in every build of the project. */
  readonly hasSentences: boolean;
}

export const comparedFigures = z.object({
  passages: z.number(),
  /** By the clock: loading the model, embedding, storing, the graph. */
  seconds: z.number(),
  /** Of all cores together, for the whole process: others on the machine lengthen the clock's, hardly these. */
  processorSeconds: z.number(),
  peakMegabytes: z.number(),
});

export type ComparedFigures = z.infer<typeof comparedFigures>;
