// Odd but good files of text formats: encodings, scripts, markup of all kinds, tables and JSON as programs write
// them. Each must be accepted, with its words as they stand.

import iconv from 'iconv-lite';

import { type OddFile, PROSE } from './case.js';

const RUSSIAN =
  'Совет собрался в понедельник и решил, что старый мост останется открытым на всю зиму. Жители города были рады этому решению.';
const JAPANESE =
  '評議会は月曜日に会合を開き、古い橋を冬の間も開けておくことを決めた。町の住民はこの決定を喜んだ。';
const CHINESE =
  '市议会星期一开会，决定冬季继续开放这座旧桥。城里的居民对这一决定感到高兴，商人们也表示欢迎。';
const FRENCH =
  'Le conseil s’est réuni lundi et a décidé que le vieux pont resterait ouvert tout l’hiver, déjà très sévère.';

type Row = readonly [title: string, file: string, content: string | Uint8Array, ...texts: string[]];

const mark = (digits: string, text: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from(digits, 'hex'), text]);
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
const swapped = (text: string): Buffer => utf16(text).swap16();

const encodings: readonly Row[] = ['a.txt', 'a.md'].flatMap((file): readonly Row[] => [
  ['C3 UTF-8 with its mark', file, mark('efbbbf', Buffer.from(PROSE)), PROSE],
  ['C3 UTF-16LE with its mark', file, mark('fffe', utf16(PROSE)), PROSE],
  ['C3 UTF-16BE with its mark', file, mark('feff', swapped(PROSE)), PROSE],
  ['C4 UTF-16LE without', file, utf16(PROSE), PROSE],
  ['C4 UTF-16BE without', file, swapped(PROSE), PROSE],
  ['C5 windows-1251', file, iconv.encode(RUSSIAN, 'win1251'), RUSSIAN],
  ['C5 KOI8-R', file, iconv.encode(RUSSIAN, 'koi8-r'), RUSSIAN],
  ['C5 Shift_JIS', file, iconv.encode(JAPANESE, 'shift_jis'), JAPANESE],
  ['C5 GB18030', file, iconv.encode(CHINESE, 'gb18030'), CHINESE],
  ['C5 windows-1252', file, iconv.encode(FRENCH, 'win1252'), FRENCH],
]);

const SCRIPTS: readonly string[] = [
  'اجتمع المجلس يوم الاثنين وقرر إبقاء الجسر القديم مفتوحا طوال الشتاء.',
  'המועצה התכנסה ביום שני והחליטה שהגשר הישן יישאר פתוח כל החורף.',
  'The \u202Eecnedivorp\u202C bridge stayed open, as the council had decided it would on Monday.',
  'Zero\u200Bwidth\u200Dmarks\uFEFF stand in this sentence, which the council did not write on Monday.',
  'Тhе соunсil mеt оn Mоndау and its letters come from two scripts that look alike.',
  'Ｔｈｅ ｃｏｕｎｃｉｌ ｍｅｔ ｏｎ Ｍｏｎｄａｙ ａｎｄ ｄｅｃｉｄｅｄ.',
  `Z\u0301\u0302\u0303\u0304\u0305${'\u0306'.repeat(50)}algo wrote to the council on Monday about the old bridge.`,
  'A family 👨‍👩‍👧‍👦 and a flag 🏴󠁧󠁢󠁳󠁣󠁴󠁿 crossed the old bridge on Monday with the whole council behind.',
  'देवनागरी में लिखा यह वाक्य परिषद के सोमवार के निर्णय के बारे में है।',
  'สภาประชุมเมื่อวันจันทร์และตัดสินใจว่าสะพานเก่าจะเปิดตลอดฤดูหนาว',
];
const INERT: readonly string[] = [
  'They wrote @everyone and @here above the notice that the council had posted on Monday.',
  'The notice said <@123456789012345678> and <#1> and <@&2> where the names of members stood.',
  'A link [free nitro](https://example.org/x) stood in the notice that the council had posted.',
  'The invite discord.gg/abc was printed below the notice that the council had posted on Monday.',
  'A command </cmd:1> and a time <t:0:R> stood where the council had written something else.',
  '-# The smallest print of the notice said that the bridge would stay open for the winter.',
  '||The council|| ~~never~~ **met** on __Monday__ and `decided` nothing, said the notice.',
  '``` The notice ends here, and the council met on Monday to talk about the bridge. ```',
];
/** More than quarantine looks at, about 53,000 characters. */
const MANY_SENTENCES = Array.from(
  { length: 620 },
  (_, i) => `The council met for the ${i}th time and talked about the bridge over the river again.`,
).join(' ');
const texts: readonly Row[] = [
  ...SCRIPTS.map((text): Row => ['C26 a script or its marks', 'a.txt', text, text]),
  ...INERT.map((text): Row => ['C27 what a chat would obey', 'a.txt', text, text]),
  [
    'C9 a word of 1,000,000 letters in a text',
    'a.txt',
    `${MANY_SENTENCES}\n\n${'x'.repeat(1_000_000)}`,
    'x'.repeat(1_000_000),
  ],
  ['a line of 900,000 letters', 'a.txt', MANY_SENTENCES.repeat(17), MANY_SENTENCES.repeat(17)],
  ['line ends of old Macs', 'a.txt', `${PROSE}\r\r${RUSSIAN}`, PROSE, RUSSIAN],
  ['line ends of Windows', 'a.txt', `${PROSE}\r\n\r\n${RUSSIAN}\r\n`, PROSE, RUSSIAN],
  ['line separators', 'a.txt', `${PROSE}\u2028\u2028${RUSSIAN}`, PROSE, RUSSIAN],
  ['form feeds', 'a.txt', `${PROSE}\f${RUSSIAN}`, PROSE, RUSSIAN],
  ['an upper-case extension', 'A.TXT', PROSE, PROSE],
  ['a brace at its beginning', 'a.txt', `{Editor's note} ${PROSE}`, `{Editor's note} ${PROSE}`],
  ['a bracket at its beginning', 'a.txt', `[Photo] ${PROSE}`, `[Photo] ${PROSE}`],
  [
    'the name of a format inside',
    'a.txt',
    `It began with %PDF-1.4. ${PROSE}`,
    `It began with %PDF-1.4. ${PROSE}`,
  ],
  ['BM as its first letters', 'a.txt', `BMW said so. ${PROSE}`, `BMW said so. ${PROSE}`],
  ['PK as its first letters', 'a.txt', `PKK was named. ${PROSE}`, `PKK was named. ${PROSE}`],
  ['a letter in its own form', 'a.txt', `From: Jane\nDear all,\n\n${PROSE}`, PROSE],
];

