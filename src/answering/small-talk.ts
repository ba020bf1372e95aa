// In: a question. Out: whether it is a greeting, a question on whoever answers, or noise, which no corpus
// answers: it gets a friendly hint and never a citation.

import { foldText } from '../shared/fold-text.js';
import type { TermStatistics } from '../retrieval/retrieve.js';
import type { NoneReason } from './answer.js';

/** Reasons with which the corpus was not asked. */
export type SmallTalk = Extract<NoneReason, 'greeting' | 'about_us' | 'incomplete'>;

const SMALL_TALK: Readonly<Record<SmallTalk, true>> = {
  greeting: true,
  about_us: true,
  incomplete: true,
};

const BEHIND = `(?: (?:there|all|everyone|everybody|bot|verbatim|you|so much|very much|a lot|again|today|friend|doing|guys|folks|for (?:that|this|the help|your help)|that (?:helps|helped|is helpful)))*`;

const GREETING = new RegExp(
  `^(?:hi|hiya|hello|hey|yo|sup|howdy|greetings|gm|good (?:morning|afternoon|evening|day|night)|how are you|what'?s up|thanks?|thank you|thx|ty|cheers|bye|goodbye|see you|ok|okay|lol|haha|wow|test|testing|ping|nice|cool|great|perfect|awesome|got it|i see|well done|that (?:helps|helped)|salut|hola|hallo|merhaba|привет|здравствуйте)${BEHIND}$`,
  'u',
);

const HELLO = new RegExp(`^(?:hi|hiya|hello|hey|yo|howdy|greetings)${BEHIND} `, 'u');

const ABOUT_US =
  /^(?:(?:so|and|but|ok|okay|please) )?(?:(?:who|what) (?:exactly )?are you|what(?: kind of things)? (?:can|do|could) you (?:do|know|answer)(?: about)?(?: for me)?|what are you (?:for|good for|able to do)|how (?:do|can) (?:you (?:work|answer|help(?: me)?)|i (?:use|ask) you)|what (?:can|should|could) (?:i|we) ask(?: you)?|can you (?:help|hear|understand)(?: me)?|are you (?:a |an )?(?:bot|robot|human|person|real|alive|ai|there|chatgpt|online|working)|who (?:made|built|wrote|created|runs|programmed|owns) you|(?:what is|what's) your (?:name|job|purpose)|do you have a name|(?:what|which) (?:sources|documents|texts|articles|outlets) (?:do you (?:have|know|use|search|read)|are you (?:using|reading))|where (?:do|did) you (?:get|find) (?:your|the) (?:answers|information|sources)|help(?: me)?(?: please)?)$/u;

function folded(question: string): string {
  return foldText(question)
    .replace(/[^\p{L}\p{N}' ]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** True for a greeting, thanks and the like, with nothing asked beside it. */
export function isGreeting(question: string): boolean {
  return GREETING.test(folded(question));
}

/** True for "who are you?", "what can you do?" and the like, also behind a greeting. */
export function isAboutUs(question: string): boolean {
  return ABOUT_US.test(folded(question).replace(HELLO, ''));
}

/** True where no word of the question stands anywhere in the corpus, or there is no word at all. */
export function isNoise(terms: readonly TermStatistics[]): boolean {
  return terms.every((term) => term.frequency === 0);
}

/** True for a reason with which the corpus was not asked. */
export function isSmallTalk(reason: NoneReason | undefined): reason is SmallTalk {
  return reason !== undefined && Object.hasOwn(SMALL_TALK, reason);
}
