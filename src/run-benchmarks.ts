// The benchmarks, wired: each runs over an index of its own in a temporary folder that is removed, never in
// DATA_DIR. Out: figures beside the machine they were made on; without it they mean little.

import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Benchmark, Figures } from './benchmarks/benchmark.js';
import { chooseBenchmarks } from './benchmarks/benchmark-list.js';
import { shippedIndexIn } from './benchmarks/shipped-corpus.js';
import type { Settings } from './settings.js';
import type { Log } from './shared/log.js';

export interface BenchmarkRequest {
  readonly settings: Settings;
  readonly log: Log;
  /** All but the slow ones where none is named. */
  readonly names: readonly string[];
  readonly progress: (line: string) => void;
  /** Told as each benchmark is finished, so that a run that is broken off was not for nothing. */
  readonly onResult?: (benchmark: Benchmark, figures: Figures) => void;
}

export interface MachineFacts {
  readonly cpus: number;
  readonly cpuModel: string;
  readonly memoryGigabytes: number;
  readonly platform: string;
  readonly node: string;
  /** Processes that wanted a processor in the last minute, before and after. */
  readonly load: { readonly before: number; readonly after: number };
}

export interface BenchmarkResults {
  readonly machine: MachineFacts;
  readonly results: Readonly<Record<string, Figures>>;
}

/** Load by processor from which on the run is not alone. */
const BUSY_SHARE = 0.5;

/** @throws ReadableError `bad_call` on an unknown name, and whatever building and answering throw */
export async function runBenchmarks(request: BenchmarkRequest): Promise<BenchmarkResults> {
  const { settings, log, progress } = request;
  const chosen = chooseBenchmarks(request.names);
  const before = loadOfLastMinute();
  if (before > BUSY_SHARE * availableParallelism()) {
    progress(
      `The machine is busy with other work (load ${before.toFixed(1)}): ratios are rough, figures say little.`,
    );
  }
  const folder = await mkdtemp(join(tmpdir(), 'verbatim-bench-'));
  const shippedIndex = shippedIndexIn(folder, settings);
  const results: Record<string, Figures> = {};
  try {
    for (const benchmark of chosen) {
      progress(`${benchmark.name}: ${benchmark.description}`);
      const figures = await benchmark.run({ settings, log, folder, shippedIndex, progress });
      results[benchmark.name] = figures;
      request.onResult?.(benchmark, figures);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return { machine: machineFacts(before), results };
}

function machineFacts(before: number): MachineFacts {
  return {
    cpus: availableParallelism(),
    cpuModel: cpus()[0]?.model ?? 'unknown',
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
    load: { before, after: loadOfLastMinute() },
  };
}

function loadOfLastMinute(): number {
  return loadavg()[0] ?? 0;
}
