// The real program as a child of the test: the compiled main.js with the shipped model, against the double of
// Discord. Its environment holds what is handed in and nothing else, and no .env of anybody's is read.

import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, onTestFinished, vi } from 'vitest';
import type { DiscordServer } from '../../discord-server/discord-server.js';
import type { Person } from '../../discord-server/person.js';
import { compiled, isCompiled } from '../../support/child-process.js';
import { hasModel, MODEL_FOLDER } from '../../support/model.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const MAIN = fileURLToPath(compiled('main.js'));
const BUILD_INDEX = fileURLToPath(compiled('../scripts/build-index.js'));

const CORPUS = fileURLToPath(compiled('../scripts/corpus.js'));

const SHIPPED_CORPUS = fileURLToPath(new URL('../../../corpus', import.meta.url));

/** Without the compiled program or the model there is nothing to start; such tests are skipped by name. */
export const canStart = isCompiled && hasModel;

/** Where processes can be looked into; tests that do are skipped by name elsewhere. */
export const hasProc = existsSync('/proc/self/environ');

/** Milliseconds for whatever a test waits for; machines that run tests do other things as well. */
export const PATIENCE_MS = 20_000;

/** Milliseconds for a start that fails, with what node needs to load the program. */
export const FAILING_START_MS = 10_000 + 5_000;

/** Milliseconds for an index of the shipped corpus, where the machine is busy. */
const BUILD_MS = 120_000;

/** Milliseconds for reading what a process wrote before it ended. */
const LAST_WORDS_MS = 1_000;

export type Environment = Readonly<Record<string, string>>;

/** A process that was started here. */
export interface Started {
  readonly pid: number;
  /** All it wrote, to stdout and stderr. */
  readonly output: () => string;
  /** The lines for people on stderr; those of the log are JSON. */
  readonly said: () => readonly string[];
  /** The lines of the log. */
  readonly logged: () => readonly string[];
  /** Settles once a line for people holds the text; rejects where the process ends without it. */
  readonly says: (text: string) => Promise<string>;
  readonly signal: (name: NodeJS.Signals) => void;
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

interface Given {
  readonly nodeOptions?: readonly string[];
  readonly words?: readonly string[];
  /** Whether it can be typed to; nothing is typed unless given. */
  readonly isTypedTo?: boolean;
}

/** Starts a script of the program; it is killed when the test ends. */
function start(script: string, environment: Environment, given: Given = {}) {
  const { nodeOptions = [], words = [], isTypedTo = false } = given;
  const child = spawn(process.execPath, [...nodeOptions, script, ...words], {
    cwd: tmpdir(),
    env: { PATH: process.env.PATH, EMBEDDING_MODEL: MODEL_FOLDER, ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  if (!isTypedTo) child.stdin.end();
  const text = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => (text[name] += chunk));
  }
  let hasEnded = false;
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.once('exit', (code, signal) => {
      hasEnded = true;
      // Its last words come before 'close'; a child of its own that it left behind would put that off for ever.
      const read = new Promise((done) => child.once('close', done));
      void Promise.race([read, sleep(LAST_WORDS_MS, null, { ref: false })]).then(() => {
        resolve(code ?? signal);
      });
    });
  });
  const lines = (isLog: boolean): string[] =>
    text.stderr.split('\n').filter((line) => line !== '' && line.startsWith('{') === isLog);
  const says = async (wanted: string): Promise<string> => {
    const look = (): string | undefined => lines(false).find((line) => line.includes(wanted));
    await vi.waitUntil(() => look() !== undefined || hasEnded, { timeout: PATIENCE_MS });
    return look() ?? Promise.reject(new Error(`ended without "${wanted}":\n${text.stderr}`));
  };
  const started: Started = {
    pid: child.pid ?? 0,
    output: () => text.stdout + text.stderr,
    said: () => lines(false),
    logged: () => lines(true),
    says,
    signal: (name) => {
      child.kill(name);
    },
    ended,
  };
  return {
    started,
    kill: () => child.kill('SIGKILL'),
    type: (line: string) => child.stdin.write(`${line}\n`),
  };
}