const markdown: readonly Row[] = [
  ['front matter', `---\ntitle: T\ndate: 2021-07\n---\n\n${PROSE}`],
  ['front matter with a comment', `---\n# about\ntitle: T\n---\n${PROSE}`],
  ['rules instead of front matter', `---\n\n${PROSE}\n\n---\n`],
  ['front matter of Windows', `---\r\ntitle: T\r\n---\r\n\r\n${PROSE}\r\n`],
  ['a table', `| a | b |\n|---|---|\n| 1 | 2 |\n\n${PROSE}`],
  ['lists in lists', `- a\n  - b\n    - c\n\n${PROSE}`],
  ['tags', `<div align="center">\n\n${PROSE}\n\n</div>`],
  ['a comment', `<!-- a note -->\n\n${PROSE}`],
  ['a fence that never closes', `${PROSE}\n\n\`\`\`\ncode`],
  ['references', `${PROSE}\n\n[a]: https://example.org`],
  ['underlined headings', `Title\n=====\n\n${PROSE}`],
  ['hard line ends', PROSE.replace('and decided', 'and  \ndecided')],
  ['entities', PROSE.replace(' and ', ' &#97;nd ')],
  ['a quotation above', `> Nobody.\n\n${PROSE}`],
].map(([title = '', content = '']): Row => [`Markdown with ${title}`, 'a.md', content, PROSE]);

const html: readonly Row[] = [
  ['a fragment', 'a.html', `<p>${PROSE}`],
  ['tags in capitals', 'a.HTM', `<HTML><BODY><P>${PROSE}</P></BODY></HTML>`],
  ['text alone', 'a.html', PROSE],
  [
    'an XML declaration',
    'a.xhtml',
    `<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><body><p>${PROSE}</p></body></html>`,
  ],
  [
    'a comment above it',
    'a.html',
    `<!-- saved from url=(0014)about:internet -->\n<html><body><p>${PROSE}</p></body></html>`,
  ],
  ['entities', 'a.html', `<p>${PROSE.replace(' and ', ' &#x61;n&#100; ')}</p>`],
  ['tags that cross', 'a.html', `<p><b><i>${PROSE}</b></i></p>`],
  ['a table around it', 'a.html', `<table><tr><td>${PROSE}</td></tr></table>`],
  ['a frame of divs', 'a.html', `${'<div>'.repeat(100)}<p>${PROSE}</p>${'</div>'.repeat(100)}`],
  [
    'line ends for paragraphs',
    'a.html',
    `<body>${PROSE}<br><br>Another thing was decided, too.</body>`,
  ],
  ['a script beside it', 'a.html', `<body><script>if (a < b) x()</script><p>${PROSE}</p></body>`],
  ['no name but a page', 'saved page', `<!doctype html><html><body><p>${PROSE}</p></body></html>`],
  [
    'the name of a program',
    'index.php',
    `<!doctype html><html><body><p>${PROSE}</p></body></html>`,
  ],
  [
    'its encoding in its head',
    'a.html',
    iconv.encode(`<meta charset="windows-1251"><p>${RUSSIAN}</p>`, 'win1251'),
    RUSSIAN,
  ],
].map(([title, file, content, text]): Row => [
  `a page with ${String(title)}`,
  String(file),
  content ?? '',
  String(text ?? PROSE),
]);

