// Loaded into a measured bot before its own code (`--import`), so that the bot is the real one, unchanged. In:
// calls over the channel of its parent. Out: how late the event loop of its main thread was, and its memory.

import { monitorEventLoopDelay } from 'node:perf_hooks';
import { LOOP_RESOLUTION_MS, type ProbeCall, type ProbeReport } from './load-messages.js';

const NANOSECONDS = 1e6;
const MEGABYTE = 2 ** 20;

const delay = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS });
delay.enable();
let processor = process.cpuUsage();

process.on('message', (call: ProbeCall) => {
  process.send?.(call.kind === 'reset' ? readLoop() : readMemory());
});
// The bot ends when it is done, whoever still listens to its probe.
process.channel?.unref();

function readLoop(): ProbeReport {
  const { user, system } = process.cpuUsage(processor);
  processor = process.cpuUsage();
  const loop = {
    p50Ms: delay.percentile(50) / NANOSECONDS,
    p99Ms: delay.percentile(99) / NANOSECONDS,
    maxMs: delay.max / NANOSECONDS,
    processorMs: (user + system) / 1_000,
  };
  delay.reset();
  return { kind: 'loop', loop };
}

function readMemory(): ProbeReport {
  const resident = process.memoryUsage.rss() / MEGABYTE;
  // There only with --expose-gc.
  globalThis.gc?.();
  return { kind: 'memory', memory: { resident, heap: process.memoryUsage().heapUsed / MEGABYTE } };
}
