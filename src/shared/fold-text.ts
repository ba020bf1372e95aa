// One way to fold text for comparing: compatibility forms, accents and case are levelled, so that
// "Erdoğan" meets "erdogan" and full-width letters meet plain ones. What is shown is never folded.

/** Folds case, accents, compatibility forms and white space. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[’‘ʼ]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/ı/g, 'i')
    .replace(/\s+/g, ' ');
}
