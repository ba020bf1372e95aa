// What machines that look after the program see of it.

import { readFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  startDiscordServer,
  type DiscordServer,
  type DiscordServerOptions,
} from '../../discord-server/discord-server.js';
import { ASKED, HARBOUR, UNANSWERED } from './harbour-corpus.js';
import {
  builtOnce,
  canStart,
  freePort,
  hasProc,
  PATIENCE_MS,
  startBot,
  type Started,
} from './start-bot.js';

const copyOfFolders = builtOnce(HARBOUR);

interface Site {
  readonly discord: DiscordServer;
  readonly bot: Started;
  readonly port: number;
}

async function open(options: DiscordServerOptions = {}): Promise<Site> {
  const discord = await startDiscordServer(options);
  onTestFinished(() => discord.stop());
  const port = await freePort();
  const settings = { HTTP_PORT: String(port) };
  return { discord, port, bot: startBot({ discord, ...copyOfFolders(), settings }) };
}

interface Page {
  readonly status: number;
  readonly text: string;
}

/** A page, or null while nobody listens. */
async function page({ port }: Pick<Site, 'port'>, path: string): Promise<Page | null> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`).catch(() => null);
  return response && { status: response.status, text: await response.text() };
}

/** The sum of a metric's lines whose labels hold the given text. */
async function metric(site: Site, name: string, labels = ''): Promise<number> {
  const { text = '' } = (await page(site, '/metrics')) ?? {};
  const lines = text.split('\n').filter((line) => /^\w+/.exec(line)?.[0] === name);
  const values = lines.filter((line) => line.includes(labels)).map((line) => line.split(' ')[1]);
  return values.reduce((sum, value) => sum + Number(value), 0);
}

const patient = { timeout: PATIENCE_MS };

describe.skipIf(!canStart)('the program', { timeout: 60_000 }, () => {
  it('is well but not ready before Discord has let it in', async () => {
    const site = await open({ sendReady: false });
    await expect.poll(() => page(site, '/healthz'), patient).toMatchObject({ status: 200 });
    const ready = await page(site, '/readyz');
    expect(ready?.status).toBe(503);
    expect(JSON.parse(ready?.text ?? '')).toEqual({
      ready: false,
      why: 'not connected to Discord',
    });
  });

  it('is ready once it answers, on this machine alone, and no more once it has ended', async () => {
    const site = await open();
    await expect.poll(() => page(site, '/readyz'), patient).toMatchObject({ status: 200 });
    if (hasProc) expect(listeners(site.port)).toEqual(['0100007F']);
    site.bot.signal('SIGTERM');
    expect(await site.bot.ended).toBe(0);
    expect(await page(site, '/healthz')).toBeNull();
  });

  it('counts every question, every press and every request to Discord', async () => {
    const site = await open();
    const { discord, bot } = site;
    await bot.says('Verbatim is online');
    const before = {
      counted: await metric(site, 'verbatim_discord_requests_total', '2xx'),
      seen: discord.ledger.requests({}).length,
    };
    const { asker, reader } = discord.people;
    const answer = await asker.command('ask', { question: ASKED.ferry.question }).message();
    await reader.command('ask', { question: ASKED.bridge.question }).message();
    await reader.command('ask', { question: UNANSWERED }).message();
    asker.asks(ASKED.market.question);
    await asker.click(answer, { label: 'Context' }).message();
    await asker.click(answer, { label: 'Why these?' }).message();
    await expect.poll(() => metric(site, 'verbatim_questions_total'), patient).toBe(4);

    const questions = (labels: string) => metric(site, 'verbatim_questions_total', labels);
    expect(await questions('way="ask",outcome="answered"')).toBe(2);
    expect(await questions('way="ask",outcome="refused"')).toBe(1);
    expect(await questions('way="mention",outcome="answered"')).toBe(1);
    expect(await metric(site, 'verbatim_answer_seconds_count')).toBe(4);
    expect(await metric(site, 'verbatim_acknowledge_seconds_count')).toBe(5);
    expect(await metric(site, 'verbatim_presses_total')).toBe(2);
    expect(await metric(site, 'verbatim_presses_total', 'action="context"')).toBe(1);
    expect(await metric(site, 'verbatim_queue_length')).toBe(0);
    expect(await metric(site, 'verbatim_in_flight')).toBe(0);
    const counted = (await metric(site, 'verbatim_discord_requests_total', '2xx')) - before.counted;
    expect(counted).toBe(discord.ledger.requests({}).length - before.seen);
  });

  it('counts what Discord refused and what was tried again', async () => {
    const site = await open();
    const { discord, bot } = site;
    await bot.says('Verbatim is online');
    discord.faults.add({ path: /callback$/, status: 502 });
    await discord.people.asker.command('ask', { question: ASKED.ferry.question }).message();
    discord.faults.add({
      path: /^\/channels\/\d+\/messages$/,
      times: 'always',
      status: 403,
      body: { code: 50_013, message: 'Missing Permissions' },
    });
    discord.people.asker.asks(ASKED.bridge.question);
    await expect.poll(() => metric(site, 'verbatim_questions_total'), patient).toBe(2);
    expect(await metric(site, 'verbatim_discord_retries_total')).toBeGreaterThan(0);
    expect(await metric(site, 'verbatim_discord_requests_total', '5xx')).toBe(1);
    expect(await metric(site, 'verbatim_discord_invalid_requests_total')).toBe(
      discord.ledger.invalidRequests,
    );
    expect(discord.ledger.invalidRequests).toBeGreaterThan(0);
  });
});

/** The addresses, as the system writes them, at which somebody listens on a port. */
function listeners(port: number): readonly string[] {
  const LISTENING = '0A';
  return ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, local, , state]) => {
        const hex = port.toString(16).toUpperCase().padStart(4, '0');
        return local?.endsWith(`:${hex}`) === true && state === LISTENING;
      })
      .map(([, local = '']) => local.split(':')[0] ?? ''),
  );
}
