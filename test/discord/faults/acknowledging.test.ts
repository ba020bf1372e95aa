// D8 to D14: what can happen between a question and its acknowledgement, and between that and its answer.

import { describe, expect, it } from 'vitest';
import { visibleText } from '../../discord-server/visible-text.js';
import { openTown, type TownOptions } from '../scenarios/open-town.js';
import { ASKED, FERRY_SENTENCE } from '../scenarios/town-corpus.js';
import { botSaid, hears, settled } from './settled.js';

const CALLBACK = /\/callback$/;
const ORIGINAL = /\/messages\/@original$/;
const CHANNEL = /^\/channels\/\d+\/messages$/;

/** Answers late enough that "thinking" is shown first. */
const SLOW: TownOptions = {
  queue: { atOnce: 2, mostWaiting: 100, firstGuessMs: 1_000 },
};

/** The time that is left for an acknowledgement, shortened so that a test need not wait for it. */
const HASTY: TownOptions = { delivery: { ackMs: 600, ackAttemptMs: 250 } };

describe('429', () => {
  it.each(['whole', 'fractional', 'absent'] as const)(
    'D8: on an edit, with Retry-After %s, is waited for and the answer comes',
    async (header) => {
      const town = await openTown(SLOW);
      const fault = town.discord.faults.rateLimit({ path: ORIGINAL, header, retryAfterS: 0.3 });
      const handle = town.discord.people.asker.command('ask', { question: ASKED.ferry });
      expect(visibleText(await handle.message())).toContain(FERRY_SENTENCE);
      expect(fault.struck).toBe(1);
      expect(town.discord.ledger.requests({ path: ORIGINAL })).toHaveLength(2);
      expect(await settled(town)).toMatchObject({ received: 1, answered: 1 });
    },
  );

  it('D8: without any word on how long is no reason to hammer', async () => {
    const town = await openTown(SLOW);
    town.discord.faults.add({ path: ORIGINAL, status: 429, times: 2, body: { message: 'slow' } });
    const handle = town.discord.people.asker.command('ask', { question: ASKED.ferry });
    expect(visibleText(await handle.message())).toContain(FERRY_SENTENCE);
    expect(town.discord.ledger.requests({ path: ORIGINAL })).toHaveLength(3);
  });

  it('D8: for everything at once delays the reply to a mention', async () => {
    const town = await openTown();
    const limit = { path: CHANNEL, retryAfterS: 0.3, scope: 'global' } as const;
    town.discord.faults.rateLimit(limit);
    town.discord.people.asker.asks(ASKED.ferry);
    await hears(town, 1);
    expect(await settled(town)).toMatchObject({ answered: 1 });
  });

  it('D8: on an acknowledgement, for longer than there is, ends as expired and is not silent', async () => {
    const town = await openTown(HASTY);
    town.discord.faults.rateLimit({ path: CALLBACK, retryAfterS: 60, times: 'always' });
    town.discord.people.asker.command('ask', { question: ASKED.ferry });
    const counts = await settled(town);
    expect(counts.answered + counts.expired).toBe(1);
  });
});

describe('5xx and broken sockets', () => {
  it.each([
    ['500', { status: 500 }],
    ['502', { status: 502 }],
    ['a reset', { socket: 'rst' as const }],
    ['a closed connection', { socket: 'fin' as const }],
  ])('D9: %s before an acknowledgement is tried again', async (_name, fault) => {
    const town = await openTown();
    town.discord.faults.add({ path: CALLBACK, ...fault });
    const handle = town.discord.people.asker.command('ask', { question: ASKED.ferry });
    expect(visibleText(await handle.message())).toContain(FERRY_SENTENCE);
    expect(await settled(town)).toMatchObject({ answered: 1 });
  });

  it.each([
    ['503', { status: 503 }],
    ['a reset', { socket: 'rst' as const }],
    ['a closed connection', { socket: 'fin' as const }],
  ])('D9: %s before an edit is tried again', async (_name, fault) => {
    const town = await openTown(SLOW);
    town.discord.faults.add({ path: ORIGINAL, times: 2, ...fault });
    const handle = town.discord.people.asker.command('ask', { question: ASKED.ferry });
    expect(visibleText(await handle.message())).toContain(FERRY_SENTENCE);
    expect(await settled(town)).toMatchObject({ answered: 1 });
  });

  it('D9: that never ends is counted as expired, not waited for without end', async () => {
    const town = await openTown({ ...SLOW, delivery: { tokenMs: 900 } });
    town.discord.faults.add({ path: ORIGINAL, status: 500, times: 'always' });
    town.discord.people.asker.command('ask', { question: ASKED.ferry });
    expect(await settled(town)).toMatchObject({ received: 1, expired: 1 });
  });
});

