// In: a passage and the sentence marked in it. Out: the sentence that tells who said so: the marked one, the
// nearest before it, or the one behind it. Null where the passage does not tell; nothing is guessed.

import type { Span } from '../passages/passage.js';
import { splitPassage } from '../passages/split-sentences.js';
import type { Citation } from './answer.js';
import { namesOf } from './question-parts.js';

const SPEECH =
  /\b(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old)|wr(?:ite|ites|ote|itten|iting)|argu(?:es?|ed)|claim(?:s|ed)?|call(?:s|ed)|report(?:s|ed)?|quot(?:es|ed)|announc(?:es|ed)|warn(?:s|ed)|th(?:inks?|ought)|believ(?:es|ed)|h(?:olds|eld)|not(?:es|ed)|explain(?:s|ed)|accus(?:es|ed)|blam(?:es|ed)|declar(?:es|ed)|stat(?:es|ed)|predict(?:s|ed)|according to|retort|remark(?:s|ed)|suggest(?:s|ed)|describ(?:es|ed)|complain(?:s|ed)|conclud(?:es|ed)|den(?:y|ies|ied)|(?:view|words|eyes|account|opinion) of|'s (?:view|words|eyes|account|opinion))\b/i;

/** Who speaks without a name: what is quoted from. */
const SPEAKER = /\b(?:agency|report|article|essay|column|text|author|columnist|spokes\p{L}+)\b/iu;

/** Finds the sentence that names who said what is marked in a citation. */
export function saidBy({ text, highlight }: Citation): Span | null {
  const sentences = splitPassage(text);
  const at = sentences.findIndex(
    ({ start, end }) => start <= highlight.start && highlight.start < end,
  );
  if (at < 0) return null;
  const nearest = [...sentences.slice(0, at + 1).reverse(), ...sentences.slice(at + 1, at + 2)];
  return nearest.find((span) => namesSpeaker(text.slice(span.start, span.end))) ?? null;
}

function namesSpeaker(sentence: string): boolean {
  if (!SPEECH.test(sentence)) return false;
  // The first word is capitalised anyway: behind "and" it counts as a name.
  return namesOf(`and ${sentence}`).length > 0 || SPEAKER.test(sentence);
}
