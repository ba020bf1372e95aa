// What the program survives: being killed itself, its answering child being killed, the network going away,
// and a gateway that talks nonsense.

import { describe, expect, it, onTestFinished } from 'vitest';
import { startDiscordServer, type DiscordServer } from '../../discord-server/discord-server.js';
import type { Person } from '../../discord-server/person.js';
import { visibleText } from '../../discord-server/visible-text.js';
import { ASKED, HARBOUR } from './harbour-corpus.js';
import { answeringChild, isRunning } from './look-into-processes.js';
import {
  builtOnce,
  canStart,
  crowd,
  freePort,
  hasProc,
  PATIENCE_MS,
  startOnline,
  type Started,
} from './start-bot.js';

const { question: QUESTION, answer: ANSWER } = ASKED.bridge;

const copyOfFolders = builtOnce(HARBOUR);

interface Site {
  readonly discord: DiscordServer;
  readonly asker: Person;
  readonly bot: Started;
  /** Starts the program again over the same data and the same Discord. */
  readonly again: () => Promise<Started>;
  readonly readiness: () => Promise<{ readonly ready: boolean; readonly why: string }>;
  readonly metric: (name: string) => Promise<number>;
}

async function open(more: Readonly<Record<string, string>> = {}): Promise<Site> {
  const discord = await startDiscordServer();
  onTestFinished(() => discord.stop());
  const port = await freePort();
  const folders = copyOfFolders();
  const settings = { HTTP_PORT: String(port), ...more };
  const begin = () => startOnline({ discord, ...folders, settings });
  const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
  return {
    discord,
    asker: discord.people.asker,
    bot: await begin(),
    again: begin,
    readiness: async () =>
      (await (await get('/readyz')).json()) as Awaited<ReturnType<Site['readiness']>>,
    metric: async (name) => {
      const text = await (await get('/metrics')).text();
      return Number(new RegExp(`^${name} (.+)$`, 'm').exec(text)?.[1]);
    },
  };
}

const patient = { timeout: PATIENCE_MS };

