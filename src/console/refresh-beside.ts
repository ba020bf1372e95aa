// In: the build script. Out: a child process that refreshes the index beside a running chat, and one line
// when it ends. A process of its own, at low priority, so that answers stay fast and a crash stays there.

import { spawn, type ChildProcess } from 'node:child_process';
import { setPriority } from 'node:os';
import { environmentForBuilds } from '../settings.js';

export interface Refresh {
  /** Ends it; a build that is killed leaves the index before it serving. */
  stop(): void;
}

/** Lower than the chat, so that a question comes first. */
const NICE = 10;

/** Starts the refresh, after whatever build the keeper is at; `onEnd` is told how it went, unless it was stopped. */
export function refreshBeside(script: string, onEnd: (line: string) => void): Refresh {
  const child = spawn(process.execPath, [script, '--wait'], {
    env: environmentForBuilds(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  lowerPriority(child);
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] = (output[name] + text).slice(-4_000);
    });
  }
  let isOver = false;
  const end = (line: string): void => {
    if (!isOver) onEnd(line);
    isOver = true;
  };
  child.on('error', () => {
    end('The index could not be refreshed: the build did not start.');
  });
  child.on('close', (code) => {
    if (code === 0) end(`The index is fresh: ${lastLine(output.stdout)}`);
    else end(`The index could not be refreshed: ${lastLine(output.stderr)}`);
  });
  return {
    stop: () => {
      isOver = true;
      child.kill();
    },
  };
}

/** The last line for people; the log's lines are JSON. */
function lastLine(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('{'));
  return lines.at(-1) ?? 'the build ended without a word.';
}

function lowerPriority(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) setPriority(child.pid, NICE);
  } catch {
    // It may have ended already, and not every system allows it; the build is then only as fast as we are.
  }
}
