// What the system tells about running processes; only where there is a /proc.

import { readdirSync, readFileSync } from 'node:fs';
import { vi } from 'vitest';
import { PATIENCE_MS } from './start-bot.js';

/** A file of a process, or nothing where the process is gone. */
export function readProc(pid: number, file: 'stat' | 'cmdline' | 'environ'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

/** False also where only its exit code waits to be read. */
export function isRunning(pid: number): boolean {
  const state = afterName(pid)[0];
  return state !== undefined && state !== 'Z' && state !== 'X';
}

/** The running processes that a process started. */
export function childrenOf(pid: number): readonly number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((id) => Number.isSafeInteger(id) && afterName(id)[1] === String(pid) && isRunning(id));
}

/** The process that answers beside a bot; waits for one other than `former`. */
export function answeringChild(botPid: number, former = 0): Promise<number> {
  return childOf(botPid, 'serve-answerer', former);
}

/** The process that keeps sources beside a bot; waits for one other than `former`. */
export function keepingChild(botPid: number, former = 0): Promise<number> {
  return childOf(botPid, 'keep-corpora', former);
}

async function childOf(botPid: number, script: string, former: number): Promise<number> {
  const look = (): number | undefined =>
    childrenOf(botPid).find((pid) => pid !== former && readProc(pid, 'cmdline').includes(script));
  return vi.waitUntil(look, { timeout: PATIENCE_MS });
}

/** State, parent and what follows: a name before it may hold spaces and brackets. */
function afterName(pid: number): readonly string[] {
  const stat = readProc(pid, 'stat');
  return stat === '' ? [] : stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}