describe('an acknowledgement', () => {
  it('D10: whose answer is lost counts as given, and the answer follows', async () => {
    const town = await openTown(SLOW);
    town.expectRefusals();
    town.discord.faults.add({ path: CALLBACK, socket: 'rst', after: true });
    const handle = town.discord.people.asker.command('ask', { question: ASKED.ferry });
    expect(visibleText(await handle.message())).toContain(FERRY_SENTENCE);
    expect(handle.attempts.map(({ code }) => code)).toContain(40060);
    expect(await settled(town)).toMatchObject({ answered: 1 });
  });

  it('D10: that carried the answer and was lost is not answered a second time', async () => {
    const town = await openTown();
    town.expectRefusals();
    town.discord.faults.add({ path: CALLBACK, socket: 'fin', after: true });
    const handle = town.discord.people.asker.command('ask', { question: ASKED.ferry });
    expect(visibleText(await handle.message())).toContain(FERRY_SENTENCE);
    expect(await settled(town)).toMatchObject({ answered: 1 });
    expect(botSaid(town)).toHaveLength(1);
  });

  it('D13: that another process gave is left to it, and nothing is said twice', async () => {
    const town = await openTown();
    town.expectRefusals();
    const body = { code: 40060, message: 'Interaction has already been acknowledged.' };
    town.discord.faults.add({ path: CALLBACK, status: 400, body });
    town.discord.people.asker.command('ask', { question: ASKED.ferry });
    expect(await settled(town)).toMatchObject({ received: 1, expired: 1 });
    expect(botSaid(town)).toEqual([]);
  });

  it('D11: that hangs is given up in time, and the answer is posted in the channel', async () => {
    const town = await openTown(HASTY);
    town.discord.faults.add({ path: CALLBACK, socket: 'hang', times: 'always' });
    town.discord.people.asker.command('ask', { question: ASKED.ferry });
    const [message] = await hears(town, 1);
    expect(message === undefined ? '' : visibleText(message)).toContain(FERRY_SENTENCE);
    expect(await settled(town)).toMatchObject({ answered: 1 });
  });

  it('D12: of an interaction that Discord has lost becomes a message that pings nobody', async () => {
    const town = await openTown();
    const body = { code: 10062, message: 'Unknown interaction' };
    town.discord.faults.add({ path: CALLBACK, status: 404, body });
    town.discord.people.asker.command('ask', { question: ASKED.ferry });
    const [message] = await hears(town, 1);
    expect(message?.pings).toEqual([]);
    expect(await settled(town)).toMatchObject({ answered: 1 });
  });

  it('D12: of a private question that Discord has lost is never posted, and counts as expired', async () => {
    const town = await openTown();
    const body = { code: 10062, message: 'Unknown interaction' };
    town.discord.faults.add({ path: CALLBACK, status: 404, body });
    town.discord.people.asker.command('ask', { question: ASKED.ferry, private: true });
    expect(await settled(town)).toMatchObject({ received: 1, expired: 1 });
    expect(botSaid(town)).toEqual([]);
  });

  it('D12: that cannot become a message either counts as expired', async () => {
    const town = await openTown();
    const { discord } = town;
    const body = { code: 10062, message: 'Unknown interaction' };
    discord.faults.add({ path: CALLBACK, status: 404, body });
    discord.changes.makeUnwritable(discord.channels.general);
    discord.people.asker.command('ask', { question: ASKED.ferry });
    expect(await settled(town)).toMatchObject({ received: 1, expired: 1 });
  });
});

describe('a token', () => {
  it.each([
    [401, 50027],
    [404, 10015],
  ])('D13: that is refused with %i and %i ends the matter without a loop', async (status, code) => {
    const town = await openTown(SLOW);
    const body = { code, message: 'gone' };
    town.discord.faults.add({ path: ORIGINAL, status, body, times: 'always' });
    town.discord.people.asker.command('ask', { question: ASKED.ferry, private: true });
    expect(await settled(town)).toMatchObject({ received: 1, expired: 1 });
    expect(town.discord.ledger.requests({ path: ORIGINAL })).toHaveLength(1);
    expect(town.fatal).toEqual([]);
  });
});

describe('a reply to a mention', () => {
  it.each(['rst', 'fin'] as const)(
    'D14: that was stored and whose answer is lost (%s) stands once',
    async (socket) => {
      const town = await openTown();
      town.discord.faults.add({ path: CHANNEL, method: 'POST', socket, after: true });
      town.discord.people.asker.asks(ASKED.ferry);
      expect(await settled(town)).toMatchObject({ answered: 1 });
      expect(town.discord.ledger.requests({ path: CHANNEL, method: 'POST' }).length).toBe(2);
      expect(botSaid(town)).toHaveLength(1);
    },
  );
});
