import { Events, GatewayIntentBits, Status, type Client, type Message } from 'discord.js';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import {
  startDiscordServer,
  type DiscordServer,
  type DiscordServerOptions,
} from './discord-server.js';
import { WebSocket } from 'ws';
import { clientFor, logIn, type LoggedIn } from './logged-in.js';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((end) => end()));
});

async function loggedIn(
  server: DiscordServerOptions = {},
  options: Parameters<typeof logIn>[1] = {},
): Promise<LoggedIn & { readonly heard: string[] }> {
  const started = await logIn(server, options);
  open.push(started.end);
  const heard: string[] = [];
  started.client.on(Events.MessageCreate, (message: Message) => {
    heard.push(message.content.replace(/<@\d+> /, ''));
  });
  return { ...started, heard };
}

async function started(options: DiscordServerOptions): Promise<DiscordServer> {
  const discord = await startDiscordServer(options);
  open.push(() => discord.stop());
  return discord;
}

/** Whether the shard is through with its login: a `destroy()` in the middle of one never settles. */
function isListening(client: Client): boolean {
  return client.ws.shards.every(({ status }) => status === Status.Ready);
}

describe('login', () => {
  it('makes the client ready with the guilds the bot is in', async () => {
    const { client, discord } = await loggedIn();
    expect(client.user.id).toBe(discord.bot.id);
    const { home, away } = discord.guilds;
    expect([...client.guilds.cache.keys()]).toEqual([home.id, away.id]);
    expect(client.channels.cache.get(discord.channels.general.id)?.isSendable()).toBe(true);
    expect(client.channels.cache.get(discord.thread.id)?.isThread()).toBe(true);
    expect(discord.ledger.identifies).toBe(1);
  });

  it('with a wrong token is refused by REST', async () => {
    const discord = await started({});
    const client = clientFor(discord);
    await expect(client.login('wrong')).rejects.toMatchObject({ code: 'TokenInvalid' });
    expect(discord.ledger.requests({ status: 401 })).toHaveLength(1);
    expect(discord.ledger.invalidRequests).toBe(1);
  });

  it('with intents that are not granted closes with 4014', async () => {
    const discord = await started({ privilegedIntents: false });
    const client = clientFor(discord, { intents: [GatewayIntentBits.MessageContent] });
    await expect(client.login(discord.token)).rejects.toThrow('disallowed intents');
    const modest = clientFor(discord);
    open.unshift(() => modest.destroy());
    await expect(modest.login(discord.token)).resolves.toBe(discord.token);
  });

  it('with a token that only the gateway knows to be wrong closes with 4004', async () => {
    const discord = await started({});
    const socket = new WebSocket(`${discord.url.replace('http', 'ws').replace('/api', '')}/?v=10`);
    socket.on('open', () => {
      socket.send(JSON.stringify({ op: 2, d: { token: 'wrong', intents: 0 } }));
    });
    expect(await once(socket, 'close')).toContain(4004);
    expect(discord.ledger.text()).not.toContain('wrong');
  });

  it('never hears of a guild the bot is not in', async () => {
    const { discord, heard } = await loggedIn();
    discord.people.asker.at(discord.channels.foreignGeneral).asks('unheard');
    discord.people.asker.asks('heard');
    await discord.waitFor(() => heard.length > 0);
    expect(heard).toEqual(['heard']);
  });
});

describe('a lost connection', () => {
  it('is resumed, and what was missed is replayed', async () => {
    const { discord, heard } = await loggedIn();
    discord.gateway.dropSockets();
    discord.people.asker.asks('missed');
    await discord.waitFor(() => discord.ledger.resumes === 1 && heard.length > 0);
    expect(heard).toEqual(['missed']);
    expect(discord.ledger.identifies).toBe(1);
  });

  it('is resumed where the gateway asks for it (op 7)', async () => {
    const { discord, heard } = await loggedIn();
    discord.gateway.requestReconnect();
    await discord.waitFor(() => discord.ledger.resumes === 1);
    discord.people.asker.asks('after');
    await discord.waitFor(() => heard.length > 0);
    expect(discord.ledger.identifies).toBe(1);
  });

  it('is resumed after a close that allows it, and not after one that does not', async () => {
    const { discord, client } = await loggedIn();
    discord.gateway.dropSockets(4000);
    await discord.waitFor(() => discord.ledger.resumes === 1);
    discord.gateway.dropSockets(4007);
    await discord.waitFor(() => discord.ledger.identifies === 2 && isListening(client));
    expect(discord.ledger.resumes).toBe(1);
  });

  it('is noticed where nothing is acknowledged any more', async () => {
    const { discord } = await loggedIn({ heartbeatIntervalMs: 100, ackHeartbeats: false });
    await discord.waitFor(() => discord.ledger.resumes > 0);
    expect(discord.ledger.heartbeats).toBeGreaterThan(0);
  });

  it('goes unnoticed while it is half open, and its events wait for a resume', async () => {
    const { discord, heard, client } = await loggedIn();
    discord.gateway.halfOpen();
    discord.people.asker.asks('into the void');
    expect(discord.gateway.connected).toHaveLength(0);
    expect(client.isReady()).toBe(true);
    discord.gateway.dropSockets();
    await discord.waitFor(() => heard.length > 0);
    expect(heard).toEqual(['into the void']);
  });

  it('comes back once the gateway can be reached again', async () => {
    const { discord } = await loggedIn();
    discord.gateway.setReachable(false);
    await discord.waitFor(() => discord.gateway.connected.length === 0);
    discord.gateway.setReachable(true);
    await discord.waitFor(() => discord.gateway.connected.length === 1);
  });
});

