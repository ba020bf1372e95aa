import type { APIMessage } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { readSpoken } from '../../../src/discord/catching-up/spoken-message.js';

const REA = { id: '7', username: 'rea', global_name: 'Rea' };

const messageOf = (parts: Record<string, unknown>): APIMessage =>
  ({
    id: '1',
    author: REA,
    content: 'The ferry stops.',
    mentions: [],
    type: 0,
    timestamp: '2026-08-05T09:00:00.000Z',
    ...parts,
  }) as unknown as APIMessage;

const textOf = (content: string, mentions: readonly unknown[] = []): string | undefined =>
  readSpoken(messageOf({ content, mentions }))?.text;

describe('readSpoken', () => {
  it('tells who said what and when, and to whom', () => {
    const referenced_message = { author: { id: '9' } };
    expect(readSpoken(messageOf({ type: 19, referenced_message, mentions: [REA] }))).toEqual({
      id: '1',
      speakerId: '7',
      speaker: 'Rea',
      at: Date.parse('2026-08-05T09:00:00.000Z'),
      text: 'The ferry stops.',
      addresses: ['7', '9'],
    });
  });

  it.each([
    ['a bot', { author: { ...REA, bot: true } }],
    ['a webhook', { webhook_id: '3' }],
    ['a notice of Discord', { type: 7 }],
    ['a file without a text', { content: '' }],
    ['a call of a bot', { content: '!play it' }],
    ['a mention of a bot', { content: '<@5> why?', mentions: [{ id: '5', bot: true }] }],
  ])('leaves out %s', (_, parts) => {
    expect(readSpoken(messageOf(parts))).toBeNull();
  });

  it('names what is written as numbers', () => {
    expect(textOf('<@7> and <@!8>: <#1> <@&2> <a:wave:3> </ask:4>', [REA])).toBe(
      '@Rea and @somebody: #channel @role :wave: /ask',
    );
  });

  it.each([
    'the end: ||she dies||',
    '`||` ||she dies||',
    'https://a.example/|| ||she dies||',
    '\\`||she dies||\\`',
    '||a|| and ||she dies||',
    '||<@7> she dies||',
  ])('hides the spoiler of %j', (content) => {
    expect(textOf(content, [REA])).toContain('[spoiler]');
    expect(textOf(content, [REA])).not.toContain('dies');
  });

  it('leaves a bar alone that hides nothing', () => {
    expect(textOf('a || b')).toBe('a || b');
  });
});
