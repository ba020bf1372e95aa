// What each format states, how documents inside a file are named, and that a folder with one file of each kind
// gives its words as they stand.

import { afterAll, describe, expect, it } from 'vitest';

import { openCorpusFolder } from '../../../src/corpus/corpus-folder.js';
import type { ReadResult } from '../../../src/corpus/corpus-source.js';
import { openReader } from '../../../src/corpus/sandbox/open-reader.js';
import { isCompiled } from '../../support/child-process.js';
import { OTHER_PROSE, PROSE } from '../builders/case.js';
import { docxParagraph, makeDocx, makeEpub } from '../builders/make-docx.js';
import { makePdf, rowsFrom } from '../builders/make-pdf.js';
import { makeZip } from '../builders/make-zip.js';
import { makeCorpus, removeCorpora } from '../temp-corpus.js';

afterAll(removeCorpora);

const read = openReader();

interface Given {
  readonly file: string;
  readonly content: string | Uint8Array;
  readonly sidecar?: string;
}

function readOne({ file, content, sidecar }: Given): Promise<ReadResult> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return read({ file, bytes, sidecar: sidecar === undefined ? null : Buffer.from(sidecar) });
}

const MAIL = `From: Jane Doe <jane@example.org>\r\nSubject: =?utf-8?Q?Die_Br=C3=BCcke?=\r\nOrganization: The Daily\r\nDate: Tue, 25 May 2021 23:55:00 -0700\r\nContent-Language: en\r\n\r\n${PROSE}\r\n`;
const FACTS =
  '<dc:title>The Bridge</dc:title><dc:creator>Jane Doe</dc:creator><dc:creator>John Roe</dc:creator><dc:publisher>Example Press</dc:publisher><dc:date>2015-10</dc:date><dc:language>en</dc:language>';
const PDF_FACTS = '/Title (The Bridge) /Author (Jane Doe) /CreationDate (D:20240301120000Z)';

describe.skipIf(!isCompiled)('what a format states', () => {
  it.each([
    [
      'a PDF its title and author, but not the day the file was made',
      { file: 'a.pdf', content: makePdf({ pages: [rowsFrom(700, [PROSE])], info: PDF_FACTS }) },
      { title: 'The Bridge', author: 'Jane Doe', date: null },
    ],
    [
      'a PDF no title that is a file’s name',
      {
        file: 'a.pdf',
        content: makePdf({
          pages: [rowsFrom(700, [PROSE])],
          info: '/Title (Microsoft Word - final2.docx)',
        }),
      },
      { date: null },
    ],
    [
      'a Word document its title and author, but not the day the file was made',
      {
        file: 'a.docx',
        content: makeDocx({ paragraphs: [PROSE], title: 'The Bridge', creator: 'Jane Doe' }),
      },
      { title: 'The Bridge', author: 'Jane Doe', date: null },
    ],
    [
      'a Word document no author that is a program',
      { file: 'a.docx', content: makeDocx({ paragraphs: [PROSE], creator: 'python-docx' }) },
      { author: null },
    ],
    [
      'a book what its package says',
      { file: 'a.epub', content: makeEpub({ chapters: [`<p>${PROSE}</p>`], metadata: FACTS }) },
      {
        title: 'The Bridge',
        author: 'Jane Doe, John Roe',
        outlet: 'Example Press',
        date: '2015-10',
        language: 'en',
      },
    ],
    [
      'an e-mail what its header says, the day as its sender wrote it',
      { file: 'a.eml', content: MAIL },
      {
        title: 'Die Brücke',
        author: 'Jane Doe',
        outlet: 'The Daily',
        date: '2021-05-25',
        language: 'en',
      },
    ],
  ] as const)('gives of %s', async (_, given, facts) => {
    expect((await readOne(given)).documents).toMatchObject([facts]);
  });
});

