// Every benchmark there is, in the order they run. In: names. Out: the benchmarks they mean.

import { ReadableError } from '../shared/errors.js';
import { benchAnswer } from './bench-answer.js';
import { benchAnswerers } from './bench-answerers.js';
import { benchBuild } from './bench-build.js';
import { benchBuildWorkers } from './bench-build-workers.js';
import { benchDiscordBurst } from './bench-discord-burst.js';
import { benchDiscordMemory } from './bench-discord-memory.js';
import { benchDiscordSteady } from './bench-discord-steady.js';
import { benchGrownGraph } from './bench-grown-graph.js';
import { benchIndex100k } from './bench-index-100k.js';
import { benchIndex } from './bench-index.js';
import { benchLangchain, benchLangchainTexts } from './bench-langchain.js';
import { benchMemory } from './bench-memory.js';
import { benchPgvector } from './bench-pgvector.js';
import { benchPieces } from './bench-pieces.js';
import { benchRebuild } from './bench-rebuild.js';
import { benchRender } from './bench-render.js';
import { benchScale, benchScale10k } from './bench-scale.js';
import { benchStart } from './bench-start.js';
import { benchStoresAgree } from './bench-stores-agree.js';
import type { Benchmark } from './benchmark.js';

/** All benchmarks. */
export const BENCHMARKS: readonly Benchmark[] = [
  benchAnswer,
  benchPieces,
  benchBuild,
  benchIndex,
  benchIndex100k,
  benchGrownGraph,
  benchPgvector,
  benchStoresAgree,
  benchStart,
  benchRebuild,
  benchMemory,
  benchRender,
  benchDiscordSteady,
  benchDiscordBurst,
  benchDiscordMemory,
  benchScale10k,
  benchScale,
  benchLangchain,
  benchLangchainTexts,
  benchAnswerers,
  benchBuildWorkers,
];

/**
 * The named benchmarks, each once and in the list's order; all but the slow ones where none is named.
 *
 * @throws ReadableError `bad_call` that lists the names where one is not known
 */
export function chooseBenchmarks(names: readonly string[]): readonly Benchmark[] {
  const unknown = names.filter((name) => !BENCHMARKS.some((known) => known.name === name));
  if (unknown.length > 0) {
    const shown = unknown.map((name) => `"${name.slice(0, 40)}"`).join(', ');
    throw new ReadableError({
      code: 'bad_call',
      text: `There is no benchmark ${shown}.`,
      remedy: `There are: ${BENCHMARKS.map((known) => known.name).join(', ')}.`,
    });
  }
  return BENCHMARKS.filter(({ name, slow = false }) =>
    names.length === 0 ? !slow : names.includes(name),
  );
}
