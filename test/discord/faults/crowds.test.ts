// D17 to D19 and G1: many people at once, an answerer that is slow or dead, a main thread that stalls.

import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Answerer } from '../../../src/answering/answerer.js';
import { ReadableError } from '../../../src/shared/errors.js';
import { visibleText } from '../../discord-server/visible-text.js';
import { openTown, type TownOptions } from '../scenarios/open-town.js';
import { ASKED, FERRY_SENTENCE } from '../scenarios/town-corpus.js';
import { settled } from './settled.js';

const QUESTIONS = [ASKED.ferry, ASKED.bridge, ASKED.market, ASKED.nothing];

/** The town's answerer with another way of finding. */
function finding(sources: Answerer['sources']): TownOptions {
  return { answerer: (town) => ({ ...bound(town), sources }) };
}

/** Finds as the town does, each question once: in the bot, searching is another process' work. */
function remembering(milliseconds = 0): TownOptions {
  const found = new Map<string, ReturnType<Answerer['sources']>>();
  return {
    answerer: (town) => ({
      ...bound(town),
      sources: async (request) => {
        const known = found.get(request.question) ?? town.sources(request);
        found.set(request.question, known);
        if (milliseconds > 0) await sleep(milliseconds);
        return known;
      },
    }),
  };
}

function bound(town: Answerer): Answerer {
  return {
    answer: (request) => town.answer(request),
    sources: (request) => town.sources(request),
    cited: (...args) => town.cited(...args),
    suggest: (request) => town.suggest(request),
    rankSentences: (request) => town.rankSentences(request),
    summarize: (request) => town.summarize(request),
    compare: (request) => town.compare(request),
    timeline: (request) => town.timeline(request),
    digest: (request) => town.digest(request),
    documents: (collection) => town.documents(collection),
    document: (...args) => town.document(...args),
    paragraphs: (...args) => town.paragraphs(...args),
    status: (collection) => town.status(collection),
    close: () => town.close(),
  };
}

/** One process plays Discord, the bot and the answerer, on machines of any speed: nobody looks at the clock. */
const UNHURRIED = {
  server: { ackWindowMs: 60_000, seed: 7 },
  delivery: { ackMs: 50_000, ackAttemptMs: 20_000 },
} satisfies TownOptions;

describe('D17: a crowd', () => {
  it('of 1,000 is answered or told that the bot is busy, every one of them', async () => {
    const town = await openTown({
      ...UNHURRIED,
      ...remembering(20),
      queue: { atOnce: 2, mostWaiting: 300, firstGuessMs: 60 },
    });
    // A machine that is slow enough acknowledges twice, and is told so.
    town.expectRefusals();
    const { asker } = town.discord.people;
    const handles = Array.from({ length: 1_000 }, (_, i) =>
      asker.command('ask', { question: QUESTIONS[i % QUESTIONS.length] ?? '' }),
    );
    const counts = await settled(town, 1_000, 90_000);
    const acknowledged = handles.filter(({ acks }) => acks === 1).length;
    expect(counts.received).toBe(1_000);
    expect(counts.failed).toBe(0);
    expect(acknowledged).toBe(1_000);
    expect(counts.busy).toBeGreaterThan(0);
    const busy = handles.map((handle) => handle.current()).filter((message) => message !== null);
    expect(busy.some((message) => visibleText(message).includes('I am busy'))).toBe(true);
  }, 120_000);
});