describe.skipIf(!canStart)('the program', { timeout: 60_000 }, () => {
  it('that was killed leaves no process behind, and knows the buttons of yesterday when it is back', async () => {
    const { discord, asker, bot, again } = await open();
    const answer = await asker.command('ask', { question: QUESTION }).message();
    const child = hasProc ? await answeringChild(bot.pid) : null;
    bot.signal('SIGKILL');
    expect(await bot.ended).toBe('SIGKILL');
    if (child !== null) await expect.poll(() => isRunning(child), patient).toBe(false);
    const next = await again();

    const pressed = async (label: string): Promise<string> =>
      visibleText(await asker.click(answer, { label }).message());
    expect(await pressed('Context')).toContain('Its toll is four crowns');
    expect(await pressed('All sources')).toContain('A bridge for the islanders');
    expect(await pressed('Why these?')).toMatch(/bridge/i);
    const vote = customIdOf(answer, ':up:');
    expect(visibleText(await asker.click(answer, vote).message())).toMatch(/thank/i);
    asker.click(answer, { label: 'Delete' });
    await discord.waitFor(() => discord.message(answer.id) === null);
    expect(discord.ledger.requests({ method: 'PUT' })).toHaveLength(1);
    expect(next.said().join('\n')).toContain('nothing was sent');
  });

  it.skipIf(!hasProc)('answers every question that its dead child was asked', async () => {
    const { discord, asker, bot, metric, readiness } = await open();
    await asker.command('ask', { question: QUESTION }).message();
    const asked = crowd(discord, 20).map((person, n) =>
      person.command('ask', { question: `${QUESTION} And what about 20${String(n + 10)}?` }),
    );
    await discord.waitFor(() => asked.some(({ acks }) => acks === 1));
    process.kill(await answeringChild(bot.pid), 'SIGKILL');

    const answers = await Promise.all(asked.map((handle) => handle.message()));
    expect(answers.map(visibleText).filter((text) => !text.includes(ANSWER))).toEqual([]);
    expect(await metric('verbatim_answerer_restarts_total')).toBe(1);
    expect(await readiness()).toMatchObject({ ready: true });
    expect(discord.ledger).toMatchObject({ identifies: 1, resumes: 0 });
    const told = bot.logged().filter((line) => line.includes('the search process ended'));
    expect(told).toEqual([expect.stringMatching(/signal SIGKILL","calls":[1-9]/)]);
    expect(bot.said().filter((line) => line.includes('search process'))).toEqual([]);
  });

  it.skipIf(!hasProc)('says once that searching is down, and once that it is back', async () => {
    const { discord, asker, bot, readiness } = await open({ ANSWERERS: '1' });
    let child = 0;
    for (let n = 0; n < 3; n += 1) {
      child = await answeringChild(bot.pid, child);
      process.kill(child, 'SIGKILL');
    }
    await bot.says('The search process is down and is tried again.');
    expect(await readiness()).toEqual({ ready: false, why: 'searching is down' });
    const meanwhile = await asker.command('ask', { question: QUESTION }).message();
    expect(visibleText(meanwhile)).not.toContain(ANSWER);

    await bot.says('The search process is back.');
    const after = await asker.command('ask', { question: QUESTION }).message();
    expect(visibleText(after)).toContain(ANSWER);
    expect(bot.said().filter((line) => line.includes('search process'))).toHaveLength(2);
    expect(discord.ledger.identifies).toBe(1);
  });

  it('resumes after its connection was cut, and misses no question', async () => {
    const { discord, asker, bot } = await open();
    discord.gateway.dropSockets();
    const asked = asker.command('ask', { question: QUESTION });
    expect(visibleText(await asked.message())).toContain(ANSWER);
    expect(discord.ledger).toMatchObject({ identifies: 1, resumes: 1 });
    expect(bot.said().at(-1)).not.toContain('Ending');
  });

  it('is not ready while the gateway cannot be reached, and comes back by itself', async () => {
    const { discord, asker, readiness, metric } = await open();
    await expect.poll(readiness, patient).toMatchObject({ ready: true });
    discord.gateway.setReachable(false);
    await expect
      .poll(readiness, patient)
      .toEqual({ ready: false, why: 'not connected to Discord' });
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    discord.gateway.setReachable(true);
    await expect.poll(readiness, patient).toMatchObject({ ready: true });
    const answer = await asker.command('ask', { question: QUESTION }).message();
    expect(visibleText(answer)).toContain(ANSWER);
    expect(await metric('verbatim_gateway_reconnects_total')).toBeGreaterThan(0);
    expect(await metric('verbatim_gateway_identifies_total')).toBe(discord.ledger.identifies);
  });

  it('logs what the gateway says without sense, and lives on', async () => {
    const { discord, asker, bot } = await open();
    const dispatch = (t: string, d: unknown): string => JSON.stringify({ op: 0, t, d, s: 1 });
    for (const nonsense of [
      '{"op": 0, "t": "INTERACTION_CREATE", "d": {"id": ',
      'null',
      dispatch('INTERACTION_CREATE', null),
      dispatch('INTERACTION_CREATE', { id: '1', type: 2 }),
      dispatch('MESSAGE_CREATE', { id: '2' }),
      dispatch('GUILD_DELETE', null),
      dispatch('NOTHING_KNOWN', {}),
    ]) {
      discord.gateway.sendRaw(nonsense);
    }
    const answer = await asker.command('ask', { question: QUESTION }).message();
    expect(visibleText(answer)).toContain(ANSWER);
    const errors = bot
      .logged()
      .filter((line) => (JSON.parse(line) as { level: number }).level >= 50);
    expect(errors.length).toBeGreaterThan(0);
  });
});

/** The custom id of a button that shows no words. */
function customIdOf(answer: { readonly components: unknown }, part: string): string {
  const ids = JSON.stringify(answer.components).matchAll(/"custom_id":"([^"]+)"/g);
  return [...ids].map(([, id = '']) => id).find((id) => id.includes(part)) ?? 'no such button';
}
