// One bot in two processes over one PostgreSQL, under faults; and one of the two is killed in the middle.

import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openPostgresStateStore } from '../../../src/store/postgres/postgres-state-store.js';
import { startDiscordServer, type DiscordServer } from '../../discord-server/discord-server.js';
import type { InteractionHandle } from '../../discord-server/interaction-handle.js';
import type { StoredMessage } from '../../discord-server/model.js';
import { visibleText } from '../../discord-server/visible-text.js';
import { isCompiled } from '../../support/child-process.js';
import { ownSchema } from '../../support/own-schema.js';
import { postgresEngine } from '../../support/postgres-engine.js';
import { ASKED, FERRY_SENTENCE } from '../scenarios/town-corpus.js';
import { botsOver } from './bots-in-processes.js';

const engine = postgresEngine();
const QUESTIONS = [ASKED.ferry, ASKED.bridge, ASKED.market, ASKED.nothing];
const COUNT = 2_000;
const KILLED_AT = 1_000;

interface Asked {
  readonly handles: InteractionHandle[];
  readonly mentions: StoredMessage[];
}

async function openSite() {
  const discord = await startDiscordServer({ ackWindowMs: 60_000, seed: 7 });
  onTestFinished(() => discord.stop());
  const place = ownSchema(engine?.url ?? '');
  return { discord, place, start: await botsOver(discord, place) };
}

function addFaults({ faults, gateway }: DiscordServer): void {
  const path = /\/callback$|\/messages/;
  faults.add({ path, socket: 'rst', probability: 0.01, times: 'always' });
  faults.add({ path, socket: 'rst', after: true, probability: 0.01, times: 'always' });
  faults.add({ path, status: 502, probability: 0.02, times: 'always' });
  faults.rateLimit({ path, retryAfterS: 0.05, probability: 0.01, times: 'always' });
  gateway.faults.duplicateSome(0.01);
}

/** Everything the bot said in answer to a message. */
function answersTo(discord: DiscordServer): ReadonlyMap<string, readonly StoredMessage[]> {
  const by = new Map<string, StoredMessage[]>();
  for (const message of discord.world.allMessages()) {
    if (message.author.id !== discord.bot.id || message.replyTo === null) continue;
    by.set(message.replyTo, [...(by.get(message.replyTo) ?? []), message]);
  }
  return by;
}

/** Questions that have no answer: nothing at all, or "thinking" for ever. */
function unanswered(discord: DiscordServer, { handles, mentions }: Asked): string[] {
  const replies = answersTo(discord);
  const posted = discord.world.allMessages().filter(({ author, replyTo, interaction }) => {
    return author.id === discord.bot.id && replyTo === null && interaction === null;
  }).length;
  const open = handles
    .filter((handle) => handle.current()?.isLoading !== false)
    .map(({ id }) => id);
  // What Discord lost on the way to an acknowledgement stands in the channel instead.
  return [
    ...open.slice(0, Math.max(0, open.length - posted)),
    ...mentions.filter(({ id }) => !replies.has(id)).map(({ id }) => id),
  ];
}

/** The ids of the answers that buttons carry. */
function answerIds(discord: DiscordServer): readonly string[] {
  const ids = discord.world
    .allMessages()
    .filter(({ author }) => author.id === discord.bot.id)
    .map(({ components }) => /"custom_id":"v\d+:up:([^":]+)/.exec(JSON.stringify(components))?.[1]);
  return ids.filter((id) => id !== undefined);
}