describe('D18: an answerer', () => {
  it('that takes two seconds is waited for, and the question is acknowledged at once', async () => {
    const town = await openTown({
      answerer: (inner) => ({
        ...bound(inner),
        sources: async (request) => {
          await sleep(2_000);
          return inner.sources(request);
        },
      }),
    });
    const handle = town.discord.people.asker.command('ask', { question: ASKED.ferry });
    expect((await handle.response()).type).toBe(5);
    expect(visibleText(await handle.message())).toContain(FERRY_SENTENCE);
    expect(await settled(town)).toMatchObject({ answered: 1 });
  });

  it.each([
    ['answerer_timeout', 'Searching took too long.'],
    ['answerer_unavailable', 'Searching is not possible at the moment.'],
    ['question_failed', 'This question could not be searched.'],
  ] as const)('that fails with %s is a sentence and a counted failure', async (code, text) => {
    const sources = (): Promise<never> => Promise.reject(new ReadableError({ code, text }));
    const town = await openTown(finding(sources));
    const handle = town.discord.people.asker.command('ask', { question: ASKED.ferry });
    expect(visibleText(await handle.message())).toContain(text);
    expect(await settled(town)).toMatchObject({ failed: 1 });
  });

  it('that fails with a defect shows a reference and no more', async () => {
    const sources = (): Promise<never> => Promise.reject(new Error('secret of /the/inside'));
    const town = await openTown(finding(sources));
    const handle = town.discord.people.asker.command('ask', { question: ASKED.ferry });
    const text = visibleText(await handle.message());
    expect(text).toMatch(/reference [0-9a-f]{8}/);
    expect(text).not.toContain('inside/');
    expect(town.logged.join('')).toContain('secret of /the/inside');
  });
});

describe('D19: a main thread', () => {
  it('that stalls half of the time loses nothing', async () => {
    const town = await openTown();
    const stall = setInterval(() => {
      const end = performance.now() + 500;
      while (performance.now() < end);
    }, 1_000);
    const { asker } = town.discord.people;
    for (let i = 0; i < 40; i += 1) {
      asker.command('ask', { question: QUESTIONS[i % QUESTIONS.length] ?? '' });
      await sleep(50);
    }
    const counts = await settled(town, 40);
    clearInterval(stall);
    expect(counts.failed).toBe(0);
    expect(counts.answered + counts.refused + counts.expired).toBe(40);
  });
});

describe('G1: 2,000 questions under faults', () => {
  it('are all received and counted once, none lost, none answered twice', async () => {
    const town = await openTown({ ...UNHURRIED, ...remembering() });
    town.expectRefusals();
    const { discord } = town;
    const { faults, gateway, people } = discord;
    const path = /\/callback$|\/messages/;
    faults.add({ path, socket: 'rst', probability: 0.01, times: 'always' });
    faults.add({ path, socket: 'rst', after: true, probability: 0.01, times: 'always' });
    faults.add({ path, status: 502, probability: 0.02, times: 'always' });
    faults.rateLimit({ path, retryAfterS: 0.05, probability: 0.01, times: 'always' });
    gateway.faults.duplicateSome(0.01);
    const asked: string[] = [];
    for (let i = 0; i < 2_000; i += 1) {
      const question = QUESTIONS[i % QUESTIONS.length] ?? '';
      if (i % 10 === 0) asked.push(people.reader.asks(question).id);
      else people.asker.command('ask', { question });
      if (i % 100 === 99) gateway.dropSockets();
      if (i % 25 === 24) await sleep(60);
    }
    const counts = await settled(town, 2_000, 100_000);
    expect(counts).toMatchObject({ received: 2_000, failed: 0, busy: 0, rate_limited: 0 });
    expect(counts.expired).toBeLessThanOrEqual(10);
    const replies = discord.world
      .allMessages()
      .filter(({ author }) => author.id === discord.bot.id);
    const repliedTo = replies.flatMap(({ replyTo }) => (replyTo === null ? [] : [replyTo]));
    expect(new Set(repliedTo).size).toBe(repliedTo.length);
    expect([...repliedTo].sort()).toEqual([...asked].sort());
    // What Discord lost on the way to an acknowledgement stands in the channel instead.
    const posted = replies.filter(
      ({ replyTo, interaction }) => replyTo === null && interaction === null,
    );
    const lost = discord.interactions.all.filter(({ callback }) => callback === null);
    expect(posted.length + counts.expired).toBe(lost.length);
  }, 120_000);
});
