// What holds in every scenario, whatever it is about: looked at when its test is over.

import { expect } from 'vitest';
import type { DiscordServer } from '../../discord-server/discord-server.js';

export interface Watched {
  readonly discord: DiscordServer;
  /** Every line that was said or logged. */
  readonly written: readonly string[];
  /** True where the test itself lets Discord refuse something. */
  readonly expectsRefusals: boolean;
}

/** Throws where the bot did what it must never do. */
export function checkTown({ discord, written, expectsRefusals }: Watched): void {
  const { ledger, world, bot, token } = discord;
  expect(ledger.unknownRoutes, 'only routes that Discord has are asked for').toEqual([]);
  if (!expectsRefusals) {
    const refused = ledger.requests({ status: 400 });
    const told = refused.map(({ method, path, code }) => `${method} ${path}: ${String(code)}`);
    expect(told, 'Discord refuses nothing (expectRefusals says otherwise)').toEqual([]);
  }
  const pings = world
    .allMessages()
    .filter(({ author }) => author.id === bot.id)
    .flatMap((message) => message.pings);
  expect(pings, 'no message of the bot pings anybody').toEqual([]);
  expect(written.join('\n'), 'no line holds the token').not.toContain(token);
  expect(ledger.text().includes(token), 'nothing that was sent holds the token').toBe(false);
  const twice = written.filter((line) => line.includes('a question ended twice'));
  expect(twice, 'a question ends once').toEqual([]);
}
