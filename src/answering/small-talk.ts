// In: a question. Out: whether it is a greeting or noise, which no corpus answers: it gets a friendly hint
// and never a citation.

import { foldText } from '../shared/fold-text.js';
import type { TermStatistics } from '../retrieval/retrieve.js';

const GREETING =
  /^(?:hi|hiya|hello|hey|yo|sup|howdy|greetings|good (?:morning|afternoon|evening|day|night)|how are you|what'?s up|who are you|thanks?|thank you|thx|ty|cheers|bye|goodbye|see you|ok|okay|lol|test|testing|ping|nice|cool|great|salut|hola|hallo|merhaba|привет|здравствуйте)(?: (?:there|all|everyone|everybody|bot|verbatim|you|so much|a lot|again|today|friend|doing|guys|folks))*$/u;

/** True for a greeting, thanks and the like, with nothing asked beside it. */
export function isGreeting(question: string): boolean {
  const plain = foldText(question)
    .replace(/[^\p{L}\p{N}' ]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return GREETING.test(plain);
}

/** True where no word of the question stands anywhere in the corpus, or there is no word at all. */
export function isNoise(terms: readonly TermStatistics[]): boolean {
  return terms.every((term) => term.frequency === 0);
}
