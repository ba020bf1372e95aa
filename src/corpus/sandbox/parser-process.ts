// A hostile file -> what its parser says, from a process of its own: limits of the operating system where there is
// a shell to set them, an empty environment, an empty folder, one job. A process that dies, hangs or talks without
// end is a Refusal `parser_limit`, and nothing of it stays behind.

import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

import type { Extracted } from '../document-reader.js';
import type { Kind } from '../formats/kinds.js';
import { Refusal } from '../refusal.js';
import type { ParserLimits } from './limits.js';
import { type JobLine, readMessages } from './parser-messages.js';

/** One file to parse. */
export interface ParserJob {
  readonly file: string;
  readonly kind: Kind;
  readonly bytes: Uint8Array;
  readonly select?: string | null;
}

/** What runs the parser; others than the defaults are for tests. */
export interface ParserProgram {
  readonly limits: ParserLimits;
  /** The compiled script of the child. */
  readonly script?: string;
  /** A POSIX shell, or null where there is none: then the timer and Node's own limits hold alone. */
  readonly shell?: string | null;
}

type Child = ChildProcessByStdio<Writable, Readable, null>;

const SHELL = '/bin/sh';
/** `-f 0`: it may write no file at all. Each limit on its own, since not every shell knows every one. */
const LIMITED =
  'ulimit -d "$1" 2>/dev/null; ulimit -t "$2" 2>/dev/null; ulimit -n "$3" 2>/dev/null; ulimit -f 0 2>/dev/null; ulimit -c 0 2>/dev/null; shift 3; exec "$@"';

/** The shell that sets limits on this machine, or null where there is none. */
export function limitingShell(): string | null {
  return process.platform !== 'win32' && existsSync(SHELL) ? SHELL : null;
}

/** Parses a file in a process of its own; throws a Refusal. */
export async function parseApart(job: ParserJob, program: ParserProgram): Promise<Extracted> {
  const folder = await mkdtemp(join(tmpdir(), 'verbatim-parser-'));
  try {
    const output = await converse(start(program, folder), job, program.limits);
    return readMessages(output);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw overLimit('its parser said nothing that can be read', error);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function start(
  { limits, script = childScript(), shell = limitingShell() }: ParserProgram,
  cwd: string,
): Child {
  const node = [
    process.execPath,
    `--max-old-space-size=${limits.heapMiB}`,
    // No parser needs to make code out of text, and a file must not get one to.
    '--disallow-code-generation-from-strings',
    script,
  ];
  const bounds = [limits.dataKiB, limits.cpuSeconds, limits.openFiles].map(String);
  const [command = process.execPath, ...args] =
    shell === null ? node : [shell, '-c', LIMITED, 'parser', ...bounds, ...node];
  return spawn(command, args, {
    cwd,
    env: {},
    stdio: ['pipe', 'pipe', 'ignore'],
    windowsHide: true,
  });
}

/** Hands the file over and gathers what comes back, until the process ends or is ended. */
function converse(child: Child, job: ParserJob, limits: ParserLimits): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let refusal: Refusal | null = null;
    const end = (reason: Refusal): void => {
      refusal ??= reason;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => {
      end(overLimit(`its parser took longer than ${limits.wallMs / 1000} s`));
    }, limits.wallMs);
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limits.outputBytes) end(tooMuchText());
      else if (refusal === null) chunks.push(chunk);
    });
    child.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      if (refusal !== null) reject(refusal);
      else if (code === 0) resolve(Buffer.concat(chunks).toString('utf8'));
      else reject(overLimit('its parser needed more memory or time than it may have'));
    });
    // A process that died does not listen; its end is told by `close`.
    child.stdin.on('error', () => undefined);
    const { file, kind, select = null } = job;
    const line: JobLine = { file, kind, select };
    child.stdin.write(`${JSON.stringify(line)}\n`);
    child.stdin.end(job.bytes);
  });
}

/** The compiled child, also where this runs uncompiled, in tests. */
function childScript(): string {
  const here = import.meta.url;
  return fileURLToPath(
    here.endsWith('.ts')
      ? new URL('../../../dist/src/corpus/sandbox/parse-child.js', here)
      : new URL('./parse-child.js', here),
  );
}

function overLimit(reason: string, cause?: unknown): Refusal {
  return new Refusal('parser_limit', `${reason}. Split the file or save a simpler copy.`, cause);
}

function tooMuchText(): Refusal {
  return new Refusal('parser_limit', 'it holds more text than one file may. Split it.');
}