describe.skipIf(engine === null || !isCompiled)('two processes on one PostgreSQL', () => {
  it(`go on when one is killed in the middle of ${COUNT} questions: none is answered twice, nothing kept is lost`, async () => {
    const { discord, place, start } = await openSite();
    const [killed, other] = [await start('one'), await start('other')];
    addFaults(discord);
    const { asker, reader } = discord.people;
    const asked: Asked = { handles: [], mentions: [] };
    let before: readonly string[] = [];
    for (let i = 0; i < COUNT; i += 1) {
      const question = QUESTIONS[i % QUESTIONS.length] ?? '';
      if (i % 10 === 0) asked.mentions.push(reader.asks(question));
      else asked.handles.push(asker.command('ask', { question }));
      if (i % 100 === 99) discord.gateway.dropSockets();
      // Slow enough that neither is busy: whoever is told so is answered too, but shows no buttons.
      if (i % 25 === 24) await sleep(400);
      if (i !== KILLED_AT) continue;
      killed.kill('SIGKILL');
      await killed.ended;
      before = [...asked.handles, ...asked.mentions].map(({ id }) => id);
    }
    let open = unanswered(discord, asked);
    await expect
      .poll(
        async () => {
          await sleep(3_000);
          const last = open.length;
          open = unanswered(discord, asked);
          return open.length === last;
        },
        { timeout: 120_000 },
      )
      .toBe(true);

    // Whatever has no answer was in the hands of the killed one; all that came after it is answered.
    expect(open.filter((id) => !before.includes(id))).toEqual([]);
    expect(open.length).toBeLessThan(KILLED_AT / 2);
    process.stdout.write(`killed with ${open.length} of ${COUNT} questions in its hands\n`);

    const replies = answersTo(discord);
    expect([...replies.values()].filter((all) => all.length > 1)).toEqual([]);
    const accepted = asked.handles.map(({ acks }) => acks);
    expect(Math.max(...accepted)).toBe(1);

    // Everything that shows buttons is kept, whoever gave it.
    const ids = answerIds(discord);
    const state = openPostgresStateStore({ ...place, now: () => new Date() });
    onTestFinished(() => state.close());
    const kept = await Promise.all(ids.map((id) => state.answer(id)));
    expect(ids.length).toBeGreaterThan(COUNT / 2);
    expect(kept.filter((record) => record === null)).toEqual([]);

    const pressable = asked.handles.slice(0, KILLED_AT / 2).flatMap((handle) => {
      const message = handle.current();
      const [, id] = /"custom_id":"(v\d+:up:[^"]+)/.exec(JSON.stringify(message?.components)) ?? [];
      return message === null || id === undefined ? [] : [{ message, id }];
    });
    expect(pressable.length).toBeGreaterThan(8);
    for (const { message, id } of pressable.slice(0, 8)) {
      expect(visibleText(await asker.click(message, id).message())).toMatch(/thank/i);
    }
    expect(other.output()).not.toContain('fatal');
  }, 300_000);

  it('are exchanged one for the other without a question that is lost or told to come again', async () => {
    const { discord, start } = await openSite();
    const old = await start('old');
    const { asker, reader } = discord.people;
    const asked: Asked = { handles: [], mentions: [] };
    const ask = (i: number): void => {
      const question = QUESTIONS[i % QUESTIONS.length] ?? '';
      if (i % 5 === 0) asked.mentions.push(reader.asks(question));
      else asked.handles.push(asker.command('ask', { question }));
    };
    const askSome = async (count: number): Promise<void> => {
      for (let i = 0; i < count; i += 1) {
        ask(i);
        await sleep(20);
      }
    };
    await askSome(50);
    const next = await start('next');
    await askSome(50);
    old.kill('SIGTERM');
    await askSome(100);
    await old.ended;
    await askSome(20);
    await expect.poll(() => unanswered(discord, asked), { timeout: 60_000 }).toEqual([]);
    const said = discord.world.allMessages().map(visibleText);
    expect(said.filter((text) => text.includes('I am restarting'))).toEqual([]);
    expect([...answersTo(discord).values()].filter((all) => all.length > 1)).toEqual([]);
    expect(old.output()).toContain('"isDone":true');
    expect(next.output()).not.toContain('fatal');
  }, 180_000);

  it('hear different shards, and one that dies takes nothing from the other’s', async () => {
    const { discord, start } = await openSite();
    const { user } = discord.people.admin;
    const roomOf = (shard: number) => {
      const wish = { owner: user, shard: [shard, 2] } as const;
      return discord.person(user, discord.changes.addGuild(`Shard ${shard}`, wish).general);
    };
    const rooms = [roomOf(0), roomOf(1)] as const;
    const answerIn = async (room: (typeof rooms)[number]): Promise<string> =>
      visibleText(await room.command('ask', { question: ASKED.ferry }).message());
    const [first, second] = [
      await start('first', { own: [0], count: 2 }),
      await start('second', { own: [1], count: 2 }),
    ];
    for (const room of rooms) expect(await answerIn(room)).toContain(FERRY_SENTENCE);
    second.kill('SIGKILL');
    await second.ended;
    expect(await answerIn(rooms[0])).toContain(FERRY_SENTENCE);
    await start('third', { own: [1], count: 2 });
    expect(await answerIn(rooms[1])).toContain(FERRY_SENTENCE);
    expect(first.output()).not.toContain('fatal');
  }, 180_000);
});
