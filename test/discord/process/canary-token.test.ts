// The double's token is a word that stands nowhere else. After a run with everything that can go wrong on the
// way, logged in full, it is looked for wherever the program can have left it.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startDiscordServer, type DiscordServer } from '../../discord-server/discord-server.js';
import { ASKED, FERRY_LATER, HARBOUR, UNANSWERED } from './harbour-corpus.js';
import { answeringChild, childrenOf, readProc } from './look-into-processes.js';
import {
  builtOnce,
  canStart,
  freePort,
  hasProc,
  PATIENCE_MS,
  startBot,
  writeCorpus,
} from './start-bot.js';

const copyOfFolders = builtOnce(HARBOUR);

/** Everything that is asked of the program and that happens to it. */
async function liveThrough(discord: DiscordServer): Promise<void> {
  const { asker, reader } = discord.people;
  const answer = await asker.command('ask', { question: ASKED.bridge.question }).message();
  for (const label of ['Context', 'All sources', 'Why these?']) {
    await asker.click(answer, { label }).message();
  }
  for (const name of ['about', 'help', 'privacy']) await reader.command(name).message();
  await reader.command('ask', { question: UNANSWERED }).message();
  discord.faults.add({ path: /callback$/, status: 500 });
  await reader.command('ask', { question: `What is ${discord.bot.id}?` }).message();
  discord.faults.add({ path: /^\/webhooks\//, socket: 'rst' });
  discord.faults.add({ path: /^\/channels\/\d+\/messages$/, status: 403 });
  reader.asks(ASKED.market.question);
  discord.gateway.sendRaw(JSON.stringify({ op: 0, t: 'INTERACTION_CREATE', d: null, s: 1 }));
  discord.gateway.sendRaw(JSON.stringify({ op: 0, t: 'MESSAGE_CREATE', d: { id: '1' }, s: 1 }));
  discord.gateway.dropSockets();
  await discord.waitFor(() => discord.ledger.resumes > 0, PATIENCE_MS);
  await asker.command('ask', { question: ASKED.ferry.question }).message();
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe.skipIf(!canStart || !hasProc)('the token', { timeout: 90_000 }, () => {
  it('is nowhere but in the environment of the program itself', async () => {
    const discord = await startDiscordServer();
    onTestFinished(() => discord.stop());
    const folders = copyOfFolders();
    // A stale index, so that a build runs beside the bot as well.
    writeCorpus(folders.corpusDir, { 'ferry.md': FERRY_LATER });
    const port = await freePort();
    const settings = { HTTP_PORT: String(port), LOG_LEVEL: 'trace' };
    const bot = startBot({ discord, ...folders, settings });
    await bot.says('Verbatim is online');
    await answeringChild(bot.pid);
    const children = childrenOf(bot.pid).map((pid) => ({
      environment: readProc(pid, 'environ'),
      commandLine: readProc(pid, 'cmdline'),
    }));
    await liveThrough(discord);
    await bot.says('The index is fresh:');
    const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    const own = { environment: readProc(bot.pid, 'environ'), line: readProc(bot.pid, 'cmdline') };
    discord.gateway.dropSockets(4004);
    expect(await bot.ended).toBe(1);

    expect(own.environment).toContain(discord.token);
    expect(own.line).not.toContain(discord.token);
    const places: Record<string, string> = {
      output: bot.output(),
      metrics,
      requests: discord.ledger.text(),
      messages: JSON.stringify(
        discord.channelHistory(discord.channels.general, discord.people.asker),
      ),
      children: JSON.stringify(children),
    };
    for (const file of filesBelow(folders.dataDir)) places[file] = readFileSync(file, 'latin1');
    const leaking = Object.entries(places).filter(([, text]) => text.includes(discord.token));
    expect(leaking.map(([place]) => place)).toEqual([]);

    // Each place holds what it should: nothing is clean for being empty.
    expect(children.map(({ commandLine }) => commandLine).join()).toMatch(/serve-answerer/);
    expect(children.every(({ environment }) => environment.includes('DATA_DIR='))).toBe(true);
    expect(bot.logged().join('')).toMatch(/"level":50/);
    expect(metrics).toContain('verbatim_questions_total{');
    expect(Object.keys(places).some((place) => place.endsWith('state.sqlite'))).toBe(true);
  });
});
