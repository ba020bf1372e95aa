// What a collection is built from: originals, folders of sources.yaml and the corpus folder, joined.

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CorpusSource } from '../../src/corpus/corpus-source.js';
import type { Document } from '../../src/corpus/document.js';
import { dataFiles } from '../../src/data-files.js';
import { openCorpus } from '../../src/open-corpus.js';
import { parseSettings, type Settings } from '../../src/settings.js';
import { joinSources } from '../../src/sources/join-sources.js';
import type { Original } from '../../src/sources/source.js';
import { openDatabase } from '../../src/store/sqlite/open-database.js';
import { SOURCE_MIGRATIONS } from '../../src/store/sqlite/source-schema.js';
import { openSqliteSourceStore } from '../../src/store/sqlite/sqlite-source-store.js';
import { memoryCorpus } from '../support/memory-corpus.js';
import { originalOf, sourceOf } from '../support/source-builders.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const PROSE =
  'The committee met in the town hall and spoke for hours about the bridge that was closed.';
const PAGE = `<html><head><title>A page</title></head><body><p>Menu of the site, which is long enough to be read as prose.</p>
<article class="text"><p>${PROSE}</p></article></body></html>`;

/** A corpus folder with one note, beside it an archive of the same name and content. */
function place(): Settings {
  const folder = temporaryFolder();
  for (const below of ['corpus', 'archive']) {
    mkdirSync(join(folder, below));
    writeFileSync(join(folder, below, 'note.md'), `# A note\n\n${PROSE}\n`);
    writeFileSync(join(folder, below, 'draft.md'), `# A draft\n\n${PROSE}\n`);
  }
  const lines = ['- folder: ../archive', '  outlet: Archive', '  exclude: draft*'];
  writeFileSync(join(folder, 'corpus', 'sources.yaml'), lines.join('\n'));
  return parseSettings({ CORPUS_DIR: 'corpus', DATA_DIR: 'data' }, folder);
}

async function keep(settings: Settings, original: Original): Promise<void> {
  const store = openSqliteSourceStore({ path: dataFiles(settings.dataDir).sources });
  await store.putOriginal(original);
  await store.close();
}

async function documentsOf(corpus: CorpusSource): Promise<Document[]> {
  const documents: Document[] = [];
  for (const entry of (await corpus.list()).entries) {
    const read = await corpus.read(entry);
    expect(read.rejections).toEqual([]);
    documents.push(...read.documents);
  }
  return documents;
}

