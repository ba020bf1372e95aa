// Messages in channels: a nonce makes it safe to say them again.

import { describe, expect, it } from 'vitest';
import { CARD, CHANNEL, codeOf, MESSAGE, openDelivering, SECRETS } from './delivering.js';
import { refusal, type Step } from './scripted-discord.js';

const OLD_MESSAGE = '500000000000000001';

describe('send', () => {
  it('posts a reply that pings nobody and is there once, signed in', async () => {
    const { discord, delivery } = await openDelivering();
    const delivered = await delivery.send(MESSAGE);
    expect(delivered).toEqual({ ok: true, messageId: discord.messages.get('nonce-1') });
    expect(discord.requests).toEqual([
      {
        method: 'POST',
        path: `/api/v10/channels/${CHANNEL}/messages`,
        query: '',
        authorization: `Bot ${SECRETS.bot}`,
        body: {
          components: CARD.components,
          flags: 1 << 15,
          allowed_mentions: { parse: [], replied_user: false },
          nonce: 'nonce-1',
          enforce_nonce: true,
          message_reference: { message_id: MESSAGE.replyTo, fail_if_not_exists: false },
        },
      },
    ]);
  });

  it('stands alone where it answers nothing', async () => {
    const { discord, delivery } = await openDelivering();
    await delivery.send({ ...MESSAGE, replyTo: null });
    expect(discord.requests[0]?.body).not.toHaveProperty('message_reference');
  });

  it.each<Step>(['reset', 'lost', 'fin', 'hang', 'lost_in_a_hang', { status: 502 }])(
    'leaves one message behind after %j',
    async (step) => {
      const { discord, delivery } = await openDelivering({ requestMs: 200 });
      discord.answers(step);
      const delivered = await delivery.send(MESSAGE);
      expect(delivered).toEqual({ ok: true, messageId: discord.messages.get('nonce-1') });
      expect(discord.requests).toHaveLength(2);
      expect(discord.messages.size).toBe(1);
    },
  );

  it('stops once Discord may have forgotten the nonce of a message that may be there', async () => {
    const { discord, delivery, pauses } = await openDelivering();
    discord.alwaysAnswers('lost');
    expect(codeOf(await delivery.send(MESSAGE))).toBe('unavailable');
    expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBeLessThan(2 * 60_000);
  });

  it('goes on longer where no attempt can have arrived', async () => {
    const { discord, delivery, pauses } = await openDelivering();
    await discord.stop();
    const delivered = await delivery.send(MESSAGE);
    expect(delivered).toMatchObject({ failure: { code: 'unavailable', status: null } });
    expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBeGreaterThan(9 * 60_000);
  });

  it.each([
    ['no_permission', 50001],
    ['no_permission', 50013],
    ['no_permission', 160002],
    ['locked', 50083],
    ['locked', 160005],
    ['gone', 10003],
    ['gone', 10004],
    ['gone', 10008],
    ['dm_refused', 50007],
    ['follow_ups_used', 40094],
    ['filtered', 200000],
    ['filtered', 240000],
    ['invalid_body', 50006],
    ['invalid_body', 50035],
    ['invalid_body', 40005],
    ['unavailable', 20028],
  ] as const)('names %s for %i after one request', async (code, discordCode) => {
    const { discord, delivery, outcomes } = await openDelivering();
    discord.alwaysAnswers(refusal(discordCode));
    const delivered = await delivery.send(MESSAGE);
    expect(delivered).toMatchObject({ ok: false, failure: { code, discordCode, status: 400 } });
    expect(discord.requests).toHaveLength(1);
    expect(outcomes).toEqual([`send ${code}`]);
  });

  it('names a revoked token, also where discord.js no longer asks', async () => {
    const { discord, delivery } = await openDelivering();
    discord.answers({ status: 401, body: { code: 0, message: '401: Unauthorized' } });
    const first = await delivery.send(MESSAGE);
    const second = await delivery.send(MESSAGE);
    expect([codeOf(first), codeOf(second)]).toEqual(['unauthorized', 'unauthorized']);
    expect(discord.requests).toHaveLength(1);
  });
});

describe('deleteMessage', () => {
  it('deletes, and is content where there is nothing to delete', async () => {
    const { discord, delivery } = await openDelivering();
    discord.answers({ status: 500 });
    expect(codeOf(await delivery.deleteMessage(CHANNEL, OLD_MESSAGE))).toBe('ok');
    discord.answers(refusal(10008, 404));
    expect(codeOf(await delivery.deleteMessage(CHANNEL, OLD_MESSAGE))).toBe('ok');
    expect(discord.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(
      Array(3).fill(`DELETE /api/v10/channels/${CHANNEL}/messages/${OLD_MESSAGE}`),
    );
  });
});

describe('type', () => {
  it('shows that somebody types, and gives up soon', async () => {
    const { discord, delivery, pauses } = await openDelivering();
    expect(codeOf(await delivery.type(CHANNEL))).toBe('ok');
    discord.alwaysAnswers({ status: 500 });
    expect(codeOf(await delivery.type(CHANNEL))).toBe('unavailable');
    expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBeLessThan(2_000);
  });
});
