// The rules of the layout, checked: who may import whom, which package is used where, what stays out of src.
// A path in a table allows everything below it; `types` are imports of which nothing is left at run time.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LAYERS } from './support/layers.js';
import { COMPUTED, readSources, type Import } from './support/read-imports.js';

/** Files at the top of src, the doctor and the benchmarks wire the parts; four of them wire faces. */
const WIRED = /^src\/(?:[^/]+\.ts|doctor\/.+|benchmarks\/.+)$/;
const FACE_WIRING = /^src\/(?:main|run-chat|run-bot|run-curating|register-commands)\.ts$/;
const FACES = /^src\/(?:discord|console)\//;

/** Parts that are chosen where things are wired; everyone else depends on their interfaces. */
const REAL_PARTS =
  /^src\/(?:corpus\/corpus-folder|fetching\/open-fetch|embeddings\/(?:transformers-model|bulk-embedder)|store\/(?:sqlite|postgres|files)\/.+)\.ts$/;

const PACKAGES: Readonly<Record<string, RegExp>> = {
  '@xenova/transformers': /^src\/embeddings\/transformers-model\.ts$/,
  'better-sqlite3': /^src\/store\/sqlite\/open-database\.ts$/,
  pg: /^src\/store\/postgres\/(?:postgres|connections)\.ts$/,
  // hnswlib-node is imported by a computed name, so that it need not be installed.
  [COMPUTED]: /^src\/vector-index\/hnsw-module\.ts$/,
  'discord.js': /^src\/discord\//,
  htmlparser2: /^src\/(?:corpus\/|sources\/read-sitemap\.ts$)/,
  'css-select': /^src\/corpus\/select-elements\.ts$/,
  undici: /^src\/fetching\//,
  'ipaddr.js': /^src\/fetching\/public-address\.ts$/,
  'robots-parser': /^src\/fetching\/robots\.ts$/,
  feedsmith: /^src\/sources\/read-feed\.ts$/,
  linkedom: /^src\/corpus\//,
  '@mozilla/readability': /^src\/corpus\//,
  marked: /^src\/corpus\//,
  chardet: /^src\/corpus\//,
  eld: /^src\/corpus\/language-of-text\.ts$/,
  'iconv-lite': /^src\/(?:corpus\/|evaluation\/damage-texts\.ts$)/,
  'chrono-node': /^src\/corpus\//,
  unpdf: /^src\/corpus\/formats\/read-pdf\.ts$/,
  mammoth: /^src\/corpus\/formats\/read-docx\.ts$/,
  yauzl: /^src\/(?:corpus\/formats\/zip-archive|curating\/read-archive)\.ts$/,
  'postal-mime': /^src\/corpus\/formats\/read-mail\.ts$/,
  'csv-parse/sync': /^src\/corpus\/formats\/read-csv\.ts$/,
  'file-type': /^src\/corpus\/formats\/decide-kind\.ts$/,
  vega: /\/draw-[\w-]+\.ts$/,
  'vega-lite': /\/draw-[\w-]+\.ts$/,
  yaml: /^src\/(?:corpus\/|sources\/sources-file\.ts$)/,
  yazl: /^src\/curating\//,
  'any-ascii': /^src\/understanding\//,
  'fastest-levenshtein': /^src\/understanding\//,
  'word-list': /^src\/understanding\//,
  stemmer: /^src\/retrieval\/stem\.ts$/,
  'cli-progress': /^src\/console\//,
  commander: /^src\/console\//,
  picocolors: /^src\/console\//,
  'node:readline': /^src\/console\//,
  pino: /^src\/shared\/log\.ts$/,
  'prom-client': /^src\/health\/[\w-]*(?:metrics|gauges)\.ts$/,
  '@resvg/resvg-js': /^src\/timelines\/draw-chart\.ts$/,
  dotenv: /^src\/settings\.ts$/,
};

