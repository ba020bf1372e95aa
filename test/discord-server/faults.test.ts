import { RESTEvents, type Client } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { logIn, type LoggedIn } from './logged-in.js';
import { call, post } from './raw-calls.js';

let here: LoggedIn;
beforeEach(async () => {
  here = await logIn({}, { rest: { retries: 0, timeout: 15_000 } });
});
afterEach(async () => {
  await here.end();
});

const MESSAGES = /\/messages$/;

async function sends(client: Client, content: string): Promise<string> {
  const channel = client.channels.cache.get(here.discord.channels.general.id);
  if (channel?.isSendable() !== true) throw new Error('not sendable');
  return (await channel.send(content)).id;
}

describe('a fault', () => {
  it('answers in the place of the server, as often as it says', async () => {
    const { discord } = here;
    const fault = discord.faults.add({ path: MESSAGES, status: 503, times: 2 });
    const statuses: number[] = [];
    for (let n = 0; n < 3; n += 1) statuses.push((await post(discord, { content: 'a' })).status);
    expect(statuses).toEqual([503, 503, 200]);
    expect(fault.struck).toBe(2);
    expect(discord.people.asker.sees()).toHaveLength(1);
  });

  it('strikes only the method and path it names', async () => {
    const { discord } = here;
    discord.faults.add({ path: MESSAGES, method: 'GET', status: 500 });
    expect((await post(discord, { content: 'a' })).status).toBe(200);
  });

  it('strikes a share of the requests, the same in every run', async () => {
    const { discord } = here;
    const fault = discord.faults.add({ path: /typing$/, status: 502, probability: 0.5 });
    const path = `POST /channels/${discord.channels.general.id}/typing` as const;
    for (let n = 0; n < 60; n += 1) await call(discord, path);
    expect(fault.struck).toBe(discord.ledger.requests({ status: 502 }).length);
    expect(fault.struck).toBeGreaterThan(15);
    expect(fault.struck).toBeLessThan(45);
  });

  it('strikes until it is removed', async () => {
    const { discord } = here;
    const fault = discord.faults.add({ path: MESSAGES, status: 500, times: 'always' });
    expect((await post(discord, { content: 'a' })).status).toBe(500);
    discord.faults.remove(fault);
    expect((await post(discord, { content: 'a' })).status).toBe(200);
  });

  it('can lose an answer after the work was done', async () => {
    const { discord, client } = here;
    discord.faults.add({ path: MESSAGES, socket: 'rst', after: true });
    await expect(sends(client, 'a')).rejects.toThrow();
    expect(discord.people.asker.sees()).toHaveLength(1);
    expect(discord.ledger.requests({ path: MESSAGES })).toMatchObject([{ status: null }]);
  });

  it('can be a refusal by its code', async () => {
    const { discord, client } = here;
    discord.faults.refuse(200000, { path: MESSAGES });
    await expect(sends(client, 'a')).rejects.toMatchObject({ status: 400, code: 200000 });
    expect(discord.ledger.requests({ code: 200000 })).toHaveLength(1);
  });

  it('can be an answer that is no JSON', async () => {
    const { discord } = here;
    discord.faults.add({ path: MESSAGES, status: 520, body: '<html>' });
    expect(await post(discord, { content: 'a' })).toMatchObject({
      status: 520,
      body: { text: '<html>' },
    });
  });
});

