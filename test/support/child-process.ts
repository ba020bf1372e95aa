// Other processes for tests: they run the compiled code, so that plain node is enough to start them.

import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const DIST = new URL('../../dist/src/', import.meta.url);

/** False where the code was not compiled yet (`npm test` does it): such tests are skipped by name. */
export const isCompiled = existsSync(DIST);

/** Address of a compiled module for an import statement. */
export function compiled(path: string): string {
  return new URL(path, DIST).href;
}

export interface Child {
  readonly pid: number;
  /** Everything written to stdout up to now. */
  readonly output: () => string;
  /** Resolves as soon as stdout holds the text; rejects where the process ends without it. */
  readonly says: (text: string) => Promise<void>;
  readonly kill: () => Promise<void>;
  readonly ended: Promise<void>;
}

/** Starts a script, given as the text of a module. */
export function startChild(script: string): Child {
  const child: ChildProcess = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => {
      resolve();
    });
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const says = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (output.includes(text)) resolve();
      };
      child.stdout?.on('data', look);
      look();
      void ended.then(() => {
        reject(new Error(`the child process ended without saying "${text}": ${output}`));
      });
    });
  return {
    pid: child.pid ?? 0,
    output: () => output,
    says,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    ended,
  };
}

/** A user whom permissions bind: this one, or "nobody" where this one is root. */
const ORDINARY = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/** Runs a module as a user whom permissions bind; gives what it wrote to stdout. */
export function runAsOrdinaryUser(script: string): string {
  const child = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    ...ORDINARY,
    encoding: 'utf8',
  });
  if (child.status !== 0) throw new Error(`the child process failed: ${child.stderr}`);
  return child.stdout;
}

/** False where that user cannot read this checkout: such tests are skipped by name. */
export function canRunAsOrdinaryUser(): boolean {
  const file = fileURLToPath(compiled('data-files.js'));
  const script = `import { readFileSync } from 'node:fs'; readFileSync(${JSON.stringify(file)});`;
  try {
    runAsOrdinaryUser(script);
    return true;
  } catch {
    return false;
  }
}
