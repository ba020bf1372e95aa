// A corpus folder of several formats is built as any other, and bad files beside it change nothing.

import { join } from 'node:path';
import { writeFileSync } from 'node:fs';

import { afterAll, describe, expect, it } from 'vitest';

import { openCorpusFolder } from '../../src/corpus/corpus-folder.js';
import { OTHER_PROSE, PROSE } from '../corpus/builders/case.js';
import { makeDocx, makeEpub } from '../corpus/builders/make-docx.js';
import { makePdf, rowsFrom } from '../corpus/builders/make-pdf.js';
import { makeCorpus, removeCorpora } from '../corpus/temp-corpus.js';
import { buildSite } from '../support/build.js';
import { isCompiled } from '../support/child-process.js';

afterAll(removeCorpora);

const FILES = {
  'a.md': PROSE,
  'b.pdf': makePdf({ pages: [rowsFrom(700, [OTHER_PROSE])] }),
  'c.docx': makeDocx({ paragraphs: [PROSE] }),
  'd.epub': makeEpub({ chapters: [`<p>${OTHER_PROSE}</p>`] }),
  'e.eml': `From: a@example.org\r\nSubject: T\r\n\r\n${PROSE}\r\n`,
};

const filesOf = (site: ReturnType<typeof buildSite>): Promise<string[]> =>
  site.look(async (store) => {
    const generation = await store.current('default');
    if (generation === null) return [];
    return (await store.listDocuments(generation)).map(({ file }) => file).sort();
  });

describe.skipIf(!isCompiled)('a build of a folder of several formats', () => {
  it('indexes every one, and leaves bad files beside them out by name', async () => {
    const folder = makeCorpus(FILES);
    const site = buildSite({});
    await site.build({ source: openCorpusFolder(folder) });
    expect(await filesOf(site)).toEqual(Object.keys(FILES));
    writeFileSync(join(folder, 'bad.pdf'), '%PDF-1.7\n');
    writeFileSync(join(folder, 'bad.docx'), 'PK\x03\x04');
    const report = await site.build({ source: openCorpusFolder(folder) });
    expect(report).toMatchObject({ unchanged: 5, changed: 0, removed: 0, published: false });
    expect(report.rejected.map(({ code }) => code)).toEqual(['archive_bad', 'pdf_invalid']);
    expect(await filesOf(site)).toEqual(Object.keys(FILES));
  });

  it('parses nothing where nothing changed', async () => {
    const folder = makeCorpus(FILES);
    const site = buildSite({});
    await site.build({ source: openCorpusFolder(folder) });
    const read = (): Promise<never> => Promise.reject(new Error('something was parsed'));
    const report = await site.build({ source: openCorpusFolder(folder, { read }) });
    expect(report).toMatchObject({ unchanged: 5, published: false });
  });
});
