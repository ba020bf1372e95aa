// Archives that lie, bombs among them, and members whose names lead out.

import { badFiles, type BadRow, noise, PROSE } from './case.js';
import { FOREIGN } from './foreign-files.js';
import { makeDocx, makeEpub } from './make-docx.js';
import { makeZip, type ZipMember } from './make-zip.js';

const MIB = 1024 * 1024;
const note: ZipMember = { name: 'a.txt', content: PROSE };
const zeros = (mebibytes: number): Buffer => Buffer.alloc(mebibytes * MIB);
const zipOf =
  (...members: readonly ZipMember[]) =>
  (): Buffer =>
    makeZip(members);
const docxWith =
  (...more: readonly ZipMember[]) =>
  (): Buffer =>
    makeDocx({ paragraphs: [PROSE], more });
const epubWith =
  (...more: readonly ZipMember[]) =>
  (): Buffer =>
    makeEpub({ chapters: [`<p>${PROSE}</p>`], more });

const BOMBS: readonly BadRow[] = [
  [
    'C11 declares 400 MB',
    'a.docx',
    docxWith({ name: 'word/x.xml', content: 'x', declaredSize: 400 * MIB }),
    'archive_too_large',
  ],
  [
    'C11 declares 400 MB',
    'a.epub',
    epubWith({ name: 'x.xml', content: 'x', declaredSize: 400 * MIB }),
    'archive_too_large',
  ],
  [
    'C11 declares 400 MB',
    'a.zip',
    zipOf({ name: 'a.txt', content: 'x', declaredSize: 400 * MIB }),
    'archive_too_large',
  ],
  [
    'C11 one part of 40 MB',
    'a.docx',
    () => makeDocx({ paragraphs: [PROSE], more: [{ name: 'word/x.xml', content: zeros(40) }] }),
    'archive_too_large',
  ],
  [
    'C11 inflates to more than it declares',
    'a.docx',
    () =>
      makeDocx({
        paragraphs: [PROSE],
        more: [{ name: 'word/x.xml', content: zeros(40), declaredSize: 1_000 }],
      }),
    'archive_too_large',
  ],
  [
    'C11 inflates to more than it declares',
    'a.epub',
    () =>
      makeEpub({
        chapters: [],
        more: [{ name: 'x', content: zeros(1), declaredSize: 10 }],
        opf: '<package><metadata/><manifest><item id="a" href="../x" media-type="text/html"/></manifest><spine><itemref idref="a"/></spine></package>',
      }),
    'archive_too_large',
  ],
  [
    'C11 inflates to more than it declares',
    'a.zip',
    () => makeZip([{ name: 'a.txt', content: zeros(40), declaredSize: 1_000 }]),
    'archive_too_large',
  ],
  [
    'C11 four parts of 30 MB',
    'a.zip',
    () => {
      const content = zeros(30);
      return makeZip(['a', 'b', 'c', 'd'].map((name) => ({ name: `${name}.txt`, content })));
    },
    'archive_too_large',
  ],
];

const lies: readonly BadRow[] = [
  [
    'C12 100,000 entries',
    'a.zip',
    () =>
      makeZip(
        Array.from({ length: 60_000 }, (_, index) => ({ name: `${index}`, stored: true })),
        { declaredEntries: 60_000 },
      ),
    'archive_too_many_entries',
  ],
  [
    'C12 6,000 entries',
    'a.docx',
    () =>
      makeDocx({
        paragraphs: [PROSE],
        more: Array.from({ length: 6_000 }, (_, index) => ({ name: `${index}`, stored: true })),
      }),
    'archive_too_many_entries',
  ],
  [
    'C12 6,000 entries',
    'a.epub',
    () =>
      makeEpub({
        chapters: [PROSE],
        more: Array.from({ length: 6_000 }, (_, index) => ({ name: `${index}`, stored: true })),
      }),
    'archive_too_many_entries',
  ],
  [
    'C12 a zip in it',
    'a.zip',
    zipOf({ name: 'b.zip', content: makeZip([note]) }),
    'nested_archive',
  ],
  [
    'C12 a zip under another name in it',
    'a.zip',
    zipOf({ name: 'b', content: makeZip([note]) }),
    'nested_archive',
  ],
  [
    'C12 a tar.gz in it',
    'a.zip',
    zipOf({ name: 'b.tar.gz', content: FOREIGN.gzip?.() ?? '' }),
    'nested_archive',
  ],
  [
    'C12 a 7z in it',
    'a.zip',
    zipOf({ name: 'b.7z', content: FOREIGN.sevenzip?.() ?? '' }),
    'nested_archive',
  ],
  [
    'C12 declares no size',
    'a.zip',
    zipOf({ name: 'a.txt', content: PROSE, declaredSize: 0 }),
    'archive_bad',
  ],
  [
    'C12 entries that overlap',
    'a.zip',
    zipOf(note, { ...note, name: 'b.txt', sharesBytesOf: 0 }),
    'archive_bad',
  ],
  [
    'C12 entries that overlap',
    'a.docx',
    docxWith({ name: 'b.xml', content: PROSE, sharesBytesOf: 2 }),
    'archive_bad',
  ],
  ['C12 a wrong checksum', 'a.zip', zipOf({ ...note, checksum: 1 }), 'archive_bad'],
  ['C12 declares too much', 'a.zip', zipOf({ ...note, declaredSize: 5_000 }), 'archive_bad'],
  ['C12 an unknown method', 'a.zip', zipOf({ ...note, method: 99 }), 'archive_bad'],
  ['C12 a password', 'a.zip', zipOf({ ...note, flags: 0x801 }), 'archive_bad'],
  ['C12 no end', 'a.zip', () => makeZip([note]).subarray(0, -22), 'archive_bad'],
  [
    'C12 cut in the middle',
    'a.docx',
    () => makeDocx({ paragraphs: [PROSE] }).subarray(0, 700),
    'archive_bad',
  ],
  [
    'C12 noise after its first bytes',
    'a.epub',
    () => Buffer.concat([Buffer.from('504b0304', 'hex'), noise(2_000, 7)]),
    'archive_bad',
  ],
  [
    'C12 more entries declared than there are',
    'a.zip',
    () => makeZip([note], { declaredEntries: 40 }),
    'archive_bad',
  ],
  [
    'C7 no document',
    'a.zip',
    zipOf({ name: 'folder/', stored: true }, { name: '__MACOSX/a.txt', content: 'x' }),
    'empty_document',
  ],
];

const PATHS = [
  '../a.txt',
  'b/../../a.txt',
  '/etc/a.txt',
  'C:/a.txt',
  'b\\a.txt',
  '..\\a.txt',
  'a\0.txt',
  './../a.txt',
];
const paths: readonly BadRow[] = [
  ...PATHS.map((name): BadRow => [
    `C13 a member "${name}"`,
    'a.zip',
    zipOf({ name, content: PROSE }),
    'bad_path',
  ]),
  [
    'C13 a link',
    'a.zip',
    zipOf({ name: 'a.txt', content: '/etc/passwd', mode: 0o120777 }),
    'bad_path',
  ],
  [
    'C13 a part that leads out',
    'a.docx',
    docxWith({ name: '../x.xml', content: '<x/>' }),
    'bad_path',
  ],
];

export const BAD_ARCHIVES = badFiles([...BOMBS, ...lies, ...paths]);
