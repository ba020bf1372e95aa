// Bad files of text formats, by the number of the fault in the catalogue (C1-C28): what is no text, has no
// valid encoding, is empty, too large or too deep.

import { type BadFile, noise, PROSE } from './case.js';

const TEXT_NAMES = ['a.md', 'a.txt', 'a.html', 'a.csv', 'a.json'] as const;
const MIB = 1024 * 1024;

const notText: readonly BadFile[] = TEXT_NAMES.flatMap((file) => [
  ...[1, 2, 3, 4].map((seed): BadFile => ({
    title: `C1 noise (${seed})`,
    file,
    bytes: () => noise(3_000, seed),
    code: 'not_text',
  })),
  {
    title: 'C1 a fifth of it control characters',
    file,
    bytes: () => `${PROSE}\n`.replace(/ /g, '\x01\x02'),
    code: 'not_text',
  },
  ...['start', 'middle', 'end'].map((place, index): BadFile => ({
    title: `C6 a NUL at its ${place}`,
    file,
    bytes: () => [`\0${PROSE}.`, `${PROSE}\0 ${PROSE}`, `${PROSE}\0`][index] ?? '',
    code: 'not_text',
  })),
]);

const BROKEN_UTF8: readonly (readonly [string, string])[] = [
  ['a lone continuation byte', '80'],
  ['a sequence cut short', 'f09f98'],
  ['an overlong slash', 'c0af'],
  ['a surrogate', 'eda080'],
  ['a byte above all', 'ff'],
  ['a character beyond Unicode', 'f4908080'],
];
const MARK = Buffer.from('efbbbf', 'hex');

const badEncoding: readonly BadFile[] = ['a.md', 'a.txt', 'a.html', 'a.csv'].flatMap((file) => [
  ...BROKEN_UTF8.map(([title, bytes]): BadFile => ({
    title: `C2 ${title}`,
    file,
    bytes: () =>
      Buffer.concat([
        MARK,
        Buffer.from(PROSE),
        Buffer.from(bytes, 'hex'),
        Buffer.from(' and so on.'),
      ]),
    code: 'bad_encoding',
  })),
  {
    title: 'C4 UTF-16 with half a pair',
    file,
    bytes: () =>
      Buffer.concat([
        Buffer.from('fffe', 'hex'),
        Buffer.from(PROSE, 'utf16le'),
        Buffer.from('3dd8', 'hex'),
        Buffer.from('x', 'utf16le'),
      ]),
    code: 'bad_encoding',
  },
]);

const EXTENSIONS =
  '.md .markdown .html .htm .xhtml .txt .text .csv .tsv .json .jsonl .ndjson .pdf .docx .epub .eml .mbox .mhtml .mht .zip'.split(
    ' ',
  );

const empty: readonly BadFile[] = [
  ...EXTENSIONS.map((extension): BadFile => ({
    title: 'C7 0 bytes',
    file: `a${extension}`,
    bytes: () => '',
    code: 'empty_document',
  })),
  ...(
    [
      ['a byte order mark', 'a.txt', '\uFEFF'],
      ['a byte order mark', 'a.md', '\uFEFF'],
      ['white space', 'a.txt', ' \n\t\u00A0\u2003\n'],
      ['white space', 'a.html', ' \n '],
      ['invisible characters', 'a.txt', '\u200B\u200D\n\u2060'],
      ['front matter', 'a.md', '---\ntitle: x\n---\n'],
      ['headings', 'a.md', '# One\n\n## Two\n'],
      ['a comment', 'a.md', '<!-- nothing -->\n'],
      ['a picture', 'a.md', '![](x.png)\n'],
      ['a line of names', 'a.csv', 'title,text\n'],
      ['a row without text', 'a.csv', 'title,text\nOne, \n'],
      ['an empty list', 'a.json', '[]'],
      ['an item without text', 'a.json', '[{"title":"One","text":" "}]'],
      ['C20 a script', 'a.html', '<html><body><script>x("y z")</script></body></html>'],
      ['C20 a style', 'a.html', '<html><body><style>p { color: red }</style></body></html>'],
      [
        'C20 a noscript',
        'a.html',
        `<html><body><noscript><p>${PROSE}</p></noscript></body></html>`,
      ],
      [
        'C20 a template',
        'a.html',
        `<html><body><template><p>${PROSE}</p></template></body></html>`,
      ],
      ['C20 something hidden', 'a.html', `<html><body><p hidden>${PROSE}</p></body></html>`],
      [
        'C20 something not displayed',
        'a.html',
        `<html><body><p style="display:none">${PROSE}</p></body></html>`,
      ],
      ['C20 a comment', 'a.html', `<html><body><!-- ${PROSE} --></body></html>`],
      ['C20 its head', 'a.html', `<html><head><title>${PROSE}</title></head><body></body></html>`],
    ] as const
  ).map(([title, file, content]): BadFile => ({
    title: `C7 only ${title}`,
    file,
    bytes: () => content,
    code: 'empty_document',
  })),
];

const rows = (count: number, row: string): string => `title,text\n${row.repeat(count)}`;

