// What the doctor says of the Discord settings; never the token.

import { describe, expect, it } from 'vitest';
import { checkDiscord } from '../../src/doctor/examine-discord.js';
import { parseSettings } from '../../src/settings.js';

const check = (environment: Record<string, string>) =>
  checkDiscord(parseSettings(environment, '/x')).finding;

describe('checkDiscord', () => {
  it('says that the bot starts, and never with which token', () => {
    const finding = check({ DISCORD_TOKEN: 'canary.token' });
    expect(finding).toMatchObject({ ok: true, remedy: null });
    expect(finding.text).toContain('DISCORD_TOKEN is set');
    expect(finding.text).toContain('registers commands everywhere');
    expect(JSON.stringify(finding)).not.toContain('canary');
  });

  it('says where commands go, or that they are left alone', () => {
    const token = { DISCORD_TOKEN: 'a.b' };
    const guild = { ...token, DISCORD_GUILD_ID: '123456789012345678' };
    expect(check(guild).text).toContain('in server 123456789012345678');
    expect(check({ ...token, DISCORD_REGISTER: 'off' }).text).toContain('leaves the commands');
  });

  it('says that without a token there is the chat, which is no fault', () => {
    expect(check({})).toMatchObject({ ok: true, remedy: null });
    expect(check({}).text).toContain('chat in the console');
  });

  it('wonders about Discord settings without a token', () => {
    expect(check({ DISCORD_GUILD_ID: '123456789012345678' }).ok).toBe('warning');
  });

  it.each(['0.0.0.0', '::'])('warns of metrics that everybody may read (%s)', (HTTP_HOST) => {
    const open = { DISCORD_TOKEN: 'a.b', HTTP_PORT: '9100', HTTP_HOST };
    expect(check(open)).toMatchObject({ ok: 'warning' });
    expect(check({ ...open, HTTP_HOST: '127.0.0.1' }).ok).toBe(true);
  });
});