describe('openCorpus', () => {
  it('joins the folder, the folders of sources.yaml and the originals under ids that differ', async () => {
    const settings = place();
    await keep(
      settings,
      originalOf(PAGE, { url: 'https://a.example.org/note.md', name: 'note.html' }),
    );
    const corpus = await openCorpus({ settings });
    const { entries, rejections } = await corpus.list();
    expect(rejections).toEqual([]);
    const files = ['draft.md', 'note.md', 'archive/note.md', 'a.example.org/note.html'];
    expect(entries.map(({ file }) => file)).toEqual(files);
    const documents = await documentsOf(corpus);
    expect(documents.map(({ id }) => id)).toEqual(entries.map(({ id }) => id));
    const ids = documents.flatMap(({ id, paragraphs }) => [id, ...paragraphs.map((it) => it.id)]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(documents.map(({ outlet }) => outlet)).toEqual([null, null, 'Archive', null]);
  });

  it('makes no file where nothing was ever kept', async () => {
    const settings = place();
    await (await openCorpus({ settings })).list();
    expect(existsSync(settings.dataDir)).toBe(false);
  });

  it('gives another collection its own originals alone', async () => {
    const settings = place();
    await keep(settings, originalOf(PAGE, { collection: 'g-1' }));
    await keep(settings, originalOf(PAGE, { collection: 'g-2', url: 'https://b.example.org/' }));
    const { entries } = await (await openCorpus({ settings, collection: 'g-1' })).list();
    expect(entries.map(({ file }) => file)).toEqual(['news.example.org/a.html']);
  });

  it('reads an original with what is said of it and where its article stands', async () => {
    const settings = place();
    const said = {
      select: '.text',
      fallback: { outlet: 'The feed', title: 'In the feed', author: 'A. Writer' },
    };
    const stated = { date: '2024-05' };
    await keep(settings, originalOf(PAGE, { ...said, stated }));
    const documents = await documentsOf(await openCorpus({ settings }));
    expect(documents.at(-1)).toMatchObject({
      title: 'A page',
      outlet: 'The feed',
      author: 'A. Writer',
      date: '2024-05',
      url: 'https://news.example.org/a.html',
      paragraphs: [{ text: PROSE }],
    });
  });

  it('reads the whole page, and notes it, where the selector matches nothing', async () => {
    const settings = place();
    await keep(settings, originalOf(PAGE, { select: '.gone' }));
    const document = (await documentsOf(await openCorpus({ settings }))).at(-1);
    expect(document?.paragraphs.map(({ text }) => text)).toContain(PROSE);
    expect(document?.cleaning.notes?.[0]).toContain('nothing matches the selector .gone');
  });

  it('lists another hash where anything that shapes the document changed, and the same where not', async () => {
    const settings = place();
    const hash = async (original: Original): Promise<string | undefined> => {
      await keep(settings, original);
      return (await (await openCorpus({ settings })).list()).entries.at(-1)?.hash;
    };
    const first = await hash(originalOf(PAGE));
    const seen = {
      seenAt: '2030-01-01T00:00:00.000Z',
      validators: { etag: '"2"', lastModified: null },
    };
    expect(await hash(originalOf(PAGE, seen))).toBe(first);
    const others = [
      originalOf(`${PAGE} `),
      originalOf(PAGE, { stated: { title: 'x' } }),
      originalOf(PAGE, { fallback: { title: 'x' } }),
      originalOf(PAGE, { select: 'article' }),
      originalOf(PAGE, { acceptBroken: true }),
    ];
    const hashes = new Set([first]);
    for (const other of others) hashes.add(await hash(other));
    expect(hashes.size).toBe(others.length + 1);
  });

  it('leaves a damaged original out by name, and the rest goes on', async () => {
    const settings = place();
    await keep(settings, originalOf(PAGE));
    const { sources: path } = dataFiles(settings.dataDir);
    const database = openDatabase({ path, migrations: SOURCE_MIGRATIONS, readOnly: false });
    database.exec("UPDATE original_bytes SET bytes = 'other'");
    database.close();
    const corpus = await openCorpus({ settings });
    const entry = (await corpus.list()).entries.at(-1);
    if (entry === undefined) throw new Error('nothing was listed');
    const { documents, rejections } = await corpus.read(entry);
    expect(documents).toEqual([]);
    expect(rejections.map(({ code }) => code)).toEqual(['unreadable']);
  });

  it('reads the collection of a server although the operator’s list is broken', async () => {
    const settings = place();
    const collection = 'g-123456789012345678';
    await keep(settings, originalOf(PAGE, { collection }));
    const store = openSqliteSourceStore({ path: dataFiles(settings.dataDir).sources });
    const archive = join(settings.corpusDir, '..', 'archive');
    const listed = { kind: 'folder', place: archive, addedBy: 'sources.yaml' } as const;
    await store.putSource(sourceOf({ ...listed, collection }));
    await store.close();
    writeFileSync(join(settings.corpusDir, 'sources.yaml'), '- fold: ../archive\n');
    const corpus = await openCorpus({ settings, collection });
    expect((await corpus.list()).entries).toHaveLength(3);
    await expect(openCorpus({ settings })).rejects.toThrow('sources.yaml');
  });

  it('says that a folder is away, and lists the rest', async () => {
    const settings = place();
    writeFileSync(join(settings.corpusDir, 'sources.yaml'), '- folder: ../gone\n');
    const { entries, rejections, away = [] } = await (await openCorpus({ settings })).list();
    expect(entries).toHaveLength(2);
    expect(rejections).toEqual([]);
    expect(away.map(({ rejection: { file, code } }) => [file, code])).toEqual([
      ['gone/.', 'unreadable'],
    ]);
  });
});

describe('joinSources', () => {
  it('reads each entry where it was listed, and never lets two share an id', async () => {
    const [one, two] = [memoryCorpus({ 'a.md': 'One.' }), memoryCorpus({ 'b.md': 'Two.' })];
    const joined = joinSources([one, two]);
    const [, last] = (await joined.list()).entries;
    if (last === undefined) throw new Error('two were to be listed');
    await joined.read(last);
    expect([one.readFiles, two.readFiles]).toEqual([[], ['b.md']]);
    await expect(joined.read({ ...last, id: 'unknown' })).rejects.toThrow('was not listed');
    await expect(joinSources([one, one]).list()).rejects.toThrow('two documents have the id');
  });
});