const tooMuch: readonly BadFile[] = [
  ...['a.txt', 'a.csv', 'a.pdf'].map((file): BadFile => ({
    title: 'C8 larger than 10 MiB',
    file,
    bytes: () => Buffer.alloc(10 * MIB + 1, 'x'),
    code: 'too_large',
  })),
  {
    title: 'C10 100,001 paragraphs',
    file: 'a.txt',
    bytes: () => 'a b\n\n'.repeat(100_001),
    code: 'too_many_chunks',
  },
  {
    title: 'C10 10,001 rows',
    file: 'a.csv',
    bytes: () => rows(10_001, 'a,b c\n'),
    code: 'too_many_chunks',
  },
  {
    title: 'C10 10,001 lines',
    file: 'a.jsonl',
    bytes: () => '{"text":"a b"}\n'.repeat(10_001),
    code: 'too_many_chunks',
  },
  {
    title: 'C10 10,001 items',
    file: 'a.json',
    bytes: () => `[${'{"text":"a"},'.repeat(10_000)}{"text":"a"}]`,
    code: 'too_many_chunks',
  },
  {
    title: 'C8 600,000 lines',
    file: 'a.txt',
    bytes: () => 'a\n'.repeat(600_000),
    code: 'too_complex',
  },
  {
    title: 'C19 600,000 cells',
    file: 'a.csv',
    bytes: () => rows(1, `${',x'.repeat(600_000)}\n`),
    code: 'too_complex',
  },
  {
    title: 'C19 600,000 values',
    file: 'a.json',
    bytes: () => `[${'1,'.repeat(600_000)}1]`,
    code: 'too_complex',
  },
];

const attributes = Array.from({ length: 100_000 }, (_, index) => `a${index}=1`);

const tooDeep: readonly BadFile[] = [
  ...['a.html', 'a.xhtml', 'a.htm', 'a.md'].flatMap((file): readonly BadFile[] => [
    {
      title: 'C19 20,000 nested',
      file,
      bytes: () => `${'<div>'.repeat(20_000)}${PROSE}`,
      code: 'too_complex',
    },
    {
      title: 'C19 12,000 unclosed',
      file,
      bytes: () => `<ul>${'<li><b><i>x'.repeat(12_000)}`,
      code: 'too_complex',
    },
    {
      title: 'C19 100,000 attributes',
      file,
      bytes: () => `<p ${attributes.join(' ')}>${PROSE}</p>`,
      code: 'too_complex',
    },
    {
      title: 'C19 many and deep',
      file,
      bytes: () => `${'<div>'.repeat(240)}${'<i>x</i> '.repeat(270_000)}`,
      code: 'too_complex',
    },
  ]),
  {
    title: 'C19 60,000 elements',
    file: 'a.html',
    bytes: () => '<p>x</p>'.repeat(60_000),
    code: 'too_complex',
  },
  {
    title: 'C19 quotes in quotes',
    file: 'a.md',
    bytes: () => `${'> '.repeat(100)}${PROSE}`,
    code: 'too_complex',
  },
  {
    title: 'C19 emphasis without end',
    file: 'a.md',
    bytes: () => '*a **b '.repeat(20_000),
    code: 'too_complex',
  },
  { title: 'C19 brackets', file: 'a.json', bytes: () => '['.repeat(100_000), code: 'too_complex' },
  { title: 'C19 objects', file: 'a.json', bytes: () => '{"a":'.repeat(1_000), code: 'too_complex' },
  {
    title: 'C19 brackets',
    file: 'a.jsonl',
    bytes: () => `{"text":${'['.repeat(50)}`,
    code: 'too_complex',
  },
];

const invalid: readonly BadFile[] = (
  [
    ['no column of text', 'a.csv', 'title,date\nOne,2020\n', 'document_invalid'],
    ['no line of names', 'a.csv', `One,${PROSE}\n`, 'document_invalid'],
    ['a quotation without end', 'a.csv', 'title,text\nOne,"Two\nThree\n', 'document_invalid'],
    ['600 columns', 'a.csv', `text${',x'.repeat(600)}\na\n`, 'document_invalid'],
    ['cut short', 'a.json', '[{"title":"One","text":"Two"}', 'document_invalid'],
    ['a number', 'a.json', '42', 'document_invalid'],
    ['a string', 'a.json', `"${PROSE}"`, 'document_invalid'],
    ['an object of another kind', 'a.json', '{"name":"x","version":"1.0.0"}', 'document_invalid'],
    ['no JSON', 'a.jsonl', `${PROSE}\n`, 'document_invalid'],
    ['single quotes', 'a.json', "{'text': 'x'}", 'document_invalid'],
    ['front matter that never closes', 'a.md', `---\ntitle: x\n\n${PROSE}`, 'bad_front_matter'],
    ['front matter of broken YAML', 'a.md', `---\ntitle: [x\n---\n${PROSE}`, 'bad_front_matter'],
    [
      'front matter with a day that is none',
      'a.md',
      `---\ndate: 2021-02-31\n---\n${PROSE}`,
      'bad_front_matter',
    ],
    [
      'front matter with a bad address',
      'a.md',
      `---\nurl: not an address\n---\n${PROSE}`,
      'bad_front_matter',
    ],
    ['front matter in TOML', 'a.md', `+++\ntitle = "x"\n+++\n${PROSE}`, 'bad_front_matter'],
    [
      'front matter that refers to itself',
      'a.md',
      `---\ntitle: &a [*a]\n---\n${PROSE}`,
      'bad_front_matter',
    ],
  ] as const
).map(([title, file, content, code]): BadFile => ({ title, file, bytes: () => content, code }));

const sidecars: readonly BadFile[] = [
  'titel: x',
  'date: 2021-13-40',
  'url: nowhere',
  '- a list',
  'title: "x',
  'a: &a [*a]',
].map((sidecar) => ({
  title: `a sidecar "${sidecar}"`,
  file: 'a.txt',
  bytes: () => PROSE,
  sidecar,
  code: 'bad_sidecar',
}));

export const BAD_TEXTS: readonly BadFile[] = [
  ...notText,
  ...badEncoding,
  ...empty,
  ...tooMuch,
  ...tooDeep,
  ...invalid,
  ...sidecars,
];