export interface BotStart extends Folders {
  readonly discord: Pick<DiscordServer, 'token' | 'url'>;
  /** What is set besides. */
  readonly settings?: Environment;
  /** Options of node itself. */
  readonly nodeOptions?: string[];
}

/** Starts the program as `npm start` does. */
export function startBot(options: BotStart): Started {
  const { discord, dataDir, corpusDir, settings = {}, nodeOptions = [] } = options;
  const environment = {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.url,
    DATA_DIR: dataDir,
    CORPUS_DIR: corpusDir,
    ...settings,
  };
  const { started, kill } = start(MAIN, environment, { nodeOptions });
  onTestFinished(async () => {
    kill();
    await started.ended;
  });
  return started;
}

/** Starts the program and waits until it listens to Discord. */
export async function startOnline(options: BotStart): Promise<Started> {
  const bot = startBot(options);
  await bot.says('Verbatim is online');
  return bot;
}

/** Starts the chat as `npm start` does without a token. */
export function startChat({ dataDir, corpusDir }: Folders, settings: Environment) {
  const environment = { DATA_DIR: dataDir, CORPUS_DIR: corpusDir, ...settings };
  const { started, kill, type } = start(MAIN, environment, { isTypedTo: true });
  onTestFinished(async () => {
    kill();
    await started.ended;
  });
  return { ...started, type };
}

/** Builds the index as `npm run build-index` does. */
export async function buildData(
  { dataDir, corpusDir }: Folders,
  settings: Environment = {},
): Promise<void> {
  const environment = { DATA_DIR: dataDir, CORPUS_DIR: corpusDir, LOG_LEVEL: 'error', ...settings };
  const { started } = start(BUILD_INDEX, environment);
  if ((await started.ended) !== 0) throw new Error(`the build failed:\n${started.output()}`);
}

/** Runs `npm run corpus -- WORDS` to its end; gives what it printed. */
export async function runCorpusCommand(
  { dataDir, corpusDir }: Folders,
  words: readonly string[],
  settings: Environment = {},
): Promise<string> {
  const environment = { DATA_DIR: dataDir, CORPUS_DIR: corpusDir, ...settings };
  const { started } = start(CORPUS, environment, { words });
  if ((await started.ended) !== 0) throw new Error(`it failed:\n${started.output()}`);
  return started.output();
}

export interface Folders {
  readonly dataDir: string;
  readonly corpusDir: string;
}

/**
 * Builds an index once for the tests of a suite, from documents or from what the repository ships; gives what
 * makes a copy for one test.
 */
export function builtOnce(documents: Environment | null): () => Folders {
  let built = '';
  const foldersIn = (folder: string): Folders => ({
    dataDir: join(folder, 'data'),
    corpusDir: documents === null ? SHIPPED_CORPUS : join(folder, 'corpus'),
  });
  beforeAll(async () => {
    built = mkdtempSync(join(tmpdir(), 'verbatim-built-'));
    const folders = foldersIn(built);
    if (documents !== null) writeCorpus(folders.corpusDir, documents);
    await buildData(folders);
  }, BUILD_MS);
  afterAll(() => {
    rmSync(built, { recursive: true, force: true });
  });
  return () => {
    const copy = temporaryFolder();
    cpSync(built, copy, { recursive: true });
    return foldersIn(copy);
  };
}

/** Writes documents, by file name, into a folder that is made where it is not there. */
export function writeCorpus(folder: string, documents: Environment): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(documents)) writeFileSync(join(folder, name), text);
  return folder;
}

/** A port of this machine that nobody uses. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** As many new members, so that nobody's own limit is met. */
export function crowd(discord: DiscordServer, count: number): readonly Person[] {
  return Array.from({ length: count }, (_, n) => {
    const user = discord.changes.addUser(`Person ${n}`);
    discord.changes.addMember(discord.guilds.home, user);
    return discord.person(user, discord.channels.general);
  });
}
