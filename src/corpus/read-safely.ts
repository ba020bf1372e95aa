// The interface between what keeps or previews an original and what parses it. Hostile formats are parsed in a
// process of their own behind it; who asks sees documents and named rejections, never a crash.

import type { ReadResult } from './corpus-source.js';
import type { SourceFile } from './read-document.js';

/** Reads one file whatever its format; what is wrong with it is a rejection, never a throw. */
export type ReadSafely = (source: SourceFile) => Promise<ReadResult>;
