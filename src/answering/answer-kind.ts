// In: a question. Out: the kind of answer it asks for, and whether a sentence holds one that the question did
// not bring itself. Patterns, not grammar: they only tip the balance between sentences that are about as near.

export type AnswerKind = 'time' | 'amount' | 'actor' | 'place' | 'reason';

const ASKS_FOR: readonly (readonly [AnswerKind, RegExp])[] = [
  [
    'time',
    /\bwhen\b|\b(?:what|which|whose) (?:\w+ )?(?:year|date|day|month|century|decade|period|era)\b|\bhow long ago\b|\bsince when\b/i,
  ],
  [
    'amount',
    /\bhow (?:many|much|long|old|far|often|large|big|high|tall|fast|deep|wide|heavy)\b|\bwhat (?:is the |was the |are the |were the )?(?:\w+ )?(?:percent|percentage|share|number|amount|population|temperature|proportion|rate|cost|price|age|length|height|width|distance|size|speed)\b/i,
  ],
  [
    'actor',
    /\bwho(?:m|se)?\b|\b(?:what|which) (?:\w+ )?(?:person|man|woman|king|queen|president|minister|author|leader|scientist|actor|director|company|organi[sz]ation|group|agency|outlet|official)\b/i,
  ],
  [
    'place',
    /\bwhere\b|\b(?:what|which) (?:\w+ )?(?:country|countries|city|cities|place|state|region|area|river|continent|town|location|county|nation|island|street|building|province|border)\b/i,
  ],
  ['reason', /\bwhy\b|\b(?:for )?what (?:\w+ )?reasons?\b|\bwhat (?:caused|led|made)\b/i],
];

/** The kind of answer a question asks for; null where its form does not say. */
export function kindAskedFor(question: string): AnswerKind | null {
  return ASKS_FOR.find(([, pattern]) => pattern.test(question))?.[0] ?? null;
}

const MONTHS =
  'January|February|March|April|May|June|July|August|September|October|November|December';
const TIME = new RegExp(
  String.raw`\b(?:1\d{3}|20\d\d)s?\b|\b\d+(?:st|nd|rd|th)[ -]centur|\b(?:${MONTHS})\b|\b\d{1,4} ?(?:BC|AD|BCE|CE)\b|\b(?:century|decade|centuries|decades)\b|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b`,
);
const NUMBER_WORD =
  /\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|hundred|thousand|million|billion|dozen|half|third|quarter|once|twice|single|several|couple)s?\b/i;
const REASON =
  /\b(?:because|due to|since|so that|in order to|as a result|causes?|caused|reasons?|therefore|thus|owing to|leading to|resulted|to avoid|to prevent)\b/i;
/** A capital inside a sentence, or two at its start. */
const NAME =
  /(?<=[\p{L}\p{N},;:"'”’(–-] )\p{Lu}[\p{L}\p{N}'’-]+|^["“'(]*\p{Lu}[\p{L}\p{N}'’-]+(?= \p{Lu})/gu;

/** True where a sentence holds something of the kind that does not stand in the question already. */
export function holdsKind(kind: AnswerKind, sentence: string, question: string): boolean {
  if (kind === 'time') return TIME.test(sentence);
  if (kind === 'reason') return REASON.test(sentence);
  if (kind === 'amount') {
    return hasNew(sentence.match(/\d[\d.,]*/g), question) || NUMBER_WORD.test(sentence);
  }
  return hasNew(sentence.match(NAME), question);
}

function hasNew(found: readonly string[] | null, question: string): boolean {
  const known = question.toLowerCase();
  return (found ?? []).some((word) => !known.includes(word.toLowerCase()));
}
