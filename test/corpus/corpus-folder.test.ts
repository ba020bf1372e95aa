import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { openCorpusFolder } from '../../src/corpus/corpus-folder.js';
import type { CorpusListing, ReadResult } from '../../src/corpus/corpus-source.js';
import { makeCorpus, removeCorpora } from './temp-corpus.js';

afterAll(removeCorpora);

const filesOf = ({ entries }: CorpusListing): readonly string[] => entries.map(({ file }) => file);
const codesOf = ({ rejections }: CorpusListing): Readonly<Record<string, string>> =>
  Object.fromEntries(rejections.map(({ file, code }) => [file, code]));

async function readOnly(folder: string): Promise<ReadResult> {
  const source = openCorpusFolder(folder);
  const [entry] = (await source.list()).entries;
  if (entry === undefined) throw new Error('nothing listed');
  return source.read(entry);
}

async function hashIn(folder: string): Promise<string | undefined> {
  return (await openCorpusFolder(folder).list()).entries[0]?.hash;
}

describe('openCorpusFolder', () => {
  it('says in one line that the folder is missing or no folder', () => {
    const folder = makeCorpus({ 'a.txt': 'x' });
    for (const path of [join(folder, 'nowhere'), join(folder, 'a.txt')]) {
      expect(() => openCorpusFolder(path)).toThrow(expect.objectContaining({ code: 'corpus_missing' }));
    }
  });

  it('lists nothing in an empty folder', async () => {
    expect(await openCorpusFolder(makeCorpus()).list()).toEqual({ entries: [], rejections: [] });
  });

  it('lists every document below it in code-unit order, whatever the case of its extension', async () => {
    const folder = makeCorpus({ 'b.MD': 'x', 'a.html': 'x', 'B.txt': 'x', 'sub/ä.xhtml': 'x', 'sub/a.text': 'x' });
    const listing = await openCorpusFolder(folder).list();
    expect(filesOf(listing)).toEqual(['B.txt', 'a.html', 'b.MD', 'sub/a.text', 'sub/ä.xhtml']);
    expect(listing.rejections).toEqual([]);
  });

  it('leaves notes, hidden files and sidecars aside without a word', async () => {
    const folder = makeCorpus({
      'README.md': 'x',
      '.hidden.md': 'x',
      '_draft.md': 'x',
      '.git/a.md': 'x',
      'a.md': 'x',
      'a.md.meta.yaml': 'title: x',
      'sub/README.md': 'x',
    });
    const listing = await openCorpusFolder(folder).list();
    expect(filesOf(listing)).toEqual(['a.md', 'sub/README.md']);
    expect(listing.rejections).toEqual([]);
  });

  it('names files in formats that are not read, and sidecars of nothing', async () => {
    const folder = makeCorpus({ 'a.pdf': 'x', noextension: 'x', 'gone.md.meta.yaml': 'title: x' });
    expect(codesOf(await openCorpusFolder(folder).list())).toEqual({
      'a.pdf': 'type_mismatch',
      noextension: 'type_mismatch',
      'gone.md.meta.yaml': 'bad_sidecar',
    });
  });

  it('follows links to files inside the folder only', async () => {
    const outside = makeCorpus({ 'secret.txt': 'secret' });
    const folder = makeCorpus({ 'a.txt': 'x', 'sub/b.txt': 'x' });
    symlinkSync(join(folder, 'a.txt'), join(folder, 'inside.txt'));
    symlinkSync(join(outside, 'secret.txt'), join(folder, 'outside.txt'));
    symlinkSync('/nowhere', join(folder, 'broken.txt'));
    symlinkSync(join(folder, 'loop.txt'), join(folder, 'loop.txt'));
    symlinkSync(join(folder, 'sub'), join(folder, 'folder.txt'));
    const listing = await openCorpusFolder(folder).list();
    expect(filesOf(listing)).toEqual(['a.txt', 'inside.txt', 'sub/b.txt']);
    expect(codesOf(listing)).toEqual({
      'outside.txt': 'not_regular_file',
      'broken.txt': 'vanished',
      'loop.txt': 'not_regular_file',
      'folder.txt': 'not_regular_file',
    });
  });

  it.skipIf(process.platform === 'win32')('never opens a FIFO', async () => {
    const folder = makeCorpus();
    execFileSync('mkfifo', [join(folder, 'pipe.md')]);
    expect(codesOf(await openCorpusFolder(folder).list())).toEqual({ 'pipe.md': 'not_regular_file' });
  });

  it('refuses files above the size limit', async () => {
    const folder = makeCorpus({ 'big.txt': 'x' });
    truncateSync(join(folder, 'big.txt'), 10 * 1024 * 1024 + 1);
    expect(codesOf(await openCorpusFolder(folder).list())).toEqual({ 'big.txt': 'too_large' });
  });

  it('refuses a folder of too many files as a whole, so that the index stays as it was', async () => {
    const source = openCorpusFolder(makeCorpus({ 'a.md': 'x', 'b.md': 'x', 'c.md': 'x' }), { mostFiles: 2 });
    await expect(source.list()).rejects.toMatchObject({ code: 'too_many_chunks' });
  });

  it.skipIf(process.getuid?.() === 0)('reports files and folders it may not open (skipped for root)', async () => {
    const folder = makeCorpus({ 'a.txt': 'x', 'sub/b.txt': 'x' });
    chmodSync(join(folder, 'a.txt'), 0);
    chmodSync(join(folder, 'sub'), 0);
    expect(codesOf(await openCorpusFolder(folder).list())).toEqual({ 'a.txt': 'unreadable', sub: 'unreadable' });
    chmodSync(join(folder, 'sub'), 0o755);
  });

  it('rejects a file that vanished between listing and reading', async () => {
    const folder = makeCorpus({ 'a.txt': 'x' });
    const source = openCorpusFolder(folder);
    const [entry] = (await source.list()).entries;
    rmSync(join(folder, 'a.txt'));
    const result = entry && (await source.read(entry));
    expect(result).toMatchObject({
      documents: [],
      rejections: [{ file: 'a.txt', code: 'vanished' }],
    });
  });

  it('shows hostile file names safely', async () => {
    const name = `a\u202Egnp\u0007\n${'x'.repeat(150)}.exe`;
    const [rejection] = (await openCorpusFolder(makeCorpus({ [name]: 'x' })).list()).rejections;
    expect(rejection?.file).toBe(name);
    expect(rejection?.text).toMatch(/^a\\u\{202e\}gnp\\u\{7\}\\u\{a\}x+…x+\.exe: /);
  });

  it('gives readable ids that differ where names are alike', async () => {
    const folder = makeCorpus({ 'Übersicht 1.md': 'x', 'übersicht-1.txt': 'x', 'sub/Übersicht 1.md': 'x', '提督.md': 'x' });
    const ids = (await openCorpusFolder(folder).list()).entries.map(({ id }) => id);
    expect(new Set(ids).size).toBe(4);
    expect(ids.filter((id) => /^ubersicht-1-[0-9a-f]{6}$/.test(id))).toHaveLength(3);
    expect(ids.filter((id) => /^document-[0-9a-f]{6}$/.test(id))).toHaveLength(1);
  });

  it('changes the hash with the bytes, the sidecar and the path, and with nothing else', async () => {
    const folder = makeCorpus({ 'a.txt': 'one' });
    const first = await hashIn(folder);
    expect(await hashIn(folder)).toBe(first);
    writeFileSync(join(folder, 'a.txt.meta.yaml'), 'title: x');
    const described = await hashIn(folder);
    writeFileSync(join(folder, 'a.txt'), 'two');
    const changed = await hashIn(folder);
    const moved = await hashIn(makeCorpus({ 'b.txt': 'one' }));
    expect(new Set([first, described, changed, moved]).size).toBe(4);
  });

  it('reads a document with its sidecar', async () => {
    const folder = makeCorpus({ 'sub/a.txt': 'A text.', 'sub/a.txt.meta.yaml': 'title: T' });
    const result = await readOnly(folder);
    expect(result).toMatchObject({ documents: [{ file: 'sub/a.txt', title: 'T' }] });
  });

  it('does not follow a sidecar that is a link out of the folder', async () => {
    const outside = makeCorpus({ 'secret.yaml': 'title: secret' });
    const folder = makeCorpus({ 'a.txt': 'A text.' });
    symlinkSync(join(outside, 'secret.yaml'), join(folder, 'a.txt.meta.yaml'));
    expect(codesOf(await openCorpusFolder(folder).list())).toEqual({ 'a.txt': 'bad_sidecar' });
  });

  it.each([
    ['0 bytes', 'a.txt', ''],
    ['a byte order mark', 'a.md', '\uFEFF'],
    ['white space', 'a.txt', ' \n\t\u00A0\n'],
    ['front matter', 'a.md', '---\ntitle: x\n---\n'],
    ['headings', 'a.md', '# One\n\n## Two\n'],
    ['markup', 'a.html', '<html><body><script>x()</script></body></html>'],
  ])('rejects a document that is only %s', async (_, file, content) => {
    expect(await readOnly(makeCorpus({ [file]: content }))).toMatchObject({
      documents: [], rejections: [{ code: 'empty_document' }],
    });
  });

  it.each([
    ['binary data', { 'a.md': Buffer.from([0, 1, 2, 3, 255, 254, 0, 9]) }, 'not_text'],
    ['a PDF', { 'a.txt': '%PDF-1.4 text' }, 'type_mismatch'],
    ['an HTML page', { 'a.md': '<!DOCTYPE html><p>x' }, 'type_mismatch'],
  ] as const)('rejects %s under another name', async (_, files, code) => {
    expect(await readOnly(makeCorpus(files))).toMatchObject({ documents: [], rejections: [{ code }] });
  });

  it('goes on past folders named like files', async () => {
    const folder = makeCorpus({ 'z.txt': 'x' });
    mkdirSync(join(folder, 'a.txt'));
    expect(filesOf(await openCorpusFolder(folder).list())).toEqual(['z.txt']);
  });
});
