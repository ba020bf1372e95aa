import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import yazl from 'yazl';
import { describe, expect, it } from 'vitest';
import { exportCollection } from '../../src/curating/export-collection.js';
import { handInFile } from '../../src/curating/hand-in.js';
import { importArchive } from '../../src/curating/import-archive.js';
import { sha256Of } from '../../src/curating/place-ids.js';
import { confirmDraft } from '../../src/curating/settle-draft.js';
import { FROM_SOURCES_FILE } from '../../src/sources/sources-file.js';
import { syncSources } from '../../src/sources/sync-sources.js';
import { fakeCurating, type FakeCurating } from '../support/curating-fakes.js';
import { failureOf } from '../support/failure-of.js';
import { sourceOf } from '../support/source-builders.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const HOME = 'g-123456789012345678';
const AWAY = 'g-223456789012345678';

async function filled(): Promise<FakeCurating> {
  const parts = fakeCurating();
  for (const name of ['a.txt', 'b.txt']) {
    const bytes = new TextEncoder().encode(`The boat ${name} lies in the harbour of Port Alder.`);
    const { draftId } = await handInFile(parts, { collection: HOME, person: '1', name, bytes });
    await confirmDraft(parts, { collection: HOME, draftId, person: '1' });
  }
  return parts;
}

async function exported(parts: FakeCurating): Promise<Buffer> {
  const path = join(temporaryFolder(), 'out.zip');
  const exporting = { ...parts, folderBytes: () => Promise.reject(new Error('no folder')) };
  await exportCollection({ ...exporting, exportVectors: null }, HOME, path);
  return readFile(path);
}

const importing = (parts: FakeCurating) => ({ ...parts, importVectors: null });
const into = (collection: string, bytes: Buffer, more: object = {}) => ({
  collection,
  bytes,
  fromAnother: false,
  addedBy: '2',
  ...more,
});

