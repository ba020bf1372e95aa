// Every process that the program starts while a server adds a file of a hostile format, looked into as it runs: the
// answerer, the keeper, and the parser, which is told nothing at all.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import yazl from 'yazl';
import { addFile, openCuratingSite, untilItSays } from './curating-site.js';
import { HARBOUR } from './harbour-corpus.js';
import { childrenOf, readProc } from './look-into-processes.js';
import { builtOnce, canStart, hasProc } from './start-bot.js';

const copyOfFolders = builtOnce(HARBOUR);

/** A process starts and ends within some tenths of a second. */
const SAMPLE_MS = 10;

/** What a POSIX shell sets by itself. */
const OF_THE_SHELL = /^(?:PWD|OLDPWD|SHLVL|_)=/;

interface Seen {
  readonly commandLine: string;
  readonly environment: string;
}

async function archive(): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  zip.addBuffer(Buffer.from('# A notice\n\nThe lighthouse of Port Alder is white.\n'), 'notice.md');
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Nothing where it was a file for a moment: what is there by then is another one. */
function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, 'latin1') : '';
}

/** Looks at all that a process has started, and what that has, until the test is over. */
function watchBelow(pid: number): () => readonly Seen[] {
  const seen = new Map<string, Seen>();
  const look = (parent: number): void => {
    for (const child of childrenOf(parent)) {
      const process = {
        commandLine: readProc(child, 'cmdline'),
        environment: readProc(child, 'environ'),
      };
      seen.set(`${child} ${process.commandLine}`, process);
      look(child);
    }
  };
  const timer = setInterval(() => {
    look(pid);
  }, SAMPLE_MS);
  onTestFinished(() => {
    clearInterval(timer);
  });
  return () => [...seen.values()];
}

describe.skipIf(!canStart || !hasProc)('what the program starts', { timeout: 180_000 }, () => {
  it('knows no token, and a parser not even where things are', async () => {
    const site = await openCuratingSite(copyOfFolders());
    const { token } = site.discord;
    const bot = await site.begin();
    const processes = watchBelow(bot.pid);
    const added = await addFile(site, { name: 'notices.zip', data: await archive() });
    await untilItSays(site, added, /^Indexed: 1 new/);

    const running = (script: string) =>
      processes().filter(({ commandLine }) => commandLine.includes(script));
    for (const script of ['serve-answerer', 'keep-corpora', 'parse-child']) {
      expect([script, running(script).length > 0]).toEqual([script, true]);
    }
    expect(processes().filter((process) => JSON.stringify(process).includes(token))).toEqual([]);
    const told = running('parse-child').flatMap(({ environment }) =>
      environment.split('\0').filter((line) => line !== '' && !OF_THE_SHELL.test(line)),
    );
    expect(told).toEqual([]);
    const files = readdirSync(site.dataDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    expect(files.some((file) => file.endsWith('sources.sqlite'))).toBe(true);
    expect(files.filter((file) => textOf(file).includes(token))).toEqual([]);
    expect(bot.output()).not.toContain(token);
  });
});
