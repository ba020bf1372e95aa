// Filling in, replacing and deleting the original response, as long as its token lives.

import { describe, expect, it } from 'vitest';
import { CARD, codeOf, INTERACTION, LINKED_CARD, openDelivering } from './delivering.js';
import { refusal, type Step } from './scripted-discord.js';

const ORIGINAL = `/api/v10/webhooks/${INTERACTION.applicationId}/${INTERACTION.token}/messages/@original`;

describe('edit', () => {
  it("replaces the original without the bot's token, mentioning nobody", async () => {
    const { discord, delivery, outcomes } = await openDelivering();
    const delivered = await delivery.edit(INTERACTION, CARD);
    expect(delivered).toEqual({ ok: true, messageId: '700000000000000001' });
    expect(discord.requests[0]).toMatchObject({ method: 'PATCH', path: ORIGINAL });
    expect(discord.requests[0]?.authorization).toBeNull();
    expect(discord.requests[0]?.body).toEqual({
      components: CARD.components,
      flags: 1 << 15,
      allowed_mentions: { parse: [] },
    });
    expect(outcomes).toEqual(['edit ok']);
  });

  it.each<Step>([
    'reset',
    'lost',
    'fin',
    'hang',
    'half',
    { status: 500 },
    { status: 504, body: '<html>' },
    { status: 200, headers: { 'Content-Type': 'application/json' }, body: '{"id":' },
  ])('tries again after %j', async (step) => {
    const { discord, delivery, pauses } = await openDelivering({ requestMs: 200 });
    discord.answers(step);
    expect(codeOf(await delivery.edit(INTERACTION, CARD))).toBe('ok');
    expect(discord.requests).toHaveLength(2);
    expect(pauses).toEqual([250]);
  });

  it('keeps trying for as long as the token lives, ever more slowly', async () => {
    const { discord, delivery, pauses, lines } = await openDelivering();
    discord.alwaysAnswers({ status: 503 });
    const delivered = await delivery.edit(INTERACTION, CARD);
    expect(delivered).toMatchObject({ failure: { code: 'unavailable', status: 503 } });
    expect(pauses.slice(0, 8)).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000]);
    const whole = pauses.reduce((sum, pause) => sum + pause, 0);
    expect(whole).toBeGreaterThan(14 * 60_000);
    expect(whole).toBeLessThan(15 * 60_000);
    expect(lines).toHaveLength(1);
  });

  it('asks nothing once the token is dead', async () => {
    const { discord, delivery } = await openDelivering({ late: 15 * 60_000 });
    expect(codeOf(await delivery.edit(INTERACTION, CARD))).toBe('expired');
    expect(discord.requests).toEqual([]);
  });

  it.each([
    ['expired', refusal(50027, 401)],
    ['expired', refusal(10015, 404)],
    ['expired', { status: 401, body: { code: 0, message: '401: Unauthorized' } }],
    ['gone', refusal(10008, 404)],
    ['no_permission', refusal(50013, 403)],
    ['no_permission', { status: 403, body: '<html>denied</html>' }],
    ['invalid_body', { status: 413, body: 'too large' }],
    ['unknown', refusal(999_999, 400)],
  ] as const)('names a refusal %s after one request', async (code, step) => {
    const { discord, delivery, lines } = await openDelivering();
    discord.alwaysAnswers(step);
    expect(codeOf(await delivery.edit(INTERACTION, CARD))).toBe(code);
    expect(discord.requests).toHaveLength(1);
    expect(lines).toHaveLength(1);
  });

  it('says a filtered answer once more without links, and then names it', async () => {
    const { discord, delivery } = await openDelivering();
    discord.alwaysAnswers(refusal(240000));
    const delivered = await delivery.edit(INTERACTION, LINKED_CARD);
    expect(delivered).toMatchObject({ failure: { code: 'filtered', discordCode: 240000 } });
    expect(discord.requests).toHaveLength(2);
    expect(discord.requests[1]?.body).toMatchObject({ components: [{ content: 'a source' }] });
  });

  it('does not repeat a filtered answer that has no links', async () => {
    const { discord, delivery } = await openDelivering();
    discord.alwaysAnswers(refusal(200000));
    expect(codeOf(await delivery.edit(INTERACTION, CARD))).toBe('filtered');
    expect(discord.requests).toHaveLength(1);
  });

  it('ends at its deadline while a rate limit is waited for', async () => {
    const { discord, delivery } = await openDelivering({ limits: { tokenMs: 150 } });
    discord.alwaysAnswers({ status: 429, headers: { 'Retry-After': '2' } });
    expect(codeOf(await delivery.edit(INTERACTION, CARD))).toBe('unavailable');
    expect(discord.requests).toHaveLength(1);
  });
});

describe('remove', () => {
  it('deletes the original', async () => {
    const { discord, delivery } = await openDelivering();
    expect(await delivery.remove(INTERACTION)).toEqual({ ok: true, messageId: null });
    expect(discord.requests[0]).toMatchObject({ method: 'DELETE', path: ORIGINAL });
  });

  it('tries again, and is content where the message is not there any more', async () => {
    const { discord, delivery, lines } = await openDelivering();
    discord.answers('lost', refusal(10008, 404));
    expect(codeOf(await delivery.remove(INTERACTION))).toBe('ok');
    expect(lines).toEqual([]);
  });
});
