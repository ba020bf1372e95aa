// A corpus that changes while the program runs, or while it did not run: what was indexed last is quoted, and
// what has left the corpus is not.

import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startDiscordServer, type DiscordServer } from '../../discord-server/discord-server.js';
import type { StoredMessage } from '../../discord-server/model.js';
import { visibleText } from '../../discord-server/visible-text.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { ASKED, FERRY_LATER, HARBOUR } from './harbour-corpus.js';
import {
  buildData,
  builtOnce,
  canStart,
  startBot,
  startOnline,
  type Folders,
} from './start-bot.js';

const copyOfFolders = builtOnce(HARBOUR);

interface Site extends Folders {
  readonly discord: DiscordServer;
}

async function openSite(): Promise<Site> {
  const discord = await startDiscordServer();
  onTestFinished(() => discord.stop());
  return { discord, ...copyOfFolders() };
}

async function answerTo({ discord }: Site, question: string): Promise<string> {
  return visibleText(await discord.people.asker.command('ask', { question }).message());
}

/** The answer on the ferry once it holds these words: a new generation is opened beside the one before. */
async function answerOnce(site: Site, words: string): Promise<string> {
  for (;;) {
    const answer = await answerTo(site, ASKED.ferry.question);
    if (answer.includes(words)) return answer;
  }
}

/** Presses until what comes holds these words: each answering process learns of a generation by itself. */
async function pressedOnce(press: () => Promise<StoredMessage>, words: string): Promise<void> {
  while (!visibleText(await press()).includes(words));
}

describe.skipIf(!canStart)('the program', { timeout: 90_000 }, () => {
  it('builds a missing index first, and answers from it', async () => {
    const site = { ...(await openSite()), dataDir: join(temporaryFolder(), 'data') };
    const bot = startBot(site);
    await bot.says('There is no index yet: building it from 3 documents.');
    await bot.says('Verbatim is online');
    expect(await answerTo(site, ASKED.bridge.question)).toContain(ASKED.bridge.answer);
  });

  it('quotes what was indexed while it ran, and says what has left the corpus', async () => {
    const site = await openSite();
    const { discord, corpusDir } = site;
    const bot = await startOnline(site);
    const { asker } = discord.people;
    const market = await asker.command('ask', { question: ASKED.market.question }).message();
    expect(visibleText(market)).toContain(ASKED.market.answer);
    expect(await answerTo(site, ASKED.ferry.question)).toContain(ASKED.ferry.answer);

    writeFileSync(join(corpusDir, 'ferry.md'), FERRY_LATER);
    rmSync(join(corpusDir, 'market.md'));
    await buildData(site);

    const ferry = await answerOnce(site, 'engine had caught fire');
    expect(ferry).not.toContain(ASKED.ferry.answer);
    await pressedOnce(() => asker.click(market, { label: 'Context' }).message(), 'withdrawn on');
    expect(bot.logged().filter((line) => line.includes('"level":50'))).toEqual([]);
  });

  it('serves a stale index at once, and the fresh one as soon as it is there', async () => {
    const site = await openSite();
    writeFileSync(join(site.corpusDir, 'ferry.md'), FERRY_LATER);
    const bot = await startOnline(site);
    expect(bot.said()[0]).toBe(
      'The corpus has changed (0 new, 1 changed, 0 removed): the index is refreshed while you ask.',
    );
    expect(await answerTo(site, ASKED.bridge.question)).toContain(ASKED.bridge.answer);
    await bot.says('The index is fresh:');
    await answerOnce(site, 'engine had caught fire');
  });
});
