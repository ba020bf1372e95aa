// A process that is started beside a benchmark, talked to, and ended. In: a script and its environment. Out:
// its messages, awaited by their kind; where it ends before it was told to, whoever waits hears why.

import { fork, type ChildProcess } from 'node:child_process';

export interface BesideOptions {
  readonly script: URL;
  readonly environment?: Readonly<Record<string, string>>;
  /** Flags of node itself. */
  readonly flags?: readonly string[];
  readonly folder?: string;
}

export interface BesideProcess {
  readonly pid: number;
  /** The next message of a kind. */
  next<T extends { readonly kind: string }, K extends T['kind']>(
    kind: K,
  ): Promise<Extract<T, { readonly kind: K }>>;
  /** Settles when a line on stderr has the text in it, also one that was there before. */
  says(text: string): Promise<void>;
  tell(message: { readonly kind: string }): void;
  stop(): Promise<void>;
}

/** Milliseconds after which a process that was asked to end is ended. */
const GRACE_MS = 15_000;

/** Starts a script; the environment is the given one alone. */
export function startBeside(options: BesideOptions): BesideProcess {
  const { script, environment = {}, flags = [], folder } = options;
  const child = fork(script, [], {
    env: environment,
    execArgv: [...flags],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    ...(folder === undefined ? {} : { cwd: folder }),
  });
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const ended = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new Error(`${script.pathname} ended with ${code ?? 'a signal'}: ${errors}`));
    });
  });
  // Only who waits for something hears of it.
  ended.catch(() => undefined);
  return {
    pid: child.pid ?? 0,
    next: (kind) => Promise.race([ended, nextMessage(child, kind)]) as Promise<never>,
    says: (text) => Promise.race([ended, said(child, () => errors.includes(text))]),
    tell: (message) => void child.send(message),
    stop: () => stop(child),
  };
}

function nextMessage(child: ChildProcess, kind: string): Promise<unknown> {
  return new Promise((resolve) => {
    const listen = (message: unknown): void => {
      if ((message as { readonly kind?: string }).kind !== kind) return;
      child.off('message', listen);
      resolve(message);
    };
    child.on('message', listen);
  });
}

function said(child: ChildProcess, isSaid: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!isSaid()) return;
      child.stderr?.off('data', look);
      resolve();
    };
    child.stderr?.on('data', look);
    look();
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  await exited;
  clearTimeout(timer);
}
