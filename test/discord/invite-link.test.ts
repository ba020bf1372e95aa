// The link asks for what the bot does, and for nothing else.

import { PermissionsBitField } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { inviteLink } from '../../src/discord/invite-link.js';

describe('inviteLink', () => {
  const link = new URL(inviteLink('123456789012345678'));

  it('adds this application, as a bot with commands, to a server', () => {
    expect(link.origin + link.pathname).toBe('https://discord.com/oauth2/authorize');
    expect(link.searchParams.get('client_id')).toBe('123456789012345678');
    expect(link.searchParams.get('scope')).toBe('bot applications.commands');
    expect(link.search).toContain('scope=bot+applications.commands');
    expect(link.searchParams.get('integration_type')).toBe('0');
  });

  it('asks for reading and answering, and for nothing else', () => {
    const asked = new PermissionsBitField(BigInt(link.searchParams.get('permissions') ?? '0'));
    expect(asked.toArray().sort()).toEqual([
      'ReadMessageHistory',
      'SendMessages',
      'SendMessagesInThreads',
      'ViewChannel',
    ]);
  });
});