describe('an invalid session', () => {
  it('that may be resumed is resumed', async () => {
    const { discord } = await loggedIn();
    discord.gateway.invalidateSessions(true);
    await discord.waitFor(() => discord.ledger.resumes === 1);
    expect(discord.ledger.identifies).toBe(1);
  });

  it('that may not makes a new one', async () => {
    const { discord, heard } = await loggedIn();
    discord.gateway.invalidateSessions(false);
    await discord.waitFor(
      () => discord.ledger.identifies === 2 && discord.gateway.connected.length,
    );
    discord.people.asker.asks('after');
    await discord.waitFor(() => heard.length > 0);
    expect(discord.ledger.resumes).toBe(0);
  });

  it('refuses a resume after a restart', async () => {
    const { discord, client } = await loggedIn();
    discord.gateway.restart();
    await discord.waitFor(() => discord.ledger.identifies === 2 && isListening(client));
    expect(discord.ledger.resumes).toBe(1);
  });
});

describe('an event', () => {
  // discord.js drops a message it already has in its cache, but no interaction.
  async function commanded(
    server: DiscordServerOptions = {},
  ): Promise<{ readonly discord: DiscordServer; readonly names: string[] }> {
    const { discord, client } = await loggedIn(server);
    const names: string[] = [];
    client.on(Events.InteractionCreate, (interaction) => {
      if (interaction.isCommand()) names.push(interaction.commandName);
    });
    return { discord, names };
  }

  it('can come twice', async () => {
    const { discord, names } = await commanded();
    discord.gateway.faults.duplicateNext(1);
    discord.people.asker.command('one');
    discord.people.asker.command('two');
    await discord.waitFor(() => names.includes('two'));
    expect(names).toEqual(['one', 'one', 'two']);
  });

  it('can come twice by chance, the same in every run', async () => {
    const counts: number[] = [];
    for (const seed of [3, 3, 4]) {
      const { discord, names } = await commanded({ seed });
      discord.gateway.faults.duplicateSome(0.5);
      for (let n = 0; n < 200; n += 1) discord.people.asker.command('some');
      discord.gateway.faults.duplicateSome(0);
      discord.people.asker.command('last');
      await discord.waitFor(() => names.includes('last'));
      counts.push(names.length - 201);
    }
    expect(counts[0]).toBe(counts[1]);
    expect(counts[2]).not.toBe(counts[0]);
    expect(counts.every((count) => count > 60 && count < 140)).toBe(true);
  });

  it('can come again after a resume', async () => {
    const { discord, names } = await commanded();
    discord.people.asker.command('one');
    await discord.waitFor(() => names.length === 1);
    discord.gateway.faults.replayOnResume(1);
    discord.gateway.dropSockets();
    await discord.waitFor(() => names.length === 2);
    expect(names).toEqual(['one', 'one']);
  });

  it('can come after the one that followed it', async () => {
    const { discord, heard } = await loggedIn();
    discord.gateway.faults.reorderNext(3);
    for (const word of ['one', 'two', 'three']) discord.people.asker.asks(word);
    await discord.waitFor(() => heard.length === 3);
    expect(heard).toEqual(['three', 'two', 'one']);
  });

  it('can be no event at all', async () => {
    const { discord, heard } = await loggedIn();
    discord.gateway.sendRaw(JSON.stringify({ op: 0, s: 99, t: 'SOMETHING_NEW', d: {} }));
    discord.people.asker.asks('still here');
    await discord.waitFor(() => heard.length > 0);
    expect(heard).toEqual(['still here']);
  });
});

describe('the world', () => {
  it('tells what becomes of guilds, channels and threads', async () => {
    const { discord, client } = await loggedIn();
    const told: string[] = [];
    client.on(Events.GuildDelete, ({ name }) => told.push(`left ${name}`));
    client.on(Events.GuildUnavailable, ({ name }) => told.push(`lost ${name}`));
    client.on(Events.ChannelDelete, ({ id }) => told.push(`gone ${id}`));
    client.on(Events.ThreadUpdate, (_, { archived }) => told.push(`archived ${String(archived)}`));
    discord.changes.archive(discord.thread);
    discord.changes.deleteChannel(discord.channels.news);
    discord.changes.setAvailable(discord.guilds.away, false);
    discord.changes.setAvailable(discord.guilds.away, true);
    discord.changes.kickBot(discord.guilds.away);
    await discord.waitFor(() => told.length === 4);
    const news = discord.channels.news.id;
    expect(told).toEqual(['archived true', `gone ${news}`, 'lost Away', 'left Away']);
  });

  it('answers a request for members', async () => {
    const { discord, client } = await loggedIn(
      {},
      { intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMembers] },
    );
    const members = await client.guilds.cache.get(discord.guilds.home.id)?.members.fetch();
    expect(members?.map(({ user }) => user.globalName)).toContain('Asa');
  });

  it('is split by shards', async () => {
    const { discord, client } = await loggedIn({}, { shards: [0], shardCount: 2 });
    const own = Object.values(discord.guilds)
      .filter(({ hasBot, id }) => hasBot && (BigInt(id) >> 22n) % 2n === 0n)
      .map(({ id }) => id);
    expect([...client.guilds.cache.keys()]).toEqual(own);
  });
});
