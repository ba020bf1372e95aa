// What a fault scenario ends with: nothing open, and every question counted once.

import { expect } from 'vitest';
import type { QuestionCounts } from '../../../src/discord/asking/question-ledger.js';
import type { Town } from '../scenarios/open-town.js';
import type { StoredMessage } from '../../discord-server/model.js';

/** Waits until so many questions have come to an end, and checks that the outcomes add up. */
export async function settled(
  town: Town,
  received = 1,
  timeoutMs = 20_000,
): Promise<QuestionCounts> {
  const { bot, discord } = town;
  const counts = await discord.waitFor(
    () => {
      const now = bot.counts();
      return now.received >= received && now.open === 0 ? now : null;
    },
    timeoutMs,
    `the end of ${received} questions`,
  );
  const { answered, refused, busy, rate_limited, expired, failed } = counts;
  expect(answered + refused + busy + rate_limited + expired + failed).toBe(counts.received);
  expect(discord.ledger.unknownRoutes).toEqual([]);
  return counts;
}

/** What the bot has said in a channel, for everybody to see. */
export function botSaid({ discord }: Town, channel = discord.channels.general): StoredMessage[] {
  return discord
    .channelHistory(channel, discord.people.reader)
    .filter(({ author }) => author.id === discord.bot.id);
}

/** Waits until the bot has said so many things. */
export async function hears(town: Town, count: number): Promise<StoredMessage[]> {
  return town.discord.waitFor(
    () => {
      const said = botSaid(town);
      return said.length >= count ? said : null;
    },
    15_000,
    `${count} messages of the bot`,
  );
}
