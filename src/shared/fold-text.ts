// One way to fold text for comparing: compatibility forms, accents and case are levelled, so that
// "Erdoğan" meets "erdogan", "Łódź" meets "lodz" and full-width letters meet plain ones. What is shown is
// never folded. Words are indexed folded: a change here needs a new PACKING_VERSION.

/** Letters that no accent can be taken from, as they are written in plain ones. */
const PLAIN: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
};

/** Folds case, accents, compatibility forms and white space. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[’‘ʼ]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/[łøđðħıßæœþ]/g, (letter) => PLAIN[letter] ?? letter)
    .replace(/\s+/g, ' ');
}
