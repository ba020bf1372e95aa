// In: the status of a corpus. Out: what Verbatim is and what it searches.

import type { CorpusStatus } from '../answering/answerer.js';
import { showCoverage } from './coverage.js';
import type { AboutReply } from './reply.js';

/** Tells what Verbatim is and what it serves. */
export function aboutReply(status: CorpusStatus): AboutReply {
  return {
    kind: 'about',
    text: 'Verbatim answers only in its sources’ own words: quoted exactly, cited, or not at all. It vouches for the wording and the source of a quotation, not for its truth.',
    covers: showCoverage(status.facts),
    status,
  };
}
