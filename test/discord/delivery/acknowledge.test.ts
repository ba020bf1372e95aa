// The first response to an interaction: in time or not at all, and never twice.

import { setTimeout as sleep } from 'node:timers/promises';
import { ComponentType } from 'discord.js';
import { describe, expect, it, vi } from 'vitest';
import type { Acknowledgement } from '../../../src/discord/delivery/delivery.js';
import { openDelivery } from '../../../src/discord/delivery/rest-delivery.js';
import { CARD, codeOf, INTERACTION, LINKED_CARD, openDelivering } from './delivering.js';
import { refusal, type Step } from './scripted-discord.js';

const REPLY: Acknowledgement = { kind: 'reply', message: { card: CARD, isPrivate: true } };
const DEFER: Acknowledgement = { kind: 'defer', isPrivate: true };

/** Short enough for a test, in the proportions of the real ones. */
const SHORT = { ackMs: 600, ackAttemptMs: 150 };

const V2 = 1 << 15;
const EPHEMERAL = 1 << 6;
const NOBODY = { parse: [] };
const SHOWN = CARD.components;

const forms: [string, Acknowledgement, unknown][] = [
  ['a private reply', REPLY, cardBody(4, V2 | EPHEMERAL)],
  ['a public reply', { kind: 'reply', message: { card: CARD, isPrivate: false } }, cardBody(4, V2)],
  ['a private defer', DEFER, { type: 5, data: { flags: EPHEMERAL } }],
  ['a public defer', { kind: 'defer', isPrivate: false }, { type: 5, data: {} }],
  ['an update', { kind: 'update', card: CARD }, cardBody(7, V2)],
  ['a quiet one', { kind: 'quiet' }, { type: 6 }],
  [
    'choices',
    { kind: 'choices', choices: [{ name: 'One', value: '1' }] },
    { type: 8, data: { choices: [{ name: 'One', value: '1' }] } },
  ],
  [
    'a modal',
    { kind: 'modal', modal: { custom_id: 'm', title: 'Why', components: [] } },
    { type: 9, data: { custom_id: 'm', title: 'Why', components: [] } },
  ],
];

function cardBody(type: number, flags: number) {
  return { type, data: { components: SHOWN, flags, allowed_mentions: NOBODY } };
}

