// How the program ends: told to, in order; told twice, at once; and by itself where it can no longer hear
// Discord or where nobody caught an error.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startDiscordServer, type DiscordServer } from '../../discord-server/discord-server.js';
import { visibleText } from '../../discord-server/visible-text.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { builtOnce, canStart, crowd, PATIENCE_MS, startOnline, type Started } from './start-bot.js';

const QUESTION = 'When was Bagram given up?';
const IN_FLIGHT = 100;
const LATE = 5;

const copyOfFolders = builtOnce(null);

async function openDiscord(): Promise<DiscordServer> {
  const discord = await startDiscordServer();
  onTestFinished(() => discord.stop());
  return discord;
}

function begin(discord: DiscordServer, nodeOptions: string[] = []): Promise<Started> {
  return startOnline({ discord, ...copyOfFolders(), nodeOptions });
}

/** Makes a running program fail when it is told to: what nobody catches, and a promise nobody waits for. */
function failsOnSignal(): string[] {
  const file = join(temporaryFolder(), 'fails-on-signal.mjs');
  writeFileSync(
    file,
    `process.on('SIGUSR2', () => { throw new TypeError('nobody caught this'); });
     process.on('SIGWINCH', () => void Promise.reject(new RangeError('nobody waited for this')));`,
  );
  return ['--import', file];
}

describe.skipIf(!canStart)('the program', { timeout: 60_000 }, () => {
  it(`answers ${IN_FLIGHT} questions that are in flight at SIGTERM, and tells ${LATE} new ones`, async () => {
    const discord = await openDiscord();
    const people = crowd(discord, IN_FLIGHT + LATE);
    const bot = await begin(discord);
    await discord.people.asker.command('ask', { question: QUESTION }).message();

    const asked = people
      .slice(0, IN_FLIGHT)
      .map((person) => person.command('ask', { question: QUESTION }));
    await discord.waitFor(() => asked.every(({ acks }) => acks === 1), PATIENCE_MS);
    bot.signal('SIGTERM');
    await bot.says('Ending: what is in flight is answered first.');
    const late = people
      .slice(IN_FLIGHT)
      .map((person) => person.command('ask', { question: QUESTION }));

    for (const handle of late) {
      expect(visibleText(await handle.message())).toContain('I am restarting. Please ask again');
    }
    expect(await bot.ended).toBe(0);
    const answers = asked.map((handle) => handle.current());
    expect(answers.filter((answer) => answer?.isLoading === false)).toHaveLength(IN_FLIGHT);
    for (const answer of answers) {
      expect(answer === null ? '' : visibleText(answer)).toContain('Bagram');
    }
  });

  it.each(['SIGINT', 'SIGHUP'] as const)('ends with 0 at %s', async (signal) => {
    const bot = await begin(await openDiscord());
    bot.signal(signal);
    expect(await bot.ended).toBe(0);
    expect(bot.said().at(-1)).toBe('Ending: what is in flight is answered first.');
  });

  it('ends at once at a second signal, whatever is in flight', async () => {
    const discord = await openDiscord();
    const bot = await begin(discord);
    discord.faults.add({ path: /callback$/, times: 'always', socket: 'hang' });
    discord.people.asker.command('ask', { question: QUESTION });
    await discord.waitFor(() => discord.ledger.requests({ path: /callback$/ }).length > 0);
    bot.signal('SIGTERM');
    await bot.says('Ending');
    bot.signal('SIGINT');
    expect(await bot.ended).toBe(130);
  });

  it('does not wait for a delivery that Discord refuses for minutes', async () => {
    const discord = await openDiscord();
    const bot = await begin(discord);
    const refused = discord.faults.add({ path: /^\/webhooks\//, times: 'always', status: 503 });
    discord.faults.add({ path: /^\/channels\//, times: 'always', status: 503 });
    discord.people.asker.asks(QUESTION);
    discord.people.asker.command('ask', { question: QUESTION });
    await discord.waitFor(() => refused.struck > 0, PATIENCE_MS);
    bot.signal('SIGTERM');
    expect(await bot.ended).toBe(0);
    expect(bot.logged().join('')).toContain('ended with questions in flight');
  });

  it.each([
    [4004, 'Discord does not accept DISCORD_TOKEN.'],
    [4014, 'Discord refuses the intents that were asked for (close code 4014).'],
  ])('ends with 1 and one line at close code %i', async (code, line) => {
    const discord = await openDiscord();
    const bot = await begin(discord);
    discord.gateway.dropSockets(code);
    expect(await bot.ended).toBe(1);
    expect(bot.said().filter((said) => said.startsWith(line))).toHaveLength(1);
    expect(bot.said().at(-1)).toContain(line);
    expect(discord.ledger.identifies).toBe(1);
  });

  it('ends with 1 and one line when the token is revoked', async () => {
    const discord = await openDiscord();
    const bot = await begin(discord);
    discord.faults.add({ path: /^\/channels\//, times: 'always', status: 401 });
    discord.people.asker.asks(QUESTION);
    expect(await bot.ended).toBe(1);
    expect(bot.said().at(-1)).toMatch(/^Discord does not accept DISCORD_TOKEN\. Reset it/);
  });

  it('logs a promise left to fail, and ends in order, with a reference, at an error nobody caught', async () => {
    const discord = await openDiscord();
    const bot = await begin(discord, failsOnSignal());
    bot.signal('SIGWINCH');
    await expect
      .poll(() => bot.logged().join('\n'))
      .toContain('RangeError: nobody waited for this');
    const asked = discord.people.asker.command('ask', { question: QUESTION });
    await discord.waitFor(() => asked.acks === 1);
    bot.signal('SIGUSR2');
    expect(await bot.ended).toBe(1);
    expect(visibleText(await asked.message())).toContain('Bagram');
    const [, reference = '?'] = /\(reference (\w{8})\)/.exec(bot.said().at(-1) ?? '') ?? [];
    const logged = bot.logged().find((line) => line.includes(`[${reference}]`));
    expect(logged).toMatch(/TypeError: nobody caught this\\n.*fails-on-signal\.mjs/);
  });
});
