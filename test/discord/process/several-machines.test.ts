// The real program as two machines run it: one database, each its shards or both the same, and the exchange of one.

import { describe, expect, it, onTestFinished } from 'vitest';
import { startDiscordServer } from '../../discord-server/discord-server.js';
import { visibleText } from '../../discord-server/visible-text.js';
import { ownSchema } from '../../support/own-schema.js';
import { postgresEngine } from '../../support/postgres-engine.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { ASKED, HARBOUR } from './harbour-corpus.js';
import {
  buildData,
  canStart,
  freePort,
  startOnline,
  writeCorpus,
  type Started,
} from './start-bot.js';

const engine = postgresEngine();
const { question: QUESTION, answer: ANSWER } = ASKED.bridge;

/** One database with an index in it, and what starts a machine over it. */
async function openSite() {
  const discord = await startDiscordServer();
  onTestFinished(() => discord.stop());
  const { url, schema } = ownSchema(engine?.url ?? '');
  const DATABASE_URL = `${url}${url.includes('?') ? '&' : '?'}schema=${schema}`;
  const corpusDir = writeCorpus(`${temporaryFolder()}/corpus`, HARBOUR);
  await buildData({ corpusDir, dataDir: temporaryFolder() }, { DATABASE_URL });
  const begin = (settings: Readonly<Record<string, string>> = {}): Promise<Started> =>
    startOnline({
      ...{ discord, corpusDir, dataDir: temporaryFolder() },
      settings: { DATABASE_URL, ...settings },
    });
  return { discord, begin };
}

describe.skipIf(engine === null || !canStart)('two machines', { timeout: 180_000 }, () => {
  it('with different shards answer each their servers and tell which shards they hear', async () => {
    const { discord, begin } = await openSite();
    const { user } = discord.people.admin;
    const rooms = [0, 1].map((shard) => {
      const wish = { owner: user, shard: [shard, 2] } as const;
      return discord.person(user, discord.changes.addGuild(`Shard ${shard}`, wish).general);
    });
    const port = await freePort();
    await begin({ SHARDS: '0', SHARD_COUNT: '2' });
    await begin({ SHARDS: '1', SHARD_COUNT: '2', HTTP_PORT: String(port) });
    for (const room of rooms) {
      const answer = await room.command('ask', { question: QUESTION }).message();
      expect(visibleText(answer)).toContain(ANSWER);
    }
    const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    expect(metrics).toContain('verbatim_gateway_shard_ready{shard="1"} 1');
    expect(metrics).toContain('verbatim_coordination_away 0');
    expect(metrics).toMatch(/^verbatim_gateway_sessions_left \d+$/m);
  });

  it('with the same shards are exchanged one for the other, and the new one knows the old one’s buttons', async () => {
    const { discord, begin } = await openSite();
    const { asker } = discord.people;
    const old = await begin();
    const answer = await asker.command('ask', { question: QUESTION }).message();
    await begin();
    const both = asker.command('ask', { question: QUESTION });
    expect(visibleText(await both.message())).toContain(ANSWER);
    old.signal('SIGTERM');
    await old.says('Ending');
    const meanwhile = await asker.command('ask', { question: QUESTION }).message();
    expect(visibleText(meanwhile)).toContain(ANSWER);
    expect(await old.ended).toBe(0);
    const context = await asker.click(answer, { label: 'Context' }).message();
    expect(visibleText(context)).toContain('Its toll is four crowns');
    expect(both.attempts).toHaveLength(1);
  });
});
