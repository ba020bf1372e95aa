// Files under the names of other formats (C22).

import type { BadFile } from './case.js';
import { FOREIGN } from './foreign-files.js';

/** Formats that are told from a text by their first bytes, under the names of texts and of each other. */
const UNDER_OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  pdf: [
    'a.md',
    'a.txt',
    'a.html',
    'a.csv',
    'a.json',
    'a.docx',
    'a.epub',
    'a.zip',
    'a.eml',
    'a.mbox',
  ],
  zip: ['a.md', 'a.txt', 'a.html', 'a.csv', 'a.json', 'a.pdf', 'a.eml'],
  docx: ['a.txt', 'a.pdf', 'a.html'],
  epub: ['a.txt', 'a.pdf', 'a.html'],
  rtf: ['a.txt', 'a.md', 'a.docx', 'a.html', 'a.pdf', 'a'],
  html: ['a.md', 'a.txt', 'a.pdf', 'a.docx', 'a.epub', 'a.eml', 'a.csv', 'a.json', 'a.zip'],
  gzip: ['a.txt', 'a.html', 'a.zip', 'a.tgz'],
  ole: ['a.docx', 'a.txt', 'a.doc', 'a.xls'],
  png: ['a.txt', 'a.md', 'a.html', 'a.pdf', 'a.png', 'a.docx'],
  jpeg: ['a.txt', 'a.html', 'a.pdf', 'a.jpg'],
  gif: ['a.txt', 'a.html', 'a.gif'],
  webp: ['a.txt', 'a.html'],
  mp4: ['a.txt', 'a.html', 'a.mp4'],
  elf: ['a.txt', 'a.md', 'a'],
  sqlite: ['a.txt', 'a.csv', 'a.db'],
  woff2: ['a.txt', 'a.html'],
  sevenzip: ['a.zip', 'a.txt', 'a.7z'],
  rar: ['a.zip', 'a.txt', 'a.rar'],
  json: ['a.txt', 'a.md', 'a.pdf', 'a.docx', 'a.eml'],
  mail: ['a.txt', 'a.md', 'a.html', 'a.csv', 'a.pdf', 'a.zip'],
};

export const BAD_NAMES: readonly BadFile[] = Object.entries(UNDER_OTHER_NAMES).flatMap(
  ([format, names]) =>
    names.map((file): BadFile => ({
      title: `C22 ${format} as ${file}`,
      file,
      bytes: () => FOREIGN[format]?.() ?? '',
      code: 'type_mismatch',
    })),
);
