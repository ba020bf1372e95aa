// In: a sentence. Out: whether it cannot be read without the one before it: it opens with a pronoun, a noun
// that stands for somebody named earlier, or a connective that answers what was said.

/** Characters of a sentence that are looked at. */
const OPENING = 60;

const POINTS_BACK =
  /^["“‘'(]*(?:he|she|it|they|this|these|that|those|such|his|her|its|their|them|both|the (?:former|latter|same|two|three|group|move|deal|minister|president|country|expert|company)|however|but|and|or|so|also|moreover|besides|furthermore|therefore|thus|hence|instead|meanwhile|nevertheless|nonetheless|still|yet|otherwise|in (?:addition|total|turn|contrast|response|particular|other words|this|that)|at the same time|on the (?:contrary|other hand)|as a result|for (?:example|instance|this|that)|according to (?:him|her|them)|by contrast|similarly|likewise|then)\b/i;

/** True where a sentence's opening points back beyond it. */
export function pointsBack(sentence: string): boolean {
  return POINTS_BACK.test(sentence.slice(0, OPENING));
}
