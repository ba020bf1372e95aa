// What an image holds is enough: a pruned copy, in a folder without any other node_modules above it, reads every kind of
// document, builds, answers in the terminal and in Discord, draws its picture, and writes nowhere but to DATA_DIR.

import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { makeDocx, makeEpub } from '../corpus/builders/make-docx.js';
import { makePdf, rowsFrom } from '../corpus/builders/make-pdf.js';
import { makeZip } from '../corpus/builders/make-zip.js';
import { startDiscordServer, type DiscordServer } from '../discord-server/discord-server.js';
import { visibleText } from '../discord-server/visible-text.js';
import { isCompiled } from '../support/child-process.js';
import { hasModel, MODEL_FOLDER } from '../support/model.js';
import { makePrunedCopy } from './pruned-copy.js';

/** Milliseconds for one start, where the machine is busy. */
const PATIENCE_MS = 120_000;

const SENTENCE = 'The lighthouse of Norderney was lit for the first time in October 1874.';
const PROSE = `${SENTENCE} Its lamp burned rape oil, and three keepers lived beside it with their families.`;
const DOCUMENTS: Readonly<Record<string, string | Buffer>> = {
  'a.md': `---\ntitle: Keepers\ndate: 1874-10\n---\n\n${PROSE}\n`,
  'b.txt':
    'The harbour of Emden was dug deeper in 1901, and again in 1913. Ships of deeper draught came.',
  'c.html': `<html><head><title>Lamps</title></head><body><article><p>The lamps of the coast were changed to petroleum in 1886. The keepers wrote of brighter nights.</p></article></body></html>`,
  'd.pdf': makePdf({
    pages: [
      rowsFrom(700, [
        'The islands had a post boat twice a week in winter.',
        'It sailed at high water.',
      ]),
    ],
  }),
  'e.docx': makeDocx({
    paragraphs: [
      'The dunes were planted with grass after the flood of 1825. Every parish sent workers.',
    ],
  }),
  'f.epub': makeEpub({
    chapters: ['<p>The bathers came by steamer after 1840. They stayed for a month at a time.</p>'],
  }),
  'g.eml':
    'From: a@example.org\r\nSubject: Tides\r\n\r\nThe tide tables of 1890 were printed in Wilhelmshaven. They cost a mark.\r\n',
  'h.csv':
    'title,text\nBuoys,"The buoys of the river were painted red in 1887. Before that they were black."\n',
  'i.zip': makeZip([
    { name: 'j.md', content: 'The mail steamer ran aground near Juist in 1879. Nobody was hurt.' },
  ]),
};

let folder = '';
let files: readonly string[] = [];
let dataDir = '';
let corpusDir = '';

interface Run {
  readonly child: ChildProcess;
  readonly ended: Promise<number | NodeJS.Signals | null>;
  readonly stdout: () => string;
  readonly stderr: () => string;
}

/** Starts a script of the copy; its environment is the given one alone. */
function start(
  script: string,
  words: readonly string[],
  environment: Record<string, string> = {},
): Run {
  const child = spawn(process.execPath, [join(folder, 'dist', script), ...words], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      EMBEDDING_MODEL: MODEL_FOLDER,
      DATA_DIR: dataDir,
      CORPUS_DIR: corpusDir,
      LOG_LEVEL: 'warn',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const text = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => (text[name] += chunk));
  }
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.once('close', (code, signal) => {
      resolve(code ?? signal);
    });
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return { child, ended, stdout: () => text.stdout, stderr: () => text.stderr };
}

async function finished(run: Run): Promise<string> {
  const end = await run.ended;
  if (end !== 0) throw new Error(`it ended with ${end ?? 'nothing'}:\n${run.stderr()}`);
  return run.stdout();
}

/** Settles once the bot listens; rejects with what it said where it ends before. */
async function online(bot: Run, discord: DiscordServer): Promise<void> {
  const isOver = (): boolean => bot.child.exitCode !== null;
  const look = (): boolean => bot.stderr().includes('is online') || isOver();
  await discord.waitFor(look, PATIENCE_MS, 'the bot');
  if (isOver()) throw new Error(`the bot ended:\n${bot.stderr()}`);
}

/** Sizes and times of the files of the copy: what a read-only root would have refused to change. */
function standing(): string {
  return files
    .map((path) => {
      const { size, mtimeMs } = statSync(join(folder, path));
      return `${path} ${size} ${mtimeMs}`;
    })
    .join('\n');
}

describe.skipIf(!isCompiled || !hasModel)('a pruned copy', { timeout: PATIENCE_MS }, () => {
  beforeAll(() => {
    const place = mkdtempSync(join(tmpdir(), 'verbatim-image-'));
    [folder, dataDir, corpusDir] = [join(place, 'app'), join(place, 'data'), join(place, 'corpus')];
    mkdirSync(corpusDir);
    for (const [name, content] of Object.entries(DOCUMENTS))
      writeFileSync(join(corpusDir, name), content);
    files = makePrunedCopy(folder);
  }, PATIENCE_MS);
  afterAll(() => {
    rmSync(join(folder, '..'), { recursive: true, force: true });
  });

  it('holds no package for development', () => {
    expect(existsSync(join(folder, 'node_modules/typescript'))).toBe(false);
    expect(existsSync(join(folder, 'node_modules/vitest'))).toBe(false);
  });

  it('reads documents of every kind, and leaves its own files as they were', async () => {
    const before = standing();
    const report = JSON.parse(await finished(start('scripts/build-index.js', ['--json']))) as {
      readonly rejected: unknown;
      readonly documents: number;
      readonly index: string;
    };
    expect(report).toMatchObject({ rejected: [], documents: Object.keys(DOCUMENTS).length });
    expect(standing()).toBe(before);
  });

  it('answers in the terminal', async () => {
    const words = ['When was the lighthouse of Norderney lit?', '--json'];
    const answer = JSON.parse(await finished(start('scripts/ask.js', words))) as {
      readonly outcome: string;
      readonly citations: readonly { readonly text: string }[];
    };
    expect(answer.outcome).toBe('answer');
    expect(answer.citations[0]?.text).toContain(SENTENCE);
  });

  it('finds nothing wrong with itself', async () => {
    expect(await finished(start('scripts/doctor.js', []))).toContain('Everything is sound.');
  });

  it('answers in Discord, draws a picture, and ends in order at SIGTERM', async () => {
    const discord = await startDiscordServer();
    onTestFinished(() => discord.stop());
    const bot = start('src/main.js', [], {
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.url,
    });
    await online(bot, discord);
    const { asker } = discord.people;
    const question = 'When was the lighthouse of Norderney lit?';
    const answer = await asker.command('ask', { question }).message();
    expect(visibleText(answer)).toContain('October 1874');
    const timeline = await asker
      .command('timeline', { topic: 'lighthouse of Norderney' })
      .message();
    expect(timeline.attachments.map(({ name }) => name)).toEqual(['timeline.png']);
    bot.child.kill('SIGTERM');
    expect(await bot.ended).toBe(0);
  });
});