describe('acknowledge', () => {
  it.each(forms)(
    "sends %s in Discord's form and without the bot's token",
    async (_, what, body) => {
      const { discord, delivery } = await openDelivering();
      expect(await delivery.acknowledge(INTERACTION, what)).toMatchObject({ ok: true });
      expect(discord.requests).toMatchObject([
        {
          method: 'POST',
          path: `/api/v10/interactions/${INTERACTION.id}/${INTERACTION.token}/callback`,
          authorization: null,
        },
      ]);
      expect(discord.requests[0]?.body).toEqual(body);
    },
  );

  it('tells the id of a reply, and asks for nothing where there is no message', async () => {
    const { discord, delivery } = await openDelivering();
    const reply = await delivery.acknowledge(INTERACTION, REPLY);
    const defer = await delivery.acknowledge({ ...INTERACTION, id: '100000000000000002' }, DEFER);
    expect(reply).toEqual({ ok: true, messageId: '600000000000000001' });
    expect(defer).toEqual({ ok: true, messageId: null });
    expect(discord.requests[1]?.query).toBe('with_response=false');
  });

  it.each<Step>(['reset', 'fin', { status: 500 }, { status: 503, body: 'busy' }, { status: 302 }])(
    'tries again after %j',
    async (step) => {
      const { discord, delivery, pauses, lines } = await openDelivering();
      discord.answers(step);
      expect(codeOf(await delivery.acknowledge(INTERACTION, DEFER))).toBe('ok');
      expect(discord.requests).toHaveLength(2);
      expect(pauses).toEqual([50]);
      expect(lines).toEqual([]);
    },
  );

  it.each<Step>(['lost', 'lost_in_a_hang'])(
    'takes 40060 for success where an earlier attempt of its own was %s',
    async (step) => {
      const { discord, delivery } = await openDelivering({ limits: SHORT });
      discord.answers(step);
      const delivered = await delivery.acknowledge(INTERACTION, REPLY);
      expect(delivered).toEqual({ ok: true, messageId: null });
      expect(discord.requests).toHaveLength(2);
    },
  );

  it('takes 40060 on the first attempt for the answer of another, and tries no more', async () => {
    const { discord, delivery } = await openDelivering();
    discord.alwaysAnswers(refusal(40060));
    const delivered = await delivery.acknowledge(INTERACTION, DEFER);
    expect(delivered).toMatchObject({ failure: { code: 'expired', discordCode: 40060 } });
    expect(discord.requests).toHaveLength(1);
  });

  it('takes 40060 after a rate limit for the answer of another: the first attempt did nothing', async () => {
    const { discord, delivery } = await openDelivering();
    discord.answers({ status: 429, headers: { 'Retry-After': '0.3' } }, refusal(40060));
    expect(codeOf(await delivery.acknowledge(INTERACTION, DEFER))).toBe('expired');
  });

  it('names an unknown interaction at once', async () => {
    const { discord, delivery } = await openDelivering();
    discord.alwaysAnswers(refusal(10062, 404));
    expect(codeOf(await delivery.acknowledge(INTERACTION, DEFER))).toBe('unknown_interaction');
    expect(discord.requests).toHaveLength(1);
  });

  it('lets no more than 128 be on their way, and takes those behind them in their turn', async () => {
    const { discord, log, tokenRest, rest } = await openDelivering();
    const limits = { ackMs: 30_000, ackAttemptMs: 1_000 };
    const delivery = openDelivery({ log, tokenRest, rest, limits });
    discord.alwaysAnswers('hang');
    const ends = Array.from({ length: 160 }, (_, n) => {
      const to = { ...INTERACTION, id: `1000000000000${10_000 + n}`, arrivedAt: Date.now() };
      return delivery.acknowledge(to, DEFER);
    });
    const asked = () => new Set(discord.requests.map(({ path }) => path)).size;
    await vi.waitUntil(() => asked() >= 128, 5_000);
    await sleep(50);
    expect(asked()).toBe(128);
    discord.alwaysAnswers({ status: 204 });
    expect((await Promise.all(ends)).every(({ ok }) => ok)).toBe(true);
    expect(asked()).toBe(160);
  });

  it('gives up on silence at its own deadline, by the real clock', async () => {
    const { discord, log, tokenRest, rest } = await openDelivering();
    const limits = { ackMs: 250, ackAttemptMs: 120 };
    const delivery = openDelivery({ log, tokenRest, rest, limits });
    discord.alwaysAnswers('hang');
    const to = { ...INTERACTION, arrivedAt: Date.now() };
    expect(codeOf(await delivery.acknowledge(to, DEFER))).toBe('ack_timeout');
    expect(discord.requests.length).toBeLessThanOrEqual(2);
  });

  it.each<Step>([{ status: 502 }, 'reset'])('gives up on endless %j in time', async (step) => {
    const { discord, delivery, pauses } = await openDelivering();
    discord.alwaysAnswers(step);
    expect(codeOf(await delivery.acknowledge(INTERACTION, DEFER))).toBe('unavailable');
    expect(pauses).toEqual([50, 150, 400, 400, 400, 400, 400]);
  });

  it('does not ask when the time was over before it began', async () => {
    const { discord, delivery } = await openDelivering({ late: 2_500 });
    expect(codeOf(await delivery.acknowledge(INTERACTION, DEFER))).toBe('ack_timeout');
    expect(discord.requests).toEqual([]);
  });

  it('still has its whole time where our clock was set back', async () => {
    const { discord, delivery, pauses } = await openDelivering({ late: -3_600_000 });
    discord.alwaysAnswers({ status: 500 });
    expect(codeOf(await delivery.acknowledge(INTERACTION, DEFER))).toBe('unavailable');
    expect(pauses).toHaveLength(7);
  });

  it('waits for a rate limit that fits its time, and not for one that does not', async () => {
    const { discord, delivery, pauses } = await openDelivering();
    discord.answers({ status: 429, headers: { 'Retry-After': '1' } });
    expect(codeOf(await delivery.acknowledge(INTERACTION, DEFER))).toBe('ok');
    expect(pauses).toEqual([1_050]);
    discord.answers({ status: 429, headers: { 'Retry-After': '3' } });
    const second = { ...INTERACTION, id: '100000000000000002' };
    expect(codeOf(await delivery.acknowledge(second, DEFER))).toBe('unavailable');
    expect(discord.requests).toHaveLength(3);
  });

  it('says a filtered reply again without its links', async () => {
    const { discord, delivery } = await openDelivering();
    discord.answers(refusal(200000));
    const message = { card: LINKED_CARD, isPrivate: false };
    expect(codeOf(await delivery.acknowledge(INTERACTION, { kind: 'reply', message }))).toBe('ok');
    expect(discord.requests[1]?.body).toMatchObject({
      data: { components: [{ type: ComponentType.TextDisplay, content: 'a source' }] },
    });
  });
});
