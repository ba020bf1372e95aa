// The table of what Discord may say no with.

import { describe, expect, it } from 'vitest';
import {
  BY_DISCORD_CODE,
  describeDiscordError,
  SENTENCES,
} from '../../../src/discord/delivery/describe-discord-error.js';

const OWN = { isTokenRoute: false };

describe('describeDiscordError', () => {
  it.each([
    ['gone', [10003, 10004, 10007, 10008, 10013, 10063]],
    ['expired', [10015, 40060, 50027]],
    ['unknown_interaction', [10062]],
    ['follow_ups_used', [40094]],
    ['no_permission', [50001, 50005, 50008, 50013, 160002]],
    ['dm_refused', [50007, 50278]],
    ['locked', [50083, 160005]],
    ['filtered', [200000, 240000]],
    ['invalid_body', [40005, 50006, 50035, 50109]],
    ['unauthorized', [40001, 50014]],
    ['unavailable', [20016, 20028, 20029, 40062, 40333, 130000]],
  ] as const)('calls %s what Discord numbers %j', (code, numbers) => {
    for (const discordCode of numbers) {
      const failure = describeDiscordError({ discordCode, status: 400, ...OWN });
      expect(failure).toMatchObject({ code, discordCode, status: 400 });
    }
  });

  it.each([
    [401, 'unauthorized'],
    [403, 'no_permission'],
    [404, 'gone'],
    [413, 'invalid_body'],
    [400, 'unknown'],
    [418, 'unknown'],
  ] as const)('goes by the status %i where there is no number of its own', (status, code) => {
    expect(describeDiscordError({ discordCode: null, status, ...OWN }).code).toBe(code);
    expect(describeDiscordError({ discordCode: 999_999, status, ...OWN }).code).toBe(code);
  });

  it('takes a 401 for the end of the token that the route carries', () => {
    const refused = { discordCode: 40001, status: 401 };
    expect(describeDiscordError({ ...refused, isTokenRoute: true }).code).toBe('expired');
    expect(describeDiscordError({ ...refused, isTokenRoute: false }).code).toBe('unauthorized');
  });

  it('says everything in one sentence', () => {
    const told = [...BY_DISCORD_CODE.keys()].map(
      (discordCode) => describeDiscordError({ discordCode, status: 400, ...OWN }).text,
    );
    for (const text of [...told, ...Object.values(SENTENCES)]) {
      expect(text).toMatch(/^[A-Z][^.!?\n]+\.$/);
    }
  });
});
