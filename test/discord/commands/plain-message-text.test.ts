// The words of somebody's message, without what Discord reads as something else.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainMessageText } from '../../../src/discord/commands/plain-message-text.js';
import { hostileText } from '../cards/hostile-text.js';

describe('the words of a message', () => {
  it.each([
    ['The ferry stopped.', 'The ferry stopped.'],
    ['<@123456789012345678> says <@&1> in <#2> that <@!3> left', 'says in that left'],
    ['look <:anchor:123456789012345678> here <a:wave:1>', 'look here'],
    ['since <t:1700000000:R> or <t:-5>', 'since or'],
    ['use </ask:123> or </poll create:4>', 'use or'],
    ['read https://x.example/a?b=c#d and <https://y.example> now', 'read and now'],
    [
      'read [the report](https://x.example/a_b) and [this](<https://y.example>)',
      'read the report and this',
    ],
    ['@everyone @here the ferry stopped', 'the ferry stopped'],
    ['@everyone_ and @here~~ too', 'and too'],
    ['**bold** __under__ ~~gone~~ ||hidden|| `code`', 'bold under gone hidden code'],
    ['> quoted\n>>> more\n# Title\n### Small\n-# tiny', 'quoted more Title Small tiny'],
    ['> > twice quoted', 'twice quoted'],
    ['a\\*b \\[1\\] \\# no', 'a b [1] # no'],
    ['  spread \n\n over\tlines ', 'spread over lines'],
    ['<@1> https://x.example', ''],
  ])('of %j are %j', (content, words) => {
    expect(plainMessageText(content)).toBe(words);
  });

  it('stay as they are where there is nothing but words', () => {
    const word = fc.stringMatching(/^[\p{L}\p{N}.,;!?'’()-]{1,12}$/u);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), (words) => {
        expect(plainMessageText(words.join(' '))).toBe(words.join(' '));
      }),
    );
  });

  it('never hold a mention, an address or a line break, whatever is written', () => {
    fc.assert(
      fc.property(hostileText, (content) => {
        const words = plainMessageText(content);
        expect(words).not.toMatch(
          /<@[!&]?\d+>|<#\d+>|@everyone\b|@here\b|https?:\/\/[^\s>]|[\n\r]/,
        );
        expect(words).toBe(words.trim());
      }),
    );
  });
});
