// In: a short question such as "and according to Inforos?". Out: whose word is asked for, and the outlet of the
// corpus where it is one. A name that is no outlet stays in the words: it may be written about.

import { isEmptyWord, namesOf, wordsOf } from './question-parts.js';
import { foldedWords } from './follow-up-forms.js';

export interface OutletAsked {
  /** As it was typed, without its article. */
  readonly name: string;
  /** Null where the corpus has no outlet of that name, or more than one. */
  readonly outlet: string | null;
}

const ACCORDING =
  /^(?:(?:and|but|or|also),? )?(?:(?:what|how) about )?according to (?:the )?(.+)$/i;

const SAYS =
  /^(?:(?:and|but|or|also),? )?what (?:does|did|do|has|have) (?:the )?(.+?) (?:say|says|said|write|wrote|report|reported|think|claim)(?: (?:about|on) (?:it|this|that))?$/i;

const LED =
  /^(?:(?:and|but|or|also),? (?:(?:what|how) about )?|(?:what|how) about )(?:the )?(.+)$/i;

/** Words of the longest name that is looked for. */
const MOST_WORDS = 6;

/** Reads whose word a short question asks for; null where it asks for nobody's. */
export function outletAsked(body: string, outlets: readonly string[]): OutletAsked | null {
  const according = ACCORDING.exec(body)?.[1];
  const name = according ?? SAYS.exec(body)?.[1] ?? LED.exec(body)?.[1];
  if (name === undefined || wordsOf(name).every(isEmptyWord)) return null;
  if (wordsOf(name).length > MOST_WORDS) return null;
  const outlet = outletNamed(name, outlets);
  if (outlet === null && according === undefined) return null;
  return { name, outlet };
}

/** The earlier question, asked of another: the name of an outlet in it makes way, "according to" follows. */
export function withOutlet(
  earlier: string,
  { name, outlet }: OutletAsked,
  outlets: readonly string[],
): string {
  const said = namesOf(earlier).findLast(({ text }) => outletNamed(text, outlets) !== null);
  if (outlet !== null && said !== undefined) {
    return earlier.slice(0, said.start) + name + earlier.slice(said.end);
  }
  if (outlet !== null) return earlier;
  const plain = earlier.replace(/,? according to .*$/i, '');
  return `${plain} according to ${name}`;
}

/** The one outlet that has this name, or has it in its name; null where it would be several. */
function outletNamed(name: string, outlets: readonly string[]): string | null {
  const wanted = foldedWords(name);
  const same = outlets.find((outlet) => foldedWords(outlet) === wanted);
  if (same !== undefined) return same;
  const holding = outlets.filter((outlet) => ` ${foldedWords(outlet)} `.includes(` ${wanted} `));
  return holding.length === 1 ? (holding[0] ?? null) : null;
}
