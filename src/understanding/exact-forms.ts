// In: a question. Out: the other ways its identifiers and numbers may be written in a text: "S-400" as one
// phrase and as "S400", "1000" as "1,000". The words alone would look for "400", or for "1" and "000".

/** Letters and digits in parts, or a word of letters and digits: `S-400`, `9/11`, `1,000`, `RS28`. */
const PARTED = /(?<![\p{L}\p{N}])[\p{L}\p{N}]+(?:[-‑–/.,][\p{L}\p{N}]+)+(?![\p{L}\p{N}])/gu;
const MIXED =
  /(?<![\p{L}\p{N}])(?!\p{N}+(?:st|nd|rd|th|s)(?!\p{L}))(?:\p{L}+\p{N}+|\p{N}+\p{L}+)(?![\p{L}\p{N}])/giu;
/** Years are never written with a comma. */
const WHOLE_NUMBER =
  /(?<![\p{L}\p{N}.,])(?!(?:1[5-9]|20)\d\d(?!\d))\d{4,9}(?![\p{L}\p{N}]|[.,]\d)/gu;

/** Letters or digits on either side of a hyphen that are looked for as one; more is a sentence. */
const LONGEST = 20;

/** Terms to look for beside a question's words; one that holds several words is a phrase. */
export function exactForms(question: string): string[] {
  const forms: string[] = [];
  if (!/\p{N}/u.test(question)) return forms;
  for (const [found] of question.matchAll(PARTED)) {
    if (!/\p{N}/u.test(found) || found.length > LONGEST) continue;
    forms.push(found, found.replace(/[^\p{L}\p{N}]/gu, ''));
  }
  for (const [found] of question.matchAll(MIXED)) {
    if (found.length > LONGEST) continue;
    forms.push(found.replace(/(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})/gu, '-'));
  }
  for (const [found] of question.matchAll(WHOLE_NUMBER)) {
    forms.push(found.replace(/\B(?=(?:\d{3})+$)/g, ','));
  }
  return [...new Set(forms)];
}
