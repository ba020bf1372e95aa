// What an installed copy holds and never opens. In: a path in the copy, and the platform it runs on. Out: the
// pruning that takes the file away, or null. Each has its reason; that nothing needs it is shown by
// test/packaging/pruned-copy.test.ts, which starts a pruned copy.

/** Where the copy will run, in node's words. */
export interface Platform {
  readonly os: string;
  readonly cpu: string;
}

export interface Pruning {
  readonly name: string;
  /** Why no file of it is opened at run time. */
  readonly why: string;
  /** `path` is relative to the copy, with forward slashes. */
  readonly takes: (path: string, platform: Platform) => boolean;
}

const RUNTIMES = 'node_modules/onnxruntime-node/bin/';
const FONTS = 'node_modules/dejavu-fonts-ttf/';
const PROFILES = 'node_modules/eld/src/ngrams/';
const TRANSFORMERS = 'node_modules/@xenova/transformers/';

/** In this order; the first that takes a file is named for it. */
export const PRUNINGS: readonly Pruning[] = [
  {
    name: 'model runtime of other platforms',
    why: 'onnxruntime-node loads bin/napi-v6/OS/CPU of the machine it runs on, by name',
    takes: (path, { os, cpu }) =>
      path.startsWith(RUNTIMES) &&
      !path.split('/').slice(4, 6).join('/').startsWith(`${os}/${cpu}`),
  },
  {
    name: 'model runtime for browsers',
    why: 'the build of transformers.js for node holds the part of it that it uses, and loads no other',
    takes: (path) => path.startsWith('node_modules/onnxruntime-web/'),
  },
  {
    name: 'transformers.js for browsers and require',
    why: 'the exports of its package.json lead an import in node to dist/transformers.node.mjs alone',
    takes: (path) =>
      path.startsWith(TRANSFORMERS) &&
      !['package.json', 'LICENSE', 'dist/transformers.node.mjs'].includes(
        path.slice(TRANSFORMERS.length),
      ),
  },
  {
    name: 'sources and objects of native modules',
    why: 'the compiled addon (.node) is all that is loaded of them',
    takes: (path) =>
      /^node_modules\/(?:better-sqlite3|hnswlib-node)\/(?:deps|src|build|binding\.gyp)/.test(
        path,
      ) && !/\/build\/Release\/(?:better_sqlite3|addon)\.node$/.test(path),
  },
  {
    name: 'fonts',
    why: 'pictures are drawn in DejaVu Sans, named by its path',
    takes: (path) =>
      path.startsWith(FONTS) &&
      !/^(?:package\.json|LICENSE|ttf\/DejaVuSans\.ttf)$/.test(path.slice(FONTS.length)),
  },
  {
    name: 'language profiles',
    why: 'the language of a text is told with the small profile (eld/small)',
    takes: (path) => path.startsWith(PROFILES) && path !== `${PROFILES}small.js`,
  },
  {
    name: 'second forms of packages',
    why: 'each is imported in one form; these are its sources, its other form or its schema',
    takes: (path) =>
      /^node_modules\/(?:zod\/src|chrono-node\/(?:src|dist\/cjs)|vega-lite\/(?:src|build\/vega-lite-schema\.json)|protobufjs\/(?:dist|cli))\b/.test(
        path,
      ),
  },
  {
    name: 'types and source maps',
    why: 'read by compilers and debuggers',
    takes: (path) =>
      path.startsWith('node_modules/') && /\.(?:map|d\.[cm]?ts|tsx?|mts|cts|flow)$/.test(path),
  },
  {
    name: 'documentation of packages',
    why: 'read by people; licences stay',
    takes: (path) =>
      path.startsWith('node_modules/') &&
      /\/(?:readme|changelog|changes|history|contributing|security)(?:\.[\w.-]+)?$/i.test(path) &&
      !/\.[cm]?js$/.test(path),
  },
  {
    name: 'tests of packages',
    why: 'run by who writes the package',
    takes: (path) =>
      /^node_modules\/(?:@[^/]+\/)?[^/]+\/(?:tests?|__tests__|benchmarks?|examples?)\//.test(path),
  },
  {
    name: 'compiled tests',
    why: 'the double of Discord is for benchmarks and tests',
    takes: (path) => path.startsWith('dist/test/') || path === 'dist/.tsbuildinfo',
  },
];

/** The pruning that takes a file away; null where it stays. */
export function pruningOf(path: string, platform: Platform): Pruning | null {
  return PRUNINGS.find((pruning) => pruning.takes(path, platform)) ?? null;
}
