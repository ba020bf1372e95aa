// In: a text from outside. Out: the same text without what nobody can see or what would change the order of
// what is read: control characters, bidi controls, zero-width and other ignorable characters, towers of
// marks. What emoji and scripts such as Persian or Hindi are written with stays, so that words stay words.

/** Scripts in which joiners decide how letters look. */
const JOINING = [
  ...[
    'Arab',
    'Syrc',
    'Mand',
    'Nkoo',
    'Mong',
    'Deva',
    'Beng',
    'Guru',
    'Gujr',
    'Orya',
    'Taml',
    'Telu',
  ],
  ...['Knda', 'Mlym', 'Sinh', 'Khmr', 'Mymr', 'Tibt', 'Bali', 'Java', 'Tirh'],
]
  .map((script) => `\\p{scx=${script}}`)
  .join('');
const JOINED_LETTER = `(?=\\p{L})[${JOINING}]`;

/** Ignorable characters that stay, because what is seen depends on them. */
const KEPT = [
  // Between two letters that join, and nowhere else; looked back at from the joiner alone, which is rare.
  `[\\u200C\\u200D](?<=${JOINED_LETTER}\\p{M}{0,8}.)(?=${JOINED_LETTER})`,
  // 👩‍🚒: emoji that form one.
  '(?<=\\p{Extended_Pictographic}[\\uFE0F\\p{Emoji_Modifier}]?)\\u200D(?=\\p{Extended_Pictographic})',
  // ❤️ and ♥︎, then 1️⃣.
  '(?<=\\p{Extended_Pictographic})[\\uFE0E\\uFE0F]',
  '(?<=[0-9#*])\\uFE0F(?=\\u20E3)',
  // Flags of regions: a black flag, tags, a closing tag.
  '\\u{1F3F4}[\\u{E0030}-\\u{E0039}\\u{E0061}-\\u{E007A}]{1,6}\\u{E007F}',
].join('|');

const INVISIBLE =
  '(?!\\n)[\\p{Cc}\\p{Cs}\\p{Default_Ignorable_Code_Point}\\p{Bidi_Control}\\uFFF9-\\uFFFB\\u{13430}-\\u{1343F}]';
const KEPT_OR_INVISIBLE = new RegExp(`(${KEPT})|${INVISIBLE}`, 'gu');

/** Texts without such characters, which most are, are found by one quick look. */
const HARMLESS =
  /^[\n\u0020-\u007E\u00A0-\u00AC\u00AE-\u02FF\u0370-\u0482\u048A-\u0590\u2010-\u2027\u2030-\u205E\u20A0-\u20BF]*$/;

/** Marks that one letter may carry; no script needs more, and towers of them cover the lines around. */
const TOWERS = /(\p{M}{8})\p{M}+/gu;

/** Characters looked at: several times what a message holds. */
const LONGEST = 20_000;

/** For a quotation: line breaks stay, at most one empty line between two others. */
export function cleanText(text: string): string {
  const short = text.length > LONGEST ? text.slice(0, LONGEST) : text;
  const lines = short.replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, '\n').replace(/\t/g, ' ');
  const visible = HARMLESS.test(lines)
    ? lines
    : lines.replace(KEPT_OR_INVISIBLE, '$1').replace(TOWERS, '$1');
  return visible.replace(/[^\S\n\u00A0\u202F]/g, ' ').replace(/\n(?:[^\S\n]*\n){2,}/g, '\n\n');
}

/** For one line: every run of white space becomes one space. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim();
}