const sources = readSources('src');
const imports = sources.flatMap((source) => source.imports);
const own = imports.filter((item) => item.isOwn);
const said = (items: readonly Import[]): string[] =>
  items.map(({ file, target }) => `${file} -> ${target}`);

describe('src', () => {
  it('imports across folders only as the table says', () => {
    expect(said(own.filter((item) => !isAllowed(item)))).toEqual([]);
  });

  it('chooses real parts only where things are wired', () => {
    const chosen = own.filter(({ file, target, isTypeOnly }) => {
      const isForeign = folderOf(file) !== folderOf(target);
      return !isTypeOnly && isForeign && REAL_PARTS.test(target) && !WIRED.test(file);
    });
    expect(said(chosen)).toEqual([]);
  });

  it('wires the faces in the files that start them alone', () => {
    const wired = own.filter(({ file, target }) => WIRED.test(file) && FACES.test(target));
    expect(said(wired.filter(({ file }) => !FACE_WIRING.test(file)))).toEqual([]);
  });

  it('has no import cycle', () => {
    expect(findCycle()).toEqual([]);
  });

  it('has no file that only hands on what others export', () => {
    expect(said(imports.filter((item) => item.isReExport))).toEqual([]);
  });

  it('uses each heavy package in one place', () => {
    const misplaced = imports.filter(({ file, target }) => PACKAGES[target]?.test(file) === false);
    expect(said(misplaced)).toEqual([]);
  });

  it('reads the environment in settings.ts alone', () => {
    expect(filesWith(/\bprocess\.env\b/)).toEqual(['src/settings.ts']);
  });

  it('never prints through the global console', () => {
    expect(filesWith(/\bconsole\.\w+\(/)).toEqual([]);
  });

  it('has no file of more than 300 lines', () => {
    const long = sources.filter(({ text }) => text.trimEnd().split('\n').length > 300);
    expect(long.map(({ file }) => file)).toEqual([]);
  });
});

describe('package.json', () => {
  it('names what src and scripts import at run time among its dependencies', () => {
    const manifest = JSON.parse(
      readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
    ) as Record<'dependencies' | 'optionalDependencies', Record<string, string>>;
    const names = { ...manifest.dependencies, ...manifest.optionalDependencies };
    const needed = [...imports, ...readSources('scripts').flatMap((source) => source.imports)]
      .filter(({ isOwn, isTypeOnly }) => !isOwn && !isTypeOnly)
      .filter(({ target }) => !target.startsWith('node:') && target !== COMPUTED);
    expect(said(needed.filter(({ target }) => !(target in names)))).toEqual([]);
    expect(needed.length).toBeGreaterThan(0);
  });
});

/** The folder of a file below src, or the file's name where it lies at the top. */
function folderOf(file: string): string {
  return file.split('/')[1] ?? file;
}

function isAllowed({ file, target, isTypeOnly }: Import): boolean {
  const from = folderOf(file);
  const allowed = LAYERS[from];
  if (from === folderOf(target) || folderOf(target) === 'shared') return true;
  if (allowed === undefined) return WIRED.test(file);
  const paths = [...(allowed.values ?? []), ...(isTypeOnly ? (allowed.types ?? []) : [])];
  return paths.some((path) => target === `src/${path}` || target.startsWith(`src/${path}/`));
}

/** The files of one run-time import cycle, or nothing. */
function findCycle(): string[] {
  const targets = new Map<string, string[]>();
  for (const { file, target, isTypeOnly } of own) {
    if (!isTypeOnly) targets.set(file, [...(targets.get(file) ?? []), target]);
  }
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return [];
    for (const target of targets.get(file) ?? []) {
      const cycle = visit(target, [...path, file]);
      if (cycle.length > 0) return cycle;
    }
    done.add(file);
    return [];
  };
  return sources.map(({ file }) => visit(file, [])).find((cycle) => cycle.length > 0) ?? [];
}

function filesWith(pattern: RegExp): string[] {
  return sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file);
}
