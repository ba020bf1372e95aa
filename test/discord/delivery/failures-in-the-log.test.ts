// A failure is one line of the log, with Discord's code and without anything that must not be there.

import { describe, expect, it } from 'vitest';
import { INTERACTION, CARD, MESSAGE, openDelivering, SECRETS } from './delivering.js';
import { refusal, type Step } from './scripted-discord.js';

const STEPS: Step[] = [
  refusal(10062, 404),
  refusal(40060),
  refusal(50027, 401),
  refusal(50013, 403),
  refusal(50035),
  refusal(999_999),
  { status: 403, body: `<html>${SECRETS.interaction} ${SECRETS.text}</html>` },
  { status: 400, body: { code: 1, message: `${SECRETS.interaction} ${SECRETS.text}` } },
  { status: 500, body: SECRETS.text },
  'reset',
  'hang',
];

const LIMITS = { ackMs: 300, ackAttemptMs: 60, tokenMs: 600, channelMs: 600 };

function field(line: string | undefined, name: string): unknown {
  return (JSON.parse(line ?? '{}') as Record<string, unknown>)[name];
}

describe('the log of a failed delivery', () => {
  it.each(STEPS)('has one line for each failure and no secret after %j', async (step) => {
    const { discord, delivery, lines } = await openDelivering({ limits: LIMITS, requestMs: 60 });
    discord.alwaysAnswers(step);
    const ends = [
      await delivery.acknowledge(INTERACTION, { kind: 'update', card: CARD }),
      await delivery.edit(INTERACTION, CARD),
      await delivery.remove(INTERACTION),
      await delivery.send(MESSAGE),
    ];
    expect(lines).toHaveLength(ends.filter(({ ok }) => !ok).length);
    for (const secret of Object.values(SECRETS)) {
      expect(lines.join('')).not.toContain(secret);
      expect(JSON.stringify(ends)).not.toContain(secret);
    }
  });

  it("warns with Discord's code, its status and the ids that help", async () => {
    const { discord, delivery, lines } = await openDelivering();
    discord.answers(refusal(50013, 403));
    await delivery.send(MESSAGE);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 40,
      operation: 'send',
      channel: MESSAGE.channelId,
      code: 'no_permission',
      discordCode: 50013,
      status: 403,
    });
  });

  it('tells a refused body as a defect: which field, and the reference that the person sees', async () => {
    const { discord, delivery, lines } = await openDelivering();
    const tooLong = { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH', message: SECRETS.text }] };
    const errors = { components: { 0: { content: tooLong } } };
    discord.answers({ status: 400, body: { code: 50035, message: 'Invalid Form Body', errors } });
    const delivered = await delivery.edit(INTERACTION, CARD);
    const text = delivered.ok ? '' : delivered.failure.text;
    expect(text).toMatch(/reference [0-9a-f]{8}/);
    expect(field(lines[0], 'level')).toBe(50);
    expect(field(lines[0], 'text')).toBe(text);
    expect(field(lines[0], 'cause')).toBe('edit: 50035, components.0.content BASE_TYPE_MAX_LENGTH');
    expect(lines[0]).not.toContain(SECRETS.text);
  });

  it('tells where a defect of ours is, without its message', async () => {
    const { delivery, lines, rest } = await openDelivering();
    rest.options.makeRequest = () => Promise.reject(new TypeError(SECRETS.text));
    const delivered = await delivery.send(MESSAGE);
    expect(delivered).toMatchObject({ failure: { code: 'unknown', status: null } });
    expect(field(lines[0], 'level')).toBe(50);
    expect(field(lines[0], 'cause')).toMatch(/^TypeError\n {4}at /);
    expect(lines.join('')).not.toContain(SECRETS.text);
  });
});
