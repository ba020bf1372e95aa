// Recurring lines in builds: found over a source, removed from what is indexed, given back when they recur no
// longer, the same in whatever order a corpus grew; and a build without changes reads nothing.

import { describe, expect, it } from 'vitest';

import { RECURRING_RULE } from '../../src/corpus/recurring-lines.js';
import type { CorpusSource } from '../../src/corpus/corpus-source.js';
import { buildSite, noModel, type BuildSite } from '../support/build.js';

const HOST = 'https://gull.example';
const MOTTO = 'A harbour reads on';
const LEGAL = 'The Gull answers to no owner but its readers.';

const prose = (i: number): string =>
  `Boat number ${i} came in at ${i} bells with ${i * 7} crates of cod from bank ${i * 13} and left again.`;
const page = (i: number, lines: readonly string[] = [MOTTO, LEGAL]): string =>
  [lines[0], prose(i), prose(i + 100), ...lines.slice(1)].join('\n\n');
const pages = (from: number, to: number): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: to - from }, (_, i) => [`page-${from + i}.txt`, page(from + i)]),
  );

/** The corpus of a build site as pages of one host, but those whose names begin with "other". */
function hosted(site: BuildSite): CorpusSource {
  return {
    list: () => site.corpus.list(),
    read: async (entry) => {
      const { documents, rejections } = await site.corpus.read(entry);
      const url = entry.file.startsWith('other') ? null : `${HOST}/${entry.file}`;
      return { rejections, documents: documents.map((document) => ({ ...document, url })) };
    },
  };
}

const build = (site: BuildSite) => site.build({ source: hosted(site) });

type Indexed = [readonly [number, string][], readonly string[], readonly string[]];

/** The indexed texts of every document, and what was removed as recurring. */
function indexed(site: BuildSite): Promise<Record<string, Indexed>> {
  return site.look(async (store) => {
    const generation = await store.current('default');
    if (generation === null) return {};
    const reports = await store.cleaningReports(generation);
    const found: Record<string, Indexed> = {};
    for (const { id, file } of await store.listDocuments(generation)) {
      const paragraphs = await store.paragraphs(generation, id);
      const labels = await store.labelsOf(generation, id);
      const passages = await store.passages(labels);
      const removed = (reports.get(id)?.removals ?? [])
        .filter(({ rule }) => rule === RECURRING_RULE)
        .map(({ line }) => line);
      found[file] = [
        paragraphs.map(({ text, run }): [number, string] => [run, text]),
        removed,
        passages.map(({ text }) => text),
      ];
    }
    return found;
  });
}

describe('settleFurniture', () => {
  it('removes what recurs over a source from its passages, and only there', async () => {
    const site = buildSite({ ...pages(0, 8), 'other.txt': page(50) });
    await build(site);
    const found = await indexed(site);
    expect(found['page-3.txt']).toEqual([
      [
        [1, prose(3)],
        [1, prose(103)],
      ],
      [MOTTO, LEGAL],
      [`${prose(3)}\n\n${prose(103)}`],
    ]);
    expect(JSON.stringify(found['other.txt'])).toContain(MOTTO);
  });

  it('reads nothing, and opens nothing, where nothing changed', async () => {
    const site = buildSite(pages(0, 8));
    await build(site);
    site.corpus.readFiles.length = 0;
    const report = await site.build({ source: hosted(site), openEmbedder: noModel });
    expect(report).toMatchObject({ published: false, unchanged: 8 });
    expect(site.corpus.readFiles).toEqual([]);
  });

  it('reads one new document and leaves the others alone', async () => {
    const site = buildSite(pages(0, 8));
    await build(site);
    site.corpus.readFiles.length = 0;
    site.corpus.files.set('page-8.txt', page(8));
    await build(site);
    expect(new Set(site.corpus.readFiles)).toEqual(new Set(['page-8.txt']));
    expect(JSON.stringify((await indexed(site))['page-8.txt'])).not.toContain(`[1,"${MOTTO}"]`);
  });

  it('ends with the same documents, however the corpus grew', async () => {
    const whole = buildSite(pages(0, 9));
    await build(whole);
    const expected = await indexed(whole);
    const growing = buildSite(pages(0, 2));
    await build(growing);
    expect(JSON.stringify(await indexed(growing))).toContain(`"${MOTTO}"]`);
    for (const [file, text] of Object.entries(pages(2, 9)).reverse()) {
      growing.corpus.files.set(file, text);
      await build(growing);
    }
    expect(await indexed(growing)).toEqual(expected);
    const shrinking = buildSite({ ...pages(0, 9), 'page-20.txt': page(20, ['Other', LEGAL]) });
    await build(shrinking);
    shrinking.corpus.files.delete('page-20.txt');
    await build(shrinking);
    expect(await indexed(shrinking)).toEqual(expected);
  });

  it('gives a line back when too few documents have it any longer', async () => {
    const site = buildSite(pages(0, 8));
    await build(site);
    for (let i = 2; i < 8; i += 1)
      site.corpus.files.set(`page-${i}.txt`, page(i, ['', `Own ${i}`]));
    await build(site);
    const [texts, removed] = (await indexed(site))['page-0.txt'] ?? [];
    expect(texts?.map(([, text]) => text)).toEqual([MOTTO, prose(0), prose(100), LEGAL]);
    expect(removed).toEqual([]);
  });

  it('notices a line that the whole source takes on', async () => {
    const site = buildSite(pages(0, 8));
    await build(site);
    for (let i = 0; i < 4; i += 1) {
      site.corpus.files.set(`page-${i}.txt`, page(i, [MOTTO, 'New: our tide table', LEGAL]));
    }
    await build(site);
    expect(JSON.stringify((await indexed(site))['page-1.txt'])).toContain(
      '["A harbour reads on","New: our tide table"',
    );
  });
});
