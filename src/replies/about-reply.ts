// In: the status of a corpus and the version that runs. Out: what Verbatim is and what it searches.

import type { CorpusStatus } from '../answering/answerer.js';
import { copiedNote } from './copied-note.js';
import { showCoverage } from './coverage.js';
import type { AboutReply } from './reply.js';

/** DECISIONS.md, entry 8, has the fit and what it does not see. */
const MEASURED =
  'How sure an answer is was fitted on questions whose answers are known: of those shown as 80 % sure, about 8 in 10 held the answer. It is provisional, and a question on a topic of the corpus whose answer is missing may still seem answered.';

/** Tells what Verbatim is and what it serves. */
export function aboutReply(status: CorpusStatus, version: string): AboutReply {
  return {
    kind: 'about',
    text: 'Verbatim answers only in its sources’ own words: quoted exactly, cited, or not at all. It vouches for the wording and the source of a quotation, not for its truth.',
    covers: showCoverage(status.facts),
    version,
    measured: MEASURED,
    status,
    ...copiedNote(status),
  };
}
