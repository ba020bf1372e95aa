// D1 to D7: what the gateway can do to us, and what people see of it, which should be nothing.

import { describe, expect, it } from 'vitest';
import { visibleText } from '../../discord-server/visible-text.js';
import { openTown } from '../scenarios/open-town.js';
import { ASKED, FERRY_SENTENCE } from '../scenarios/town-corpus.js';
import { botSaid, hears, settled } from './settled.js';

describe('the gateway', () => {
  it('D1: drops, and a question asked meanwhile is answered once', async () => {
    const town = await openTown();
    const { discord } = town;
    discord.gateway.dropSockets();
    discord.people.asker.asks(ASKED.ferry);
    await hears(town, 1);
    expect(discord.ledger.resumes).toBe(1);
    expect(discord.ledger.identifies).toBe(1);
    expect((await settled(town)).answered).toBe(1);
    expect(botSaid(town)).toHaveLength(1);
  });

  it('D1: replays what was seen already on a resume, and nothing is answered twice', async () => {
    const town = await openTown();
    const { discord } = town;
    discord.people.asker.asks(ASKED.ferry);
    await hears(town, 1);
    discord.gateway.faults.replayOnResume(5);
    discord.gateway.dropSockets();
    await discord.waitFor(() => discord.ledger.resumes === 1);
    discord.people.asker.asks(ASKED.bridge);
    await hears(town, 2);
    expect((await settled(town, 2)).received).toBe(2);
    expect(botSaid(town)).toHaveLength(2);
  });

  it('D2: sends an interaction twice, and it is acknowledged and answered once', async () => {
    const town = await openTown();
    const { discord } = town;
    discord.gateway.faults.duplicateNext(1);
    const handle = discord.people.asker.command('ask', { question: ASKED.ferry });
    expect(visibleText(await handle.message())).toContain(FERRY_SENTENCE);
    expect(await settled(town)).toMatchObject({ received: 1, answered: 1 });
    expect(handle.attempts).toHaveLength(1);
  });

  it('D2: sends a message twice, and it is answered once', async () => {
    const town = await openTown();
    town.discord.gateway.faults.duplicateNext(1);
    town.discord.people.asker.asks(ASKED.ferry);
    await hears(town, 1);
    expect(await settled(town)).toMatchObject({ received: 1, answered: 1 });
    expect(botSaid(town)).toHaveLength(1);
  });

  it('D3: sends events out of order, and each is answered', async () => {
    const town = await openTown();
    const { discord } = town;
    discord.gateway.faults.reorderNext(2);
    discord.people.asker.asks(ASKED.ferry);
    discord.people.reader.asks(ASKED.bridge);
    await hears(town, 2);
    expect((await settled(town, 2)).answered).toBe(2);
  });

  it('D3: sends events of an unknown place and without their fields, and they are dropped by name', async () => {
    const town = await openTown();
    const { discord } = town;
    const unknown = { id: '1', channel_id: '2', guild_id: '3', content: 'x', mentions: [] };
    for (const d of [
      {},
      unknown,
      { id: '4', type: 2, token: 't', application_id: '5', data: {} },
    ]) {
      const t = 'type' in d ? 'INTERACTION_CREATE' : 'MESSAGE_CREATE';
      discord.gateway.sendRaw(JSON.stringify({ op: 0, s: 1_000, t, d }));
    }
    const handle = discord.people.asker.command('ask', { question: ASKED.ferry });
    expect(visibleText(await handle.message())).toContain(FERRY_SENTENCE);
    expect(town.logged.join('')).toContain('defect');
    expect(town.fatal).toEqual([]);
  });

  it.each([
    ['D4: asks to reconnect', 'requestReconnect', 0],
    ['D4: ends the session for now', 'resumable', 0],
    ['D4: ends the session for good', 'final', 1],
  ] as const)('%s, and the next question is answered', async (_name, how, identifies) => {
    const town = await openTown();
    const { discord } = town;
    if (how === 'requestReconnect') discord.gateway.requestReconnect();
    else discord.gateway.invalidateSessions(how === 'resumable');
    await discord.waitFor(
      () => discord.ledger.resumes + discord.ledger.identifies === 2,
      10_000,
      'a new connection',
    );
    discord.people.asker.asks(ASKED.ferry);
    await hears(town, 1);
    expect(discord.ledger.identifies).toBe(1 + identifies);
    expect((await settled(town)).answered).toBe(1);
  });

  it('D5: goes silent without closing, and the bot comes back by itself', async () => {
    const town = await openTown({ server: { heartbeatIntervalMs: 1_500 } });
    const { discord } = town;
    discord.gateway.halfOpen();
    discord.people.asker.asks(ASKED.ferry);
    await hears(town, 1);
    expect(discord.ledger.resumes).toBeGreaterThanOrEqual(1);
    expect(town.fatal).toEqual([]);
    expect((await settled(town)).answered).toBe(1);
  });

  it.each([4004, 4013, 4014])(
    'D6: closes with %i, and the bot ends with one line',
    async (code) => {
      const town = await openTown();
      town.discord.gateway.dropSockets(code);
      await town.discord.waitFor(() => town.fatal.length > 0, 5_000, 'the watchdog');
      expect(town.fatal).toHaveLength(1);
      expect(town.fatal[0]?.message).toMatch(/Discord|token|intent/);
      expect(town.bot.counts().open).toBe(0);
    },
  );

  it('D7: is away for a while, and the bot recovers alone', async () => {
    const town = await openTown();
    const { discord } = town;
    discord.gateway.setReachable(false);
    discord.gateway.dropSockets();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    discord.gateway.setReachable(true);
    await discord.waitFor(() => discord.gateway.connected.length > 0, 15_000, 'a connection');
    discord.people.asker.asks(ASKED.ferry);
    await hears(town, 1);
    expect(town.fatal).toEqual([]);
  });
});
