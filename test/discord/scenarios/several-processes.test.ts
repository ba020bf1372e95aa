// One bot in two processes that agree through one thing: different shards, the same shard, the exchange of one process
// by another, and what they agree through being away.

import { describe, expect, it } from 'vitest';
import { ReadableError } from '../../../src/shared/errors.js';
import type { Coordination } from '../../../src/store/coordination.js';
import { openMemoryCoordination } from '../../../src/store/memory-coordination.js';
import { openSteadyCoordination } from '../../../src/store/steady-coordination.js';
import { visibleText } from '../../discord-server/visible-text.js';
import { openTown, type Town } from './open-town.js';
import { closedGate } from './other-answerers.js';
import { press, repliesTo, replyTo, seen } from './reading.js';
import { ASKED, FERRY_SENTENCE } from './town-corpus.js';

/** Two bots that hear the same, over what they agree through. */
async function twins(): Promise<readonly [Town, Town]> {
  const first = await openTown({ coordination: openMemoryCoordination() });
  return [first, await first.another()];
}

function received(...towns: readonly Town[]): number {
  return towns.reduce((sum, { bot }) => sum + bot.counts().received, 0);
}

describe('two processes with different shards', () => {
  it('each answer their own servers, and shard 0 direct messages', async () => {
    const coordination = openMemoryCoordination();
    const shards = { own: [0], count: 2 };
    const first = await openTown({ coordination, shards });
    const second = await first.another({ shards: { own: [1], count: 2 } });
    const { discord } = first;
    const { user } = discord.people.admin;
    const places = [0, 1].map((shard) =>
      discord.changes.addGuild(`Shard ${shard}`, { owner: user, shard: [shard, 2] }),
    );
    for (const { general } of places) {
      const answer = await discord
        .person(user, general)
        .command('ask', { question: ASKED.ferry })
        .message();
      expect(seen(answer)).toContain(FERRY_SENTENCE);
    }
    const dm = discord.people.asker.inDm().command('ask', { question: ASKED.ferry });
    expect(seen(await dm.message())).toContain(FERRY_SENTENCE);
    await discord.waitFor(() => open(first, second) === 0);
    expect([first, second].map(({ bot }) => bot.counts().answered)).toEqual([2, 1]);
    expect(second.bot.shards()).toEqual([{ shard: 1, isReady: true }]);
    expect(await second.metrics.text()).toContain('verbatim_gateway_shard_ready{shard="1"} 1');
    expect(second.said.join('\n')).toContain('with 1 of 2 shards');
  });
});

describe('two processes with the same shard', () => {
  it('answer each question once, by command and by message, and any of them any click', async () => {
    const towns = await twins();
    const [{ discord }] = towns;
    const { asker, reader } = discord.people;
    for (const question of [ASKED.ferry, ASKED.bridge, ASKED.market]) {
      const handle = asker.command('ask', { question });
      await handle.message();
      const mention = reader.asks(question);
      await replyTo(discord, mention);
      expect(handle.attempts).toHaveLength(1);
      expect(repliesTo(discord, mention)).toHaveLength(1);
    }
    await discord.waitFor(() => received(...towns) === 6);
    const answer = await asker.command('ask', { question: ASKED.ferry }).message();
    for (let i = 0; i < 4; i += 1) {
      expect(seen(await press(asker, answer, 'Context').message())).toContain('¶ 2 of 4');
    }
    const figures = await Promise.all(towns.map(({ metrics }) => metrics.text()));
    const taken = figures.map((text) =>
      Number(/^verbatim_events_taken_elsewhere_total (\d+)$/m.exec(text)?.[1]),
    );
    // Each of seven questions and four presses reached both.
    expect(taken.reduce((sum, count) => sum + count, 0)).toBe(11);
  });

  it('hold a person to one limit, and say so once', async () => {
    const free = { questions: 1_000, seconds: 60 };
    const first = await openTown({
      coordination: openMemoryCoordination(),
      limits: { person: { questions: 3, seconds: 60 }, channel: free, guild: free },
    });
    const second = await first.another();
    const { discord } = first;
    const { asker } = discord.people;
    const asked = Array.from({ length: 8 }, () => asker.asks(ASKED.ferry));
    await discord.waitFor(() => received(first, second) === 8 && open(first, second) === 0);
    const limited = [first, second].map(({ bot }) => bot.counts().rate_limited);
    expect(limited.reduce((sum, count) => sum + count, 0)).toBe(5);
    const replies = asked.flatMap((message) => repliesTo(discord, message)).map(visibleText);
    expect(replies.filter((text) => text.includes(FERRY_SENTENCE))).toHaveLength(3);
    expect(replies.filter((text) => text.includes('from one person'))).toHaveLength(1);
  });
});

