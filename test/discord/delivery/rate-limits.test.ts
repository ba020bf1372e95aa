// What the REST clients do with 429s and with responses that are not as they should be.

import fc from 'fast-check';
import { Routes } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { rateLimitWait, repairResponse } from '../../../src/discord/delivery/repair-response.js';
import { CARD, CHANNEL, codeOf, INTERACTION, openDelivering } from './delivering.js';
import type { Scripted } from './scripted-discord.js';

const TYPING = Routes.channelTyping(CHANNEL);

const bytes = (text: string): ArrayBuffer => new TextEncoder().encode(text).buffer;

interface RateLimit {
  readonly header?: string;
  readonly body?: unknown;
  readonly bucket?: string;
}

describe('rateLimitWait', () => {
  it.each<[string, RateLimit, number]>([
    ['the header', { header: '2' }, 2],
    ['a fraction', { header: '0.7' }, 0.7],
    ['the header before the body', { header: '1', body: 5 }, 1],
    ['the body where there is no header', { body: 1.5 }, 1.5],
    ['the body where the header is empty', { header: '', body: 1.5 }, 1.5],
    ['the body where the header says nothing', { header: 'soon', body: 3 }, 3],
    ['the body where the header says zero', { header: '0', body: 0.4 }, 0.4],
    ['the bucket where there is nothing else', { bucket: '4.5' }, 4.5],
    ['a second where nothing is said', { body: null }, 1],
    ['a quarter of a second for zero', { header: '0' }, 0.25],
    ['a quarter of a second for less', { header: '-3', body: -1 }, 0.25],
    ['a minute at most', { header: '65000' }, 60],
  ])('takes %s', (_, { header, body, bucket }, seconds) => {
    const headers = new Headers();
    if (header !== undefined) headers.set('Retry-After', header);
    if (bucket !== undefined) headers.set('X-RateLimit-Reset-After', bucket);
    expect(rateLimitWait(headers, { retry_after: body })).toBe(seconds);
  });

  it('is between a quarter of a second and a minute, whatever is said', () => {
    const anything = fc.oneof(fc.double(), fc.integer(), fc.string(), fc.constant(null));
    fc.assert(
      fc.property(anything, anything, (header, body) => {
        const headers = new Headers({ 'Retry-After': encodeURIComponent(String(header)) });
        const wait = rateLimitWait(headers, { retry_after: body });
        expect(wait).toBeGreaterThanOrEqual(0.25);
        expect(wait).toBeLessThanOrEqual(60);
      }),
    );
  });
});

describe('repairResponse', () => {
  it('lets an empty bucket wait as long as the 429 says', () => {
    const headers = new Headers({ 'Retry-After': '2', 'X-RateLimit-Reset-After': '0' });
    const repaired = repairResponse({ status: 429, headers, body: bytes('') });
    expect(repaired.headers.get('X-RateLimit-Reset-After')).toBe('2');
  });

  it('hears a global limit from the body', () => {
    const body = bytes('{"global":true,"retry_after":1}');
    const repaired = repairResponse({ status: 429, headers: new Headers(), body });
    expect(repaired.headers.get('X-RateLimit-Global')).toBe('true');
  });

  it('keeps a good response as it is', async () => {
    const headers = new Headers({ 'Content-Type': 'application/json', 'X-RateLimit-Limit': '5' });
    const repaired = repairResponse({ status: 200, headers, body: bytes('{"id":"1"}') });
    expect(await repaired.json()).toEqual({ id: '1' });
    expect(repaired.headers.get('X-RateLimit-Limit')).toBe('5');
    expect(repairResponse({ status: 204, headers, body: bytes('') }).status).toBe(204);
  });

  it('keeps the status of a refusal without a readable body', async () => {
    const body = bytes('<html>');
    const repaired = repairResponse({ status: 403, headers: new Headers(), body });
    expect(repaired.status).toBe(403);
    expect(await repaired.json()).toMatchObject({ code: 0 });
  });
});

describe('the REST clients', () => {
  const limited: [string, Scripted][] = [
    ['a header', { status: 429, headers: { 'Retry-After': '0.3' } }],
    ['a body alone', { status: 429, body: { retry_after: 0.3 } }],
    ['zero', { status: 429, headers: { 'Retry-After': '0' } }],
    [
      'an empty bucket that is never full again',
      {
        status: 429,
        headers: { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset-After': '0' },
      },
    ],
    ['a global limit', { status: 429, body: { global: true, retry_after: 0.3 } }],
  ];

  it.each(limited)('wait for a 429 with %s and then deliver', async (_, step) => {
    const { discord, delivery, counts } = await openDelivering();
    discord.answers(step, step);
    expect(codeOf(await delivery.edit(INTERACTION, CARD))).toBe('ok');
    expect(discord.requests).toHaveLength(3);
    expect(counts.byClass()).toMatchObject({ '429': 2, '2xx': 1 });
  });

  it.each(limited)('never ask in a hot loop, here with %s', async (_, step) => {
    const { discord, delivery } = await openDelivering({ limits: { tokenMs: 200 } });
    discord.alwaysAnswers(step);
    expect(codeOf(await delivery.edit(INTERACTION, CARD))).toBe('unavailable');
    // The next one would come after a quarter of a second.
    expect(discord.requests.length).toBeLessThanOrEqual(1);
  });

  it('hold back other routes while a global limit lasts', async () => {
    const { discord, rest } = await openDelivering();
    discord.answers({ status: 429, body: { global: true, retry_after: 0.4 } });
    const first = rest.post(TYPING);
    await expect.poll(() => rest.globalRemaining).toBe(0);
    const heldBack: boolean[] = [];
    rest.on('rateLimited', (limit) => heldBack.push(limit.global));
    await Promise.all([first, rest.delete(Routes.channelMessage(CHANNEL, CHANNEL))]);
    expect(heldBack).toContain(true);
    expect(discord.requests).toHaveLength(3);
  });

  it('do not hold back edits beyond the 50 a second of ordinary requests', async () => {
    const { delivery, tokenRest } = await openDelivering();
    const heldBack: unknown[] = [];
    tokenRest.on('rateLimited', (limit) => heldBack.push(limit.route));
    const tokens = Array.from({ length: 60 }, (_, n) => `token-${n}`);
    const edits = tokens.map((token) => delivery.edit({ ...INTERACTION, token }, CARD));
    expect((await Promise.all(edits)).every(({ ok }) => ok)).toBe(true);
    expect(heldBack).toEqual([]);
  });

  it('count what Discord counts as invalid: 401, 403 and 429s of our own', async () => {
    const { discord, counts, rest } = await openDelivering();
    const shared = { 'Retry-After': '0.3', 'X-RateLimit-Scope': 'shared' };
    discord.answers(
      { status: 429, headers: shared },
      { status: 429, headers: { 'Retry-After': '0.3' } },
      { status: 403 },
      { status: 404 },
      'reset',
      { status: 500 },
      { status: 401 },
    );
    for (let n = 0; n < 5; n += 1) await rest.post(TYPING).catch(() => null);
    expect(counts.invalid()).toBe(3);
    expect(counts.byClass()).toEqual({ '2xx': 0, '4xx': 3, '429': 2, '5xx': 1, no_response: 1 });
  });
});
