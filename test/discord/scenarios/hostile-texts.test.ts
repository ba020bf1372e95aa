// Questions, messages and a corpus that want to ping, format, link, hide or turn round what is read.

import { describe, expect, it } from 'vitest';
import { textsOf } from '../../discord-server/visible-text.js';
import type { StoredMessage } from '../../discord-server/model.js';
import { judging } from './other-answerers.js';
import { openTown } from './open-town.js';
import { press, replyTo, seen } from './reading.js';
import { TOWN } from './town-corpus.js';
import { HOSTILE } from './town-documents.js';

const BIDI = /[\u200B-\u200F\u202A-\u202E\u2066\u2067\uFEFF]/;

/** What is left that Discord would read as more than text: its own marks of the cards taken out first. */
function alive(message: StoredMessage): string[] {
  const text = textsOf(message)
    .join('\n')
    .replaceAll(/^(?:> )?-# /gm, '')
    .replaceAll(/\\[^\w\s]/g, '')
    .replaceAll(/\[link\]\(<https:\/\/[^<>]*>\)/g, '');
  return text.match(/[@<#`|]|\]\(|https?:\/\/|\|\|/g) ?? [];
}

function expectHarmless(message: StoredMessage): void {
  expect(message.pings).toEqual([]);
  expect(message.allowedMentions).toMatchObject({ parse: [] });
  expect(alive(message)).toEqual([]);
  expect(textsOf(message).join('\n')).not.toMatch(BIDI);
}

const QUESTIONS = [
  '@everyone why did the council stop the ferry to Saltholm?',
  'Who is <@123456789012345678> <@&123456789012345678> <#123456789012345678> of the ferry?',
  'Why [the ferry](https://evil.example) <https://evil.example> https://evil.example stops?',
  '# Why\n> did\n- the ||council|| stop `the ferry` **now** ~~or~~ __never__?',
  'Why did the \u202Eyrref eht\u202C council stop\u200B the f\u200Berry?',
  '</ask:123456789012345678> <t:0:R> <:ferry:123456789012345678> ferry?',
];

describe.each(QUESTIONS)('the question %j', (question) => {
  it('is only text in its answer, by a command and by a message', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    expectHarmless(await asker.command('ask', { question }).message());
    expectHarmless(await replyTo(discord, asker.asks(question)));
    expectHarmless(await asker.command('sources', { query: question }).message());
  });
});

describe('a hostile document', () => {
  it('is only text in every card that shows it', async () => {
    const { discord } = await openTown({
      documents: [...TOWN, HOSTILE],
      answerer: judging('answer', 0.9),
    });
    const { asker } = discord.people;
    const question = 'What did the smuggler shout on the pier?';
    const answer = await asker.command('ask', { question }).message();
    expectHarmless(answer);
    expect(seen(answer)).toContain('The smuggler @everyone and @here and <@123456789012345678>');
    for (const face of ['Context', 'All sources', 'Why these?']) {
      expectHarmless(await press(asker, answer, face).message());
    }
    expectHarmless(await asker.command('sources', { document: HOSTILE.id }).message());
    expectHarmless(await asker.command('about').message());
  });

  it('is only text where it comes nearest or is an example of what to ask', async () => {
    const { discord } = await openTown({ documents: [HOSTILE], answerer: judging('closest', 0.2) });
    const { asker } = discord.people;
    const near = { question: 'What did the smuggler shout on the pier?' };
    expectHarmless(await asker.command('ask', near).message());
    const none = await asker.command('ask', { question: 'hello' }).message();
    expectHarmless(none);
    expect(seen(none)).toContain('What is said about “');
  });

  it('stays only text when a private answer is shared', async () => {
    const { discord } = await openTown({ documents: [HOSTILE], answerer: judging('answer', 0.9) });
    const { asker } = discord.people;
    const asked = { question: 'What did the smuggler shout on the pier?', private: true };
    const own = await asker.command('ask', asked).message();
    const shared = await press(asker, own, 'Share').message();
    expectHarmless(shared);
    expect(shared.visibleTo).toBeNull();
  });

  it('shows a title without what would turn it round', async () => {
    const { discord } = await openTown({ documents: [HOSTILE] });
    const typing = { name: 'document', value: 'everyone' };
    const [choice] = await discord.people.asker.autocomplete('sources', typing).choices();
    expect(choice?.name).not.toMatch(BIDI);
  });
});

describe('a hostile message', () => {
  it('is only text above its sources', async () => {
    const { discord } = await openTown();
    const { asker, admin } = discord.people;
    const message = admin.says('@everyone the ferry [stops](https://evil.example) \u202Enow ||x||');
    expectHarmless(await asker.messageCommand('Find sources', message).message());
  });

  it('from a vote is only text in the form', async () => {
    const { discord } = await openTown({ answerer: judging('answer', 0.9) });
    const { asker } = discord.people;
    const question = '@everyone \u202Ewhy the ferry?';
    const answer = await asker.command('ask', { question }).message();
    const card = await press(asker, answer, '👎').message();
    const form = await press(asker, card, 'Add the question').modal();
    expect(form.components[0]?.component?.value).toBe('@everyone why the ferry?');
  });
});