function open(...towns: readonly Town[]): number {
  return towns.reduce((sum, { bot }) => sum + bot.counts().open, 0);
}

describe('the exchange of a process', () => {
  it('answers what is in flight, leaves what is new to the other, and loses nothing', async () => {
    const coordination = openMemoryCoordination();
    const gate = closedGate();
    const first = await openTown({ coordination, answerer: gate.answerer });
    const { discord } = first;
    const { asker, reader, admin } = discord.people;
    const before = asker.command('ask', { question: ASKED.ferry });
    await discord.waitFor(() => gate.arrived() === 1);
    const second = await first.another({ answerer: (own) => own });
    const stopping = first.bot.stop(20_000);
    expect(first.bot.isReady()).toBe(false);
    const meanwhile = reader.command('ask', { question: ASKED.bridge });
    const mention = admin.asks(ASKED.market);
    expect(seen(await meanwhile.message())).toContain('The bridge to Saltholm was opened');
    expect(seen(await replyTo(discord, mention))).toContain('market');
    gate.open();
    expect(seen(await before.message())).toContain(FERRY_SENTENCE);
    expect(await stopping).toBe(true);
    expect(repliesTo(discord, mention)).toHaveLength(1);
    expect(first.bot.counts()).toMatchObject({ received: 1, answered: 1, busy: 0 });
    expect(second.bot.counts()).toMatchObject({ received: 2, busy: 0 });
    const after = await asker.command('ask', { question: ASKED.ferry }).message();
    expect(seen(after)).toContain(FERRY_SENTENCE);
  });

  it('says “restarting” itself where no other hears the shard, or the other takes nothing', async () => {
    const coordination = openMemoryCoordination();
    const gate = closedGate();
    const first = await openTown({ coordination, answerer: gate.answerer });
    const { discord } = first;
    const { asker, reader } = discord.people;
    const before = asker.command('ask', { question: ASKED.ferry });
    await discord.waitFor(() => gate.arrived() === 1);
    const stopping = first.bot.stop(20_000);
    const alone = await reader.command('ask', { question: ASKED.bridge }).message();
    expect(seen(alone)).toContain('I am restarting.');
    // One that died without a word is held to be there for a while: its questions are taken all the same.
    await coordination.lease('shard:0:one that died', 60_000);
    const left = await reader.command('ask', { question: ASKED.bridge }).message();
    expect(seen(left)).toContain('I am restarting.');
    gate.open();
    await before.message();
    expect(await stopping).toBe(true);
  });
});

describe('what processes agree through', () => {
  it('being away costs no question, is said once, and is back by itself', async () => {
    const shared = openMemoryCoordination();
    let isAway = false;
    const told: string[] = [];
    const away = (): Promise<never> =>
      Promise.reject(new ReadableError({ code: 'store_unavailable', text: 'away' }));
    const fragile: Coordination = {
      ...shared,
      take: (...args) => (isAway ? away() : shared.take(...args)),
      once: (...args) => (isAway ? away() : shared.once(...args)),
      lease: (...args) => (isAway ? away() : shared.lease(...args)),
      renew: (...args) => (isAway ? away() : shared.renew(...args)),
      held: (...args) => (isAway ? away() : shared.held(...args)),
    };
    const coordination = openSteadyCoordination({
      shared: fragile,
      local: openMemoryCoordination(),
      onAway: () => told.push('away'),
      onBack: () => told.push('back'),
    });
    const town = await openTown({ coordination });
    const { asker } = town.discord.people;
    isAway = true;
    for (const question of [ASKED.ferry, ASKED.bridge, ASKED.market]) {
      await asker.command('ask', { question }).message();
    }
    expect(told).toEqual(['away']);
    isAway = false;
    await expect
      .poll(
        async () => {
          await asker.command('ask', { question: ASKED.ferry }).message();
          return told;
        },
        { timeout: 10_000, interval: 500 },
      )
      .toEqual(['away', 'back']);
    expect(town.bot.counts()).toMatchObject({ failed: 0, rate_limited: 0 });
  }, 20_000);
});
