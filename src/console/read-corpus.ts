// The operator's sources as the chat shows them.

import { collectionStatus } from '../curating/collection-status.js';
import { OPERATORS_COLLECTION, type CuratingParts } from '../curating/curating-parts.js';
import { listHoldings } from '../curating/list-holdings.js';
import { corpusStatusReply } from '../replies/corpus-status-reply.js';
import { holdingsReply } from '../replies/holdings-reply.js';
import type { CorpusReader } from './chat-command.js';

/** More than anybody reads on. */
const MOST_LISTED = 100;

/** Reads the operator's collection. */
export function corpusReader(parts: CuratingParts): CorpusReader {
  return {
    list: async () => {
      const holdings = await listHoldings(parts, OPERATORS_COLLECTION);
      return holdingsReply(holdings, { number: 1, size: MOST_LISTED });
    },
    status: async () => corpusStatusReply(await collectionStatus(parts, OPERATORS_COLLECTION)),
  };
}
