// In: what an answer says of the corpus it is from. Out: one line where that is this machine's copy, because the
// database is away: since when it is what it is, and what of the scope is not here. Nothing otherwise.

import type { CopyMark } from '../answering/answer.js';
import { showDate } from './show-date.js';

/** What a reply says of where it comes from; nothing where that is the database itself. */
export interface Copied {
  readonly copied?: string;
}

const DAY = 'YYYY-MM-DD'.length;
const TIME = { from: 'YYYY-MM-DDT'.length, to: 'YYYY-MM-DDTHH:MM'.length } as const;

/** `The database is away: answered from this machine’s copy of 1 May 2024, 12:31 UTC.` */
export function copiedNote({ copyOf }: { readonly copyOf?: CopyMark }): Copied {
  if (copyOf === undefined) return {};
  const { at, leftOut = [] } = copyOf;
  const when = `${showDate(at.slice(0, DAY))}, ${at.slice(TIME.from, TIME.to)} UTC`;
  const missing =
    leftOut.length === 0
      ? ''
      : ` Left out, because there is no copy of it here: ${leftOut.map((name) => `“${name}”`).join(', ')}.`;
  return {
    copied: `The database is away: answered from this machine’s copy of ${when}.${missing}`,
  };
}
