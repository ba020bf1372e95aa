// In: a script and what it is told first. Out: a process that answers beside this one. A process, because
// a crash in native code takes its whole process with it, and a thread is no protection.

import { fork, type ChildProcess } from 'node:child_process';
import type { ToAnswerer } from './answerer-messages.js';

/** A process that answers, as its keeper sees it. */
export interface AnswererProcess {
  readonly pid: number | null;
  /** @throws Error where a message cannot be sent as data; a process that is gone takes it silently */
  send(message: ToAnswerer): void;
  /** Ends it at once, whatever it does. */
  kill(): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Told once, in words such as "signal SIGSEGV". */
  onExit(listener: (how: string) => void): void;
}

export interface AnswererProcessOptions {
  readonly script: string | URL;
  readonly arguments?: readonly string[];
  /** All of the child's environment: secrets are left out where it is made. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Sent before anything else. */
  readonly settings: unknown;
}

/** Starts a process that answers. Its log lines, and whatever else it prints, go to our stderr. */
export function startAnswererProcess(options: AnswererProcessOptions): AnswererProcess {
  const child = fork(options.script, [...(options.arguments ?? [])], {
    env: options.environment,
    // Flags of ours may name a file of settings, or a port that is taken.
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 2, 'inherit', 'ipc'],
  });
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => {
      resolve(signal === null ? `code ${code ?? 0}` : `signal ${signal}`);
    });
    child.on('error', (error) => {
      // A process that never started has no exit.
      if (child.pid === undefined) resolve(error.message);
    });
  });
  // Without its channel it is of no use, and who cannot be told to close is ended.
  child.once('disconnect', () => child.kill('SIGKILL'));
  const opened: ToAnswerer = { kind: 'open', settings: options.settings };
  send(child, opened);
  return {
    pid: child.pid ?? null,
    send: (message) => {
      send(child, message);
    },
    kill: () => {
      child.kill('SIGKILL');
    },
    onMessage: (listener) => {
      child.on('message', listener);
    },
    onExit: (listener) => {
      void ended.then(listener);
    },
  };
}

function send(child: ChildProcess, message: ToAnswerer): void {
  // A channel that closed meanwhile is no news: the end of the process tells it.
  if (child.connected) child.send(message, () => undefined);
}
