import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesPattern } from '../../src/sources/match-patterns.js';
import { parseSources, readSourcesFile } from '../../src/sources/sources-file.js';
import { syncSources } from '../../src/sources/sync-sources.js';
import type { Source } from '../../src/sources/source.js';
import { failureOf } from '../support/failure-of.js';
import { memorySourceStore } from '../support/memory-source-store.js';
import { NOON, originalOf, sourceOf } from '../support/source-builders.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const parts = { corpusDir: '/texts/corpus', collection: 'default', now: () => new Date(NOON) };
const parse = (text: string): readonly Source[] => parseSources(text, parts);

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const README_EXAMPLE = /```yaml\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';

describe('parseSources', () => {
  it('reads the example of README.md, which explains every key', () => {
    const [feed, sitemap, address, folder, ...rest] = parse(README_EXAMPLE);
    expect(rest).toEqual([]);
    expect(feed).toMatchObject({
      kind: 'feed',
      place: 'https://news.example.org/world/rss.xml',
      collection: 'default',
      everyMinutes: 60,
      outlet: 'Example News',
      language: 'en',
      include: ['*/world/*'],
      exclude: ['*/video/*', '*?print=*'],
      select: 'article .body',
      most: 500,
      acceptBroken: false,
      addedBy: 'sources.yaml',
      addedAt: NOON,
    });
    expect(sitemap).toMatchObject({ kind: 'sitemap', everyMinutes: 1_440, collection: 'museum' });
    expect(address).toMatchObject({ kind: 'address', everyMinutes: null, most: null });
    expect(folder).toMatchObject({ kind: 'folder', place: '/texts/archive', acceptBroken: true });
  });

  it('cannot say what a list names whose folder is away, but that a folder without one names none', async () => {
    const corpusDir = join(temporaryFolder(), 'corpus');
    expect(await readSourcesFile({ ...parts, corpusDir })).toBeNull();
    mkdirSync(corpusDir);
    expect(await readSourcesFile({ ...parts, corpusDir })).toEqual([]);
  });

  it('gives a source the same id in every reading', () => {
    const ids = (): string[] => parse(README_EXAMPLE).map(({ id }) => id);
    expect(ids()).toEqual(ids());
    expect(new Set(ids()).size).toBe(4);
  });

  it.each(['', '# nothing yet\n', '[]'])('finds no source in %j', (text) => {
    expect(parse(text)).toEqual([]);
  });

  it('names every problem at once, each with its line', async () => {
    const text = [
      '- feed: http://127.0.0.1/x',
      '- feed: https://a.example.org/x',
      '  evry: 1h',
      '  every: 1s',
      '- url: ftp://a.example.org/',
      '  feed: https://b.example.org/',
      '- folder: sub',
      '- folder: ..',
      '- url: https://user:pass@a.example.org/',
      '- 5',
      '- url: https://c.example.org/',
      '- url: https://c.example.org/',
      '- url: https://d.example.org/',
      '  select: "p["',
      '  most: 0',
      '  collection: Not/A Name',
    ].join('\n');
    const failure = await failureOf(() => parse(text));
    expect(failure.code).toBe('bad_sources');
    const problems = failure.message.split('; ');
    for (const problem of [
      'line 1 "feed" http://127.0.0.1/x: it leads into a private network',
      'line 2 has no key "evry"',
      'line 2 "every" must be a time such as 30m, 1h, 2d or 1w',
      'line 5 must have exactly one of "folder", "url", "sitemap", "feed"',
      'line 7 "folder" lies in the corpus folder, which is read anyway',
      'line 8 "folder" holds the corpus folder itself',
      'line 12 stands on line 11 already',
      'line 13 "select" must be a CSS selector such as article .body',
      'line 13 "most" must be at least 1',
      'line 13 "collection" must be small letters, digits, "_" and "-"',
    ]) {
      expect(problems.join('; ')).toContain(problem);
    }
    expect(problems.some((problem) => problem.startsWith('line 9 '))).toBe(true);
    expect(problems.some((problem) => problem.startsWith('line 10 '))).toBe(true);
    expect(failure.message).not.toContain('pass@');
  });

  it.each(['a: 1', 'text', '- feed: [', '- &a [*a]'])('refuses %j by name', async (text) => {
    expect((await failureOf(() => parse(text))).code).toBe('bad_sources');
  });

  it('never fails in any other way, whatever the file holds', () => {
    const piece = fc.constantFrom(
      '- ',
      'feed: ',
      'url',
      ': ',
      'https://a.example/',
      '\n',
      '  ',
      '*',
      '&a',
      '"',
      '[',
      '{',
      '~',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 15 }),
        (pieces) => {
          try {
            parse(pieces.join(''));
          } catch (error) {
            expect(error).toMatchObject({ code: 'bad_sources' });
          }
        },
      ),
    );
  });
});

describe('readSourcesFile', () => {
  it('finds no source where there is no file, and says where one cannot be opened', async () => {
    const corpusDir = temporaryFolder();
    expect(await readSourcesFile({ ...parts, corpusDir })).toEqual([]);
    mkdirSync(join(corpusDir, 'sources.yaml'));
    const failure = await failureOf(() => readSourcesFile({ ...parts, corpusDir }));
    expect(failure.code).toBe('bad_sources');
  });

  it('reads the file beside the documents', async () => {
    const corpusDir = temporaryFolder();
    writeFileSync(join(corpusDir, 'sources.yaml'), '- url: https://a.example.org/\n');
    expect(await readSourcesFile({ ...parts, corpusDir })).toHaveLength(1);
  });
});

describe('syncSources', () => {
  it('adds, changes and removes what the file says, and leaves what people added', async () => {
    const store = memorySourceStore();
    const byHand = sourceOf({ place: 'https://hand.example.org/', addedBy: '12345' });
    await store.putSource(byHand);
    const [one, two] = parse('- url: https://a.example.org/\n- url: https://b.example.org/\n');
    if (one === undefined || two === undefined) throw new Error('the file lists two');
    expect(await syncSources(store, [one, two])).toMatchObject({
      added: [one, two],
      changed: [],
      removed: [],
    });
    await store.putOriginal(originalOf('x', { sourceId: two.id }));
    const later = { ...one, outlet: 'New', addedAt: '2030-01-01T00:00:00.000Z' };
    const changed = { ...one, outlet: 'New' };
    expect(await syncSources(store, [later])).toEqual({
      added: [],
      changed: [changed],
      removed: [two],
    });
    expect(await syncSources(store, [later])).toEqual({ added: [], changed: [], removed: [] });
    expect((await store.sources('default')).map(({ id }) => id).sort()).toEqual(
      [one.id, byHand.id].sort(),
    );
    expect(await store.originals('default')).toEqual([]);
  });
});

describe('matchesPattern', () => {
  it('agrees with a regular expression made of the same pieces', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 8 });
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*'), maxLength: 6 });
    fc.assert(
      fc.property(text, pattern, (value, written) => {
        const expression = new RegExp(`^${written.replaceAll('*', '.*')}$`);
        expect(matchesPattern(value, written)).toBe(expression.test(value));
      }),
      { numRuns: 2_000 },
    );
  });
});
