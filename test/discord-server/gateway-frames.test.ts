import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import {
  startDiscordServer,
  type DiscordServer,
  type DiscordServerOptions,
} from './discord-server.js';
import type { Json } from './json.js';

const open: DiscordServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((discord) => discord.stop()));
});

interface Connected {
  readonly discord: DiscordServer;
  readonly socket: WebSocket;
  readonly frames: Json[];
  readonly send: (op: number, data: unknown) => void;
  /** The frame of a number, in the order of arrival. */
  readonly frame: (n: number) => Promise<Json>;
}

async function connect(options: DiscordServerOptions = {}): Promise<Connected> {
  const discord = await startDiscordServer(options);
  open.push(discord);
  const socket = new WebSocket(`${new URL(discord.url).origin.replace('http', 'ws')}/?v=10`);
  const frames: Json[] = [];
  socket.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString()) as Json));
  await once(socket, 'open');
  const send = (op: number, d: unknown): void => {
    socket.send(JSON.stringify({ op, d }));
  };
  const frame = async (n: number): Promise<Json> => discord.waitFor(() => frames[n]);
  return { discord, socket, frames, send, frame };
}

const identify = (discord: DiscordServer, intents = 1): Json => ({ token: discord.token, intents });

describe('a connection', () => {
  it('begins with HELLO, and every heartbeat is acknowledged', async () => {
    const { frame, send } = await connect({ heartbeatIntervalMs: 123 });
    send(1, null);
    expect(await frame(0)).toMatchObject({ op: 10, d: { heartbeat_interval: 123 } });
    expect(await frame(1)).toMatchObject({ op: 11 });
  });

  it('can begin without HELLO', async () => {
    const { frame, send } = await connect({ sendHello: false });
    send(1, null);
    expect(await frame(0)).toMatchObject({ op: 11 });
  });

  it('numbers READY and the guilds from one', async () => {
    const { discord, frame, send } = await connect();
    send(2, identify(discord));
    expect(await frame(1)).toMatchObject({
      op: 0,
      t: 'READY',
      s: 1,
      d: { user: { id: discord.bot.id } },
    });
    expect(await frame(2)).toMatchObject({ t: 'GUILD_CREATE', s: 2, d: { unavailable: false } });
  });

  it('can go without READY', async () => {
    const { discord, frame, send } = await connect({ sendReady: false });
    send(2, identify(discord));
    send(1, null);
    expect(await frame(1)).toMatchObject({ op: 11 });
  });

  it('can leave a RESUME without an answer', async () => {
    const { discord, frame, send } = await connect({ answerResume: false });
    send(6, { token: discord.token, session_id: 'any', seq: 1 });
    send(1, null);
    expect(await frame(1)).toMatchObject({ op: 11 });
    expect(discord.ledger.resumes).toBe(1);
  });

  it('refuses to resume what it does not know', async () => {
    const { discord, frame, send } = await connect();
    send(6, { token: discord.token, session_id: 'any', seq: 1 });
    expect(await frame(1)).toMatchObject({ op: 9, d: false });
  });

  it('sends only what the intents ask for', async () => {
    const { discord, frame, frames, send } = await connect();
    send(2, identify(discord, 1 << 12));
    await frame(1);
    discord.people.asker.says('in the guild');
    discord.people.asker.dm('in private');
    expect(await frame(2)).toMatchObject({ t: 'MESSAGE_CREATE', d: { content: 'in private' } });
    expect(frames.filter(({ t }) => t === 'GUILD_CREATE')).toEqual([]);
  });

  it('replays events as they were, not as things now are', async () => {
    const { discord, frame, send, socket } = await connect();
    send(2, identify(discord, 1 << 12));
    const { session_id: id } = (await frame(1)).d as Json;
    socket.terminate();
    await discord.waitFor(() => discord.gateway.connected.length === 0);
    const message = discord.people.asker.dm('as it was');
    discord.people.asker.inDm().edits(message, 'as it is');
    const again = new WebSocket(socket.url);
    const seen: unknown[] = [];
    again.on('message', (data: Buffer) => {
      const { t, d } = JSON.parse(data.toString()) as { t: string; d: Json };
      seen.push([t, d.content]);
    });
    await once(again, 'open');
    again.send(JSON.stringify({ op: 6, d: { token: discord.token, session_id: id, seq: 1 } }));
    await discord.waitFor(() => seen.length === 4);
    expect(seen.slice(1)).toEqual([
      ['MESSAGE_CREATE', 'as it was'],
      ['MESSAGE_UPDATE', 'as it is'],
      ['RESUMED', undefined],
    ]);
  });
});

describe('a connection is closed', () => {
  it.each([
    ['for a second IDENTIFY', 4005, ['2', '2']],
    ['for an unknown op', 4001, ['77']],
    ['for what is no JSON', 4002, ['{']],
    ['for more than 4,096 bytes', 4002, ['x'.repeat(4_097)]],
    ['for more than 120 frames a minute', 4008, Array<string>(121).fill('1')],
  ])('%s', async (_, code, sends) => {
    const { discord, socket } = await connect();
    const closed = once(socket, 'close');
    for (const sent of sends) {
      const isOp = /^\d+$/.test(sent);
      socket.send(isOp ? JSON.stringify({ op: Number(sent), d: identify(discord) }) : sent);
    }
    expect(await closed).toContain(code);
  });
});