const quoted = `"${PROSE.replace('met', '""met""')}"`;
const tables: readonly Row[] = [
  ['commas', 'a.csv', `title,text\nOne,${PROSE}\n`, PROSE],
  ['semicolons', 'a.csv', `title;text\nOne;${PROSE}\n`, PROSE],
  ['tabs', 'a.tsv', `title\ttext\nOne\t${PROSE}\n`, PROSE],
  ['bars', 'a.csv', `title|text\nOne|${PROSE}\n`, PROSE],
  ['a mark and line ends of Windows', 'a.csv', `\uFEFFtitle,text\r\nOne,${PROSE}\r\n`, PROSE],
  ['quotations', 'a.csv', `title,text\nOne,${quoted}\n`, PROSE.replace('met', '"met"')],
  [
    'a text of several lines',
    'a.csv',
    `title,text\nOne,"${PROSE}\n\n${RUSSIAN}"\n`,
    PROSE,
    RUSSIAN,
  ],
  [
    'pages for texts',
    'a.csv',
    `title,content_html\nOne,"<p>${PROSE}</p><p>${RUSSIAN}</p>"\n`,
    PROSE,
    RUSSIAN,
  ],
  ['more cells than names', 'a.csv', `title,text\nOne,${PROSE},x,y\n`, PROSE],
  ['fewer cells than names', 'a.csv', `text,date,author\n${PROSE}\n`, PROSE],
  ['names in capitals', 'a.csv', `Title,Article Text\nOne,${PROSE}\n`, PROSE],
  ['a stray quotation mark', 'a.csv', `title,text\n5" pipe,${PROSE}\n`, PROSE],
  ['no text in its last line', 'a.csv', `text\n${PROSE}\n\n\n`, PROSE],
  ['dates of all kinds', 'a.csv', `text,date\n${PROSE},31 May 2021\n`, PROSE],
  ['dates that are none', 'a.csv', `text,date\n${PROSE},yesterday\n`, PROSE],
];

const article = { title: 'One', text: PROSE };
const json: readonly Row[] = [
  ['one article', 'a.json', JSON.stringify(article), PROSE],
  ['a list', 'a.json', JSON.stringify([article]), PROSE],
  [
    'a feed',
    'a.json',
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      items: [{ id: '1', content_html: `<p>${PROSE}</p>` }],
    }),
    PROSE,
  ],
  [
    'the answer of a news service',
    'a.json',
    JSON.stringify({
      status: 'ok',
      articles: [
        {
          source: { id: null, name: 'S' },
          author: 'A',
          publishedAt: '2021-05-25T10:00:00Z',
          content: PROSE,
        },
      ],
    }),
    PROSE,
  ],
  [
    'linked data',
    'a.json',
    JSON.stringify({
      '@type': 'NewsArticle',
      headline: 'One',
      articleBody: PROSE,
      author: [{ name: 'A' }, { name: 'B' }],
    }),
    PROSE,
  ],
  ['paragraphs as a list', 'a.json', JSON.stringify({ body: [PROSE, RUSSIAN] }), PROSE, RUSSIAN],
  ['a mark', 'a.json', `\uFEFF${JSON.stringify(article)}`, PROSE],
  ['UTF-16', 'a.json', mark('fffe', utf16(JSON.stringify(article))), PROSE],
  [
    'a key of prototypes',
    'a.json',
    `{"__proto__":{"x":1},"constructor":2,"text":"${PROSE}"}`,
    PROSE,
  ],
  ['escapes', 'a.json', `{"text":"${PROSE.replace('met', '\\u006det')}"}`, PROSE],
  ['one line for each', 'a.jsonl', `${JSON.stringify(article)}\r\n\r\n`, PROSE],
  [
    'one line for each, another name',
    'a.json',
    `${JSON.stringify(article)}\n${JSON.stringify({ text: RUSSIAN })}\n`,
    PROSE,
    RUSSIAN,
  ],
  ['a list, another name', 'a.ndjson', JSON.stringify([article], null, 2), PROSE],
  ['numbers for ids', 'a.jsonl', `{"_id":7,"text":"${PROSE}"}`, PROSE],
  ['pages for texts', 'a.json', JSON.stringify({ html: `<h2>x</h2><p>${PROSE}</p>` }), PROSE],
];

/** How many documents a case holds where that is not one. */
const SEVERAL: ReadonlyMap<Row, number> = new Map(
  json.filter(([title]) => title.endsWith('each, another name')).map((row) => [row, 2]),
);

export const ODD_TEXTS: readonly OddFile[] = [
  ...encodings,
  ...texts,
  ...markdown,
  ...html,
  ...tables,
  ...json,
].map((row) => {
  const [title, file, content, ...paragraphs] = row;
  return { title, file, bytes: () => content, texts: paragraphs, documents: SEVERAL.get(row) ?? 1 };
});