describe('a cut socket', () => {
  it('is a reset', async () => {
    here.discord.faults.add({ path: MESSAGES, socket: 'rst' });
    await expect(sends(here.client, 'a')).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it('is an end without an answer', async () => {
    here.discord.faults.add({ path: MESSAGES, socket: 'fin' });
    await expect(sends(here.client, 'a')).rejects.toMatchObject({ code: 'UND_ERR_SOCKET' });
  });

  it('is silence until the client has had enough', async () => {
    await here.end();
    here = await logIn({}, { rest: { retries: 0, timeout: 100 } });
    here.discord.faults.add({ path: MESSAGES, socket: 'hang' });
    await expect(sends(here.client, 'a')).rejects.toMatchObject({ name: 'AbortError' });
    expect(here.discord.people.asker.sees()).toHaveLength(0);
  });
});

describe('a delay', () => {
  it('after the work answers too late for a client that waits less', async () => {
    await here.end();
    here = await logIn({}, { rest: { retries: 0, timeout: 100 } });
    here.discord.faults.add({ path: MESSAGES, delayMs: 400, after: true });
    await expect(sends(here.client, 'a')).rejects.toMatchObject({ name: 'AbortError' });
    expect(here.discord.people.asker.sees()).toHaveLength(1);
  });

  it('before the work counts against the window of an acknowledgement', async () => {
    await here.end();
    here = await logIn({ ackWindowMs: 50 });
    const { discord } = here;
    discord.faults.add({ path: /callback$/, delayMs: 120 });
    const { id, token } = discord.people.asker.command('ask');
    const path = `POST /interactions/${id}/${token}/callback` as const;
    const late = await call(discord, path, { body: { type: 5 } });
    expect(late.body.code).toBe(10062);
  });
});

describe('a rate limit', () => {
  it.each([
    ['whole', 'whole', 0.02, '1'],
    ['fractional', 'fractional', 0.02, '0.02'],
    ['absent', 'absent', 0.02, null],
  ] as const)('can have a header that is %s', async (...[, header, retryAfterS, written]) => {
    const { discord } = here;
    discord.faults.rateLimit({ path: MESSAGES, retryAfterS, header });
    const { status, headers, body } = await post(discord, { content: 'a' });
    expect([status, headers.get('retry-after')]).toEqual([429, written]);
    expect(body).toMatchObject({ retry_after: retryAfterS, global: false });
    expect(headers.get('x-ratelimit-scope')).toBe('user');
  });

  it('is waited out by the client', async () => {
    const { discord, client } = here;
    discord.faults.rateLimit({ path: MESSAGES, retryAfterS: 0.02, header: 'fractional' });
    await sends(client, 'a');
    const statuses = discord.ledger.requests({ path: MESSAGES }).map(({ status }) => status);
    expect(statuses).toEqual([429, 200]);
  });

  it('can be shared, or global', async () => {
    const { discord } = here;
    discord.faults.rateLimit({ path: MESSAGES, retryAfterS: 1, scope: 'shared' });
    discord.faults.rateLimit({ path: MESSAGES, retryAfterS: 1, scope: 'global' });
    const shared = await post(discord, { content: 'a' });
    const global = await post(discord, { content: 'a' });
    expect(shared.headers.get('x-ratelimit-scope')).toBe('shared');
    expect(global.headers.get('x-ratelimit-global')).toBe('true');
    expect(global.body.global).toBe(true);
    expect(discord.ledger.invalidRequests).toBe(1);
  });

  it('can announce itself on a right answer', async () => {
    const { discord, client } = here;
    const limited: unknown[] = [];
    client.rest.on(RESTEvents.RateLimited, ({ route }) => limited.push(route));
    const headers = {
      'x-ratelimit-bucket': 'b',
      'x-ratelimit-limit': '1',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset-after': '0.05',
    };
    discord.faults.add({ path: MESSAGES, headers, times: 'always' });
    for (const content of ['a', 'b', 'c']) await sends(client, content);
    expect(limited.length).toBeGreaterThan(0);
    expect(discord.ledger.requests({ status: 429 })).toHaveLength(0);
  });

  it('can be a real one on all requests of the token', async () => {
    await here.end();
    here = await logIn({ globalLimit: 5 });
    const { discord } = here;
    const answers = await Promise.all(
      Array.from({ length: 8 }, async (_, n) => post(discord, { content: `${n}` })),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(2);
    expect(refused[0]?.headers.get('x-ratelimit-global')).toBe('true');
  });
});
