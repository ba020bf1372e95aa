// What is known of a file beside the file itself: who it is, what a person or a feed said of it, and where on
// a page its article stands. Travels with the bytes to whoever reads them.

import type { Metadata } from './document.js';

export interface Given {
  /** The id of the entry: the document's own where the file gives one, the beginning of each where several. */
  readonly id?: string;
  /** Wins over the file; an explicit null means "unknown". */
  readonly stated?: Partial<Metadata>;
  /** Holds where the file states nothing itself. */
  readonly fallback?: Partial<Metadata>;
  /** CSS selector of the article. */
  readonly select?: string | null;
  /** True where a text that looks broken is taken all the same. */
  readonly acceptBroken?: boolean;
}

/** The metadata that is more than a guess, the strongest say first: stated, sidecar, the file, fallback. */
export function statedMetadata(
  given: Given,
  said: { readonly sidecar: Partial<Metadata>; readonly file: Partial<Metadata> },
): Partial<Metadata> {
  const fallback = Object.entries(given.fallback ?? {}).filter(([, value]) => value !== null);
  return { ...Object.fromEntries(fallback), ...said.file, ...said.sidecar, ...given.stated };
}
