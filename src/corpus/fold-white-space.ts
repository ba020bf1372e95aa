// White space is the one thing of a source's text that is not kept: runs of it become one space, the
// ends are trimmed. Zero-width marks (the byte order mark among them) are not white space and stay.

/** The text with every run of white space folded to one space. */
export function foldWhiteSpace(text: string): string {
  return text.replace(/[^\S\uFEFF]+/g, ' ').replace(/^ | $/g, '');
}

/** Whether nothing visible is left of the text. */
export function isBlank(text: string): boolean {
  return !/[^\s\p{Cf}\p{Cc}]/u.test(text);
}
