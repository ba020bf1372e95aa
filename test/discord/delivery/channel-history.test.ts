// Reading a channel: tried again where that may help, named where Discord says no.

import { DiscordAPIError, HTTPError } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { openChannelHistory } from '../../../src/discord/delivery/channel-history.js';
import { silentLog } from '../../../src/shared/log.js';

const request = { method: 'GET', url: '', body: undefined, files: undefined };
const refusal = (status: number, code: number) =>
  new DiscordAPIError({ code, message: 'no' }, code, status, 'GET', '', request);

/** A history over a client that answers with these, one after the other. */
function historyOver(answers: readonly unknown[]) {
  const left = [...answers];
  const asked: string[] = [];
  let unauthorized = 0;
  let time = 0;
  const history = openChannelHistory({
    rest: {
      get: (route, { query } = {}) => {
        asked.push(`${route}?${query?.toString() ?? ''}`);
        const answer = left.shift();
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
      },
    },
    log: silentLog,
    onUnauthorized: () => (unauthorized += 1),
    clock: {
      now: () => time,
      sleep: (milliseconds) => {
        time += milliseconds;
        return Promise.resolve();
      },
      random: () => 0,
    },
  });
  return { history, asked, unauthorized: () => unauthorized };
}

describe('before', () => {
  it('asks for a whole page, before a message where one is named', async () => {
    const { history, asked } = historyOver([[{ id: '1' }], []]);
    expect(await history.before('5', null)).toEqual({ ok: true, messages: [{ id: '1' }] });
    await history.before('5', '1');
    expect(asked).toEqual([
      '/channels/5/messages?limit=100',
      '/channels/5/messages?limit=100&before=1',
    ]);
  });

  it('tries again after trouble, and gives up in time', async () => {
    const trouble = new HTTPError(503, '', 'GET', '', request);
    const once = historyOver([trouble, []]);
    expect(await once.history.before('5', null)).toEqual({ ok: true, messages: [] });
    const always = historyOver(Array.from({ length: 99 }, () => trouble));
    const failed = { ok: false, failure: { code: 'unavailable', status: 503 } };
    expect(await always.history.before('5', null)).toMatchObject(failed);
    expect(always.asked.length).toBeLessThan(30);
  });

  it('names a refusal at once, and tells of a token that is refused', async () => {
    const hidden = historyOver([refusal(403, 50001)]);
    const failure = { code: 'no_permission', discordCode: 50001 };
    expect(await hidden.history.before('5', null)).toMatchObject({ ok: false, failure });
    expect(hidden.unauthorized()).toBe(0);
    const signedOut = historyOver([refusal(401, 0)]);
    expect(await signedOut.history.before('5', null)).toMatchObject({ ok: false });
    expect(signedOut.unauthorized()).toBe(1);
  });

  it('takes nothing for messages that is no list of them', async () => {
    const { history } = historyOver([{ message: 'hello' }]);
    expect(await history.before('5', null)).toMatchObject({ ok: false });
  });
});