/** A zip of what is given. */
async function zipOf(files: Readonly<Record<string, string>>): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const [name, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function manifestOf(files: Readonly<Record<string, string>>, changes: object = {}): string {
  return JSON.stringify({
    format: 'verbatim-collection',
    version: 1,
    collection: HOME,
    exportedAt: '2026-08-05T09:00:00.000Z',
    model: null,
    files: Object.fromEntries(Object.entries(files).map(([name, text]) => [name, sha256Of(text)])),
    ...changes,
  });
}

const EMPTY = {
  'sources.json': '[]',
  'originals.json': '[]',
  'settings.json': '{"sharedWith":[]}',
};

describe('an exported collection', () => {
  it('keeps a source that stood in a sources.yaml, which no file lists where it is taken in', async () => {
    const from = fakeCurating();
    const feed = sourceOf({ collection: HOME, addedBy: FROM_SOURCES_FILE });
    await from.sources.putSource(feed);
    const to = fakeCurating();
    const archive = await exported(from);
    await importArchive(importing(to), into(AWAY, archive, { fromAnother: true }));
    await syncSources(to.sources, []);
    expect(await to.sources.sources(AWAY)).toMatchObject([{ place: feed.place }]);
  });

  it('comes back whole into an empty store, with the same ids', async () => {
    const bytes = await exported(await filled());
    const parts = fakeCurating();
    const imported = await importArchive(importing(parts), into(HOME, bytes));
    expect(imported).toEqual({ from: HOME, documents: 2, sources: 1, vectors: 0 });
    const ids = async (of: FakeCurating) =>
      (await of.sources.originals(HOME)).map(({ id }) => id).sort();
    expect(await ids(parts)).toEqual(await ids(await filled()));
  });

  it('comes into another collection only where that is said, under ids of its own', async () => {
    const bytes = await exported(await filled());
    const parts = fakeCurating();
    const refused = await failureOf(() => importArchive(importing(parts), into(AWAY, bytes)));
    expect(refused.code).toBe('archive_refused');
    await importArchive(importing(parts), into(AWAY, bytes, { fromAnother: true }));
    expect(await parts.sources.originals(HOME)).toEqual([]);
    expect(await parts.sources.originals(AWAY)).toHaveLength(2);
  });

  it('is all or nothing: what fails half-way is taken back', async () => {
    const bytes = await exported(await filled());
    const parts = fakeCurating();
    const request = into(HOME, bytes, {
      onDocument: (done: number) => {
        if (done === 1) throw new Error('the disk broke');
      },
    });
    await expect(importArchive(importing(parts), request)).rejects.toThrow('the disk broke');
    expect(await parts.sources.originals(HOME)).toEqual([]);
    expect(await parts.sources.sources(HOME)).toEqual([]);
  });

  it('is refused where a quota would break', async () => {
    const bytes = await exported(await filled());
    const quotasOf = () => ({ documents: 1, bytes: 1_000, feeds: 1, additionsADay: 1 });
    const refused = await failureOf(() =>
      importArchive(importing(fakeCurating({ quotasOf })), into(HOME, bytes)),
    );
    expect(refused.message).toContain('more than this server may keep');
  });

  it.each([
    ['no zip', () => Promise.resolve(Buffer.from('not a zip')), 'not a zip archive'],
    ['cut off', async () => (await exported(await filled())).subarray(0, 300), 'not a zip archive'],
    ['without a manifest', () => zipOf(EMPTY), 'no manifest.json'],
    [
      'of a later format',
      () => zipOf({ ...EMPTY, 'manifest.json': manifestOf(EMPTY, { version: 2 }) }),
      'format 2',
    ],
    [
      'with a file that has changed',
      () => zipOf({ ...EMPTY, 'settings.json': '{}', 'manifest.json': manifestOf(EMPTY) }),
      'settings.json is damaged',
    ],
    [
      'with a file beside the manifest',
      () => zipOf({ ...EMPTY, 'originals/o-1': 'x', 'manifest.json': manifestOf(EMPTY) }),
      'do not agree',
    ],
    ['with a strange name', () => zipOf({ ...EMPTY, 'other/x.txt': 'x' }), 'no export has'],
    [
      'with a source inside the network of another machine',
      () => {
        const folder = { kind: 'folder', place: '/etc', id: 's', ...SOURCE };
        const files = { ...EMPTY, 'sources.json': JSON.stringify([folder]) };
        return zipOf({ ...files, 'manifest.json': manifestOf(files) });
      },
      'folder of another machine',
    ],
    [
      'with __proto__ as a collection',
      () => zipOf({ ...EMPTY, 'manifest.json': manifestOf(EMPTY, { collection: '__proto__' }) }),
      'not as it should be',
    ],
  ])('is refused %s, and nothing is kept', async (_what, make, why) => {
    const parts = fakeCurating();
    const bytes = await make();
    const refused = await failureOf(() => importArchive(importing(parts), into(HOME, bytes)));
    expect(refused.code).toBe('archive_refused');
    expect(refused.message).toContain(why);
    expect(await parts.sources.originals(HOME)).toEqual([]);
  });

  it('is measured by its files, not by what it says of their size', async () => {
    const text = 'x'.repeat(2_000);
    const files = { ...EMPTY, 'originals.json': JSON.stringify([originalOf(text, { size: 0 })]) };
    const all = { ...files, 'originals/o-1': text };
    const bytes = await zipOf({ ...all, 'manifest.json': manifestOf(all) });
    const parts = fakeCurating();
    const refused = await failureOf(() => importArchive(importing(parts), into(HOME, bytes)));
    expect(refused.message).toContain('do not agree');
    expect(await parts.sources.originals(HOME)).toEqual([]);
  });

  it('brings no more feeds than a server may have, those that it has counted', async () => {
    const parts = fakeCurating();
    const feedsFrom = (first: number) =>
      withSources(
        Array.from({ length: 6 }, (_, i) => {
          const place = `https://news.example/${first + i}.xml`;
          return { kind: 'feed', place, id: `s-${i}`, ...SOURCE };
        }),
      );
    await importArchive(importing(parts), into(HOME, await feedsFrom(0)));
    // The same ones again take no room.
    await importArchive(importing(parts), into(HOME, await feedsFrom(0)));
    const refused = await failureOf(async () =>
      importArchive(importing(parts), into(HOME, await feedsFrom(6))),
    );
    expect(refused.message).toContain('more than this server may keep');
    expect(await parts.sources.sources(HOME)).toHaveLength(6);
  });

  it('brings no more addresses to fetch than a server may have documents', async () => {
    const parts = fakeCurating();
    const addresses = Array.from({ length: 501 }, (_, i) => {
      return { kind: 'address', place: `https://victim.example/${i}`, id: `s-${i}`, ...SOURCE };
    });
    const bytes = await withSources(addresses);
    const refused = await failureOf(() => importArchive(importing(parts), into(HOME, bytes)));
    expect(refused.message).toContain('more than this server may keep');
  });

  it('says nothing for a server that its moderators cannot say, nor who added it', async () => {
    const parts = fakeCurating();
    const said = { ...SOURCE, select: ':has(:has(*))', addedBy: 'sources.yaml', everyMinutes: 1 };
    const feed = { kind: 'feed', place: 'https://news.example/rss', id: 's-1', ...said };
    await importArchive(importing(parts), into(HOME, await withSources([feed])));
    expect(await parts.sources.sources(HOME)).toMatchObject([
      { select: null, addedBy: '2', everyMinutes: 60, most: 50 },
    ]);
  });

  it('does not decide with whom a server’s sources are shared', async () => {
    const files = { ...EMPTY, 'settings.json': '{"sharedWith":"everyone"}' };
    const bytes = await zipOf({ ...files, 'manifest.json': manifestOf(files) });
    const parts = fakeCurating();
    await importArchive(importing(parts), into(HOME, bytes));
    expect(await parts.sources.settings(HOME)).toMatchObject({ sharedWith: [] });
    expect(await parts.sources.sharedWith(null)).not.toContain(HOME);
  });
});

const SOURCE = {
  everyMinutes: null,
  outlet: null,
  language: null,
  include: [],
  exclude: [],
  select: null,
  acceptBroken: false,
  most: null,
  addedBy: 'command',
  addedAt: '2026-08-05T09:00:00.000Z',
};

/** An archive of sources alone. */
function withSources(sources: readonly object[]): Promise<Buffer> {
  const files = { ...EMPTY, 'sources.json': JSON.stringify(sources) };
  return zipOf({ ...files, 'manifest.json': manifestOf(files) });
}

function originalOf(text: string, changes: object): object {
  const now = '2026-08-05T09:00:00.000Z';
  return {
    id: 'o-1',
    sourceId: 's',
    url: null,
    name: 'a.txt',
    mediaType: null,
    size: text.length,
    sha256: sha256Of(text),
    stated: {},
    fallback: {},
    select: null,
    acceptBroken: false,
    fetchedAt: now,
    changedAt: now,
    seenAt: now,
    validators: { etag: null, lastModified: null },
    addedBy: '1',
    ...changes,
  };
}
