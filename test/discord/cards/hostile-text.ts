// Texts that a corpus or a person might send: many scripts, emoji of several parts, marks, invisible and
// control characters, and everything that Discord's Markdown reads, of any length.

import fc from 'fast-check';

const SCRIPTS = [
  'word',
  'Müller',
  'cafe\u0301',
  'Ёлка',
  'объявил',
  'القاهرة',
  'می\u200Cخواهم',
  'עברית',
  '斑馬線',
  '港務局決定。',
  'ひらがな',
  '한국어',
  'हिन्दी',
  'क्\u200Dष',
  'ภาษาไทย',
];

const EMOJI = [
  '😀',
  '👩‍🚒',
  '👨‍👩‍👧‍👦',
  '👍🏽',
  '🇫🇷',
  '❤️',
  '1️⃣',
  '\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}',
];

const INVISIBLE = [
  '\u0000',
  '\u0007',
  '\u001B[31m',
  '\u00AD',
  '\u200B',
  '\u200D',
  '\u200E',
  '\u202E',
  '\u2066',
  '\u2069',
  '\uFEFF',
  '\uFE0F',
  '\u{E0041}',
  '\uD800',
  '\uDC00',
  '\u3164',
];

const MARKDOWN = [
  ...['*', '**', '_', '__', '~~', '`', '```', '|', '||', '\\', '>', '>>>', '#', '-', '+', '-#'],
  ...[
    '# ',
    '## ',
    '- ',
    '* ',
    '1. ',
    '1) ',
    '> ',
    '-# ',
    '[',
    ']',
    '(',
    ')',
    '](',
    '[x](y)',
    '<',
    ':',
  ],
  ...['@everyone', '@here', '<@1>', '<@&2>', '<#3>', '<:a:4>', '<a:b:5>', '<t:0:R>', '</x:6>'],
  ...['<id:guide>', '<https://evil.example>', 'https://evil.example/a_b', 'http://', '://', '//'],
  ...['[a](https://evil.example)', '[a](<https://evil.example>)', 'discord.gg/evil', ':smile:'],
  ...['¯\\_(ツ)_/¯', '<sms:+1>', '<a@b.example>', 'steam://run/1', '“', '”', '…', 'DISCORD.GG/x'],
];

const MARKS = ['\u0301', '\u0489', '\u20DD', '\u064B'];
const SPACES = [
  ' ',
  ' ',
  ' ',
  '\n',
  '\n\n',
  '\n\n\n\n',
  '\r\n',
  '\t',
  '\u00A0',
  '\u2028',
  '\u3000',
  '. ',
];

/** One piece of a text. */
const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...SPACES) },
  { weight: 4, arbitrary: fc.constantFrom(...SCRIPTS) },
  { weight: 3, arbitrary: fc.constantFrom(...MARKDOWN) },
  { weight: 1, arbitrary: fc.constantFrom(...EMOJI) },
  { weight: 1, arbitrary: fc.constantFrom(...INVISIBLE) },
  { weight: 1, arbitrary: fc.constantFrom(...MARKS) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 30 }).map((n) => '\u0336'.repeat(n)) },
);

/** A text of any kind, now and then a very long one. */
export const hostileText = fc
  .tuple(fc.array(piece, { maxLength: 14 }), fc.constantFrom(...Array<number>(24).fill(1), 12, 120))
  .map(([pieces, times]) => pieces.join('').repeat(times));

/** A text of any kind that is not very long. */
export const shortHostileText = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