describe('tables and JSON', () => {
  it.each([
    [
      'title,text,source,byline,published_at,link,lang',
      'One,%,The Daily,Jane Doe,2021-05,https://example.org/1,en',
    ],
    [
      'Headline;Body;Publisher;Author;Date;URL;Language',
      'One;%;The Daily;Jane Doe;2021-05;https://example.org/1;en',
    ],
  ])('reads the columns %s', async (names, row) => {
    const { documents } = await readOne({
      file: 'a.csv',
      content: `${names}\n${row.replace('%', PROSE)}\n`,
    });
    const facts = {
      title: 'One',
      outlet: 'The Daily',
      author: 'Jane Doe',
      date: '2021-05',
      language: 'en',
    };
    expect(documents).toMatchObject([{ ...facts, url: 'https://example.org/1' }]);
  });

  it('leaves a date that is none, and an address that is none, unknown', async () => {
    const content = JSON.stringify({ text: PROSE, date: 'last week', url: 'here' });
    expect((await readOne({ file: 'a.json', content })).documents).toMatchObject([
      { date: null, url: null },
    ]);
  });

  it('takes a source that is an address for one', async () => {
    const content = JSON.stringify({ text: PROSE, source: 'https://example.org/2' });
    const { documents } = await readOne({ file: 'a.json', content });
    expect(documents).toMatchObject([{ url: 'https://example.org/2', outlet: null }]);
  });

  it('names rows by id, address, title or text, and keeps their ids when others come and go', async () => {
    const rows = [
      { id: 7, text: PROSE },
      { url: 'https://example.org/1', text: PROSE },
      { title: 'One', text: PROSE },
      { text: PROSE },
    ];
    const lines = rows.map((row) => JSON.stringify(row));
    const all = (await readOne({ file: 'a.jsonl', content: lines.join('\n') })).documents;
    const last = (await readOne({ file: 'a.jsonl', content: lines.slice(3).join('\n') })).documents;
    expect(all.map(({ file }) => file.replace(/[0-9a-f]{12}$/, 'HASH'))).toEqual([
      'a.jsonl#7',
      'a.jsonl#https://example.org/1',
      'a.jsonl#One',
      'a.jsonl#HASH',
    ]);
    expect(last.map(({ id }) => id)).toEqual([all[3]?.id]);
  });

  it('goes on past a broken line and a row without text, and names both', async () => {
    const content = `{"text":"${PROSE}"}\n{"text":\n{"title":"One"}\n`;
    const { documents, rejections } = await readOne({ file: 'a.jsonl', content });
    expect(documents).toHaveLength(1);
    expect(rejections.map(({ file, code }) => [file, code])).toEqual([
      ['a.jsonl#line 2', 'document_invalid'],
      ['a.jsonl#line 3', 'empty_document'],
    ]);
  });

  it('takes from a sidecar what the rows do not say themselves', async () => {
    const content = JSON.stringify([
      { id: 1, text: PROSE, outlet: 'Own' },
      { id: 2, text: OTHER_PROSE },
    ]);
    const { documents } = await readOne({
      file: 'a.json',
      content,
      sidecar: 'outlet: Shared\ndate: 2020',
    });
    expect(documents).toMatchObject([
      { outlet: 'Own', date: '2020' },
      { outlet: 'Shared', date: '2020' },
    ]);
  });
});

describe.skipIf(!isCompiled)('an archive', () => {
  const members = [
    { name: 'x/a.md', content: `# One\n\n${PROSE}` },
    { name: '../b.md', content: PROSE },
    { name: 'c.zip', content: makeZip([]) },
    { name: 'd.txt', content: OTHER_PROSE },
  ];

  it('gives what can be read and names what cannot', async () => {
    const { documents, rejections } = await readOne({
      file: 'sub/a.zip',
      content: makeZip(members),
    });
    expect(documents.map(({ file }) => file)).toEqual(['sub/a.zip#x/a.md', 'sub/a.zip#d.txt']);
    expect(rejections.map(({ file, code }) => [file, code])).toEqual([
      ['sub/a.zip#../b.md', 'bad_path'],
      ['sub/a.zip#c.zip', 'nested_archive'],
    ]);
  });

  it('keeps the ids of its members when others leave', async () => {
    const all = (await readOne({ file: 'a.zip', content: makeZip(members) })).documents;
    const fewer = (await readOne({ file: 'a.zip', content: makeZip(members.slice(3)) })).documents;
    expect(fewer.map(({ id }) => id)).toEqual([all[1]?.id]);
  });
});

describe.skipIf(!isCompiled)('a folder with a file of each kind', () => {
  const html = `<html><body><p>${PROSE}</p><p>${OTHER_PROSE}</p></body></html>`;
  const half = PROSE.indexOf('that');
  const FILES = {
    'a.md': `# T\n\n${PROSE}\n\n${OTHER_PROSE}\n`,
    'b.txt': `${PROSE}\n\n${OTHER_PROSE}\n`,
    'c.html': html,
    'd.pdf': makePdf({
      pages: [
        [
          ...rowsFrom(700, [PROSE.slice(0, half), PROSE.slice(half)]),
          ...rowsFrom(640, [OTHER_PROSE]),
        ],
      ],
    }),
    'e.docx': makeDocx({ body: docxParagraph(PROSE) + docxParagraph(OTHER_PROSE) }),
    'f.epub': makeEpub({ chapters: [`<p>${PROSE}</p><p>${OTHER_PROSE}</p>`] }),
    'g.csv': `id,text\n1,"${PROSE}\n\n${OTHER_PROSE}"\n`,
    'h.jsonl': `${JSON.stringify({ id: 1, text: `${PROSE}\n\n${OTHER_PROSE}` })}\n`,
    'i.json': JSON.stringify({ text: [PROSE, OTHER_PROSE] }),
    'j.eml': `From: a@example.org\r\nSubject: T\r\n\r\n${PROSE}\r\n\r\n${OTHER_PROSE}\r\n`,
    'k.mbox': `From a\nFrom: a@example.org\nMessage-ID: <1>\n\n${PROSE}\n\n${OTHER_PROSE}\n`,
    'l.mhtml': `From: <Saved by x>\r\nContent-Type: text/html\r\n\r\n${html}`,
    'm.zip': makeZip([{ name: 'a.html', content: html }]),
  };

  it('gives the words of every one as they stand', async () => {
    const source = openCorpusFolder(makeCorpus(FILES));
    const { entries, rejections } = await source.list();
    expect(rejections).toEqual([]);
    const results = await Promise.all(entries.map((entry) => source.read(entry)));
    expect(results.flatMap((result) => result.rejections)).toEqual([]);
    const texts = results.map(({ documents }) =>
      documents.map(({ paragraphs }) => paragraphs.map(({ text }) => text)),
    );
    expect(texts).toEqual(Object.keys(FILES).map(() => [[PROSE, OTHER_PROSE]]));
  });
});
