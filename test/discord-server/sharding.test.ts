// The double with several shards: who hears what, how many sessions may begin, and when.

import type { Client } from 'discord.js';
import { Events, Status } from 'discord.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  startDiscordServer,
  type DiscordServer,
  type DiscordServerOptions,
} from './discord-server.js';
import { clientFor } from './logged-in.js';

async function open(options: DiscordServerOptions = {}): Promise<DiscordServer> {
  const discord = await startDiscordServer(options);
  onTestFinished(() => discord.stop());
  return discord;
}

/** A client of some shards that notes the messages it hears. */
async function hearing(discord: DiscordServer, own: readonly number[], count: number) {
  const client: Client = clientFor(discord, { shards: [...own], shardCount: count });
  onTestFinished(() => client.destroy());
  const heard: string[] = [];
  client.on(Events.MessageCreate, ({ content }) => {
    heard.push(content);
  });
  await client.login(discord.token);
  await discord.waitFor(
    () => client.ws.shards.every(({ status }) => status === Status.Ready),
    5_000,
    'every shard',
  );
  return { client, heard };
}

describe('the double', () => {
  it('tells each shard of its own servers, and shard 0 of direct messages', async () => {
    const discord = await open();
    const { admin } = discord.people;
    const rooms = [0, 1, 2].map((shard) =>
      discord.changes.addGuild(`Shard ${shard}`, { owner: admin.user, shard: [shard, 3] }),
    );
    const [first, second] = [await hearing(discord, [0, 2], 3), await hearing(discord, [1], 3)];
    for (const { guild, general } of rooms) {
      discord.person(admin.user, general).says(`<@${discord.bot.id}> ${guild.name}`);
    }
    discord.people.asker.dm('in private');
    await discord.waitFor(() => first.heard.length + second.heard.length >= 4);
    expect(first.heard.map((text) => text.replace(/^<@\d+> /, '')).sort()).toEqual([
      'Shard 0',
      'Shard 2',
      'in private',
    ]);
    expect(second.heard.map((text) => text.replace(/^<@\d+> /, ''))).toEqual(['Shard 1']);
    expect([...second.client.guilds.cache.keys()]).toContain(rooms[1]?.guild.id);
    expect([...second.client.guilds.cache.keys()]).not.toContain(rooms[0]?.guild.id);
  });

  it('tells two sessions of one shard the same', async () => {
    const discord = await open();
    const both = [await hearing(discord, [0], 1), await hearing(discord, [0], 1)];
    discord.people.asker.asks('to both');
    await discord.waitFor(() => both.every(({ heard }) => heard.length === 1));
    expect(both.map(({ heard }) => heard[0]?.endsWith('to both'))).toEqual([true, true]);
  });

  it('recommends shards and tells how many sessions may begin', async () => {
    const discord = await open({ shards: 2, maxConcurrency: 2, sessionStarts: 10 });
    const client = clientFor(discord, { shards: 'auto' });
    onTestFinished(() => client.destroy());
    await client.login(discord.token);
    expect(client.options.shardCount).toBe(2);
    const told: unknown = await client.rest.get('/gateway/bot');
    expect(told).toMatchObject({
      shards: 2,
      session_start_limit: { total: 10, remaining: 8, max_concurrency: 2 },
    });
  });

  it('turns away a second session that comes too soon, unless it has another turn', async () => {
    const discord = await open({ maxConcurrency: 2, identifyWindowMs: 300 });
    await hearing(discord, [0], 4);
    await hearing(discord, [1], 4);
    expect(discord.ledger.identifies).toBe(2);
    await hearing(discord, [2], 4);
    // It was told that its session is invalid, and came again.
    expect(discord.ledger.identifies).toBeGreaterThan(3);
  });

  it('closes a session of a shard that there is not', async () => {
    const discord = await open();
    const client = clientFor(discord, { shards: [3], shardCount: 2 });
    onTestFinished(() => client.destroy());
    const closed = new Promise<number>((resolve) => {
      client.on(Events.ShardDisconnect, ({ code }) => {
        resolve(code);
      });
    });
    client.login(discord.token).catch(() => undefined);
    expect(await closed).toBe(4010);
  });
});
