// Discord's limits, met by real cards: at their value, one past it, and far beyond. The double refuses what
// Discord refuses, and every town looks for refusals when its test is over.

import { describe, expect, it } from 'vitest';
import { everyComponent, textsOf } from '../../discord-server/visible-text.js';
import type { StoredMessage } from '../../discord-server/model.js';
import { documentOf, type DocumentParts } from '../../support/builders.js';
import { judging } from './other-answerers.js';
import { openTown, type Town } from './open-town.js';
import { faces, press, replyTo, seen } from './reading.js';
import { ASKED, FERRY_SENTENCE } from './town-corpus.js';
import { notesOf } from './town-documents.js';

/** What Discord counts of a message. */
function sizeOf(message: StoredMessage) {
  const text = textsOf(message).join('');
  return {
    characters: text.length,
    bytes: Buffer.byteLength(text),
    components: everyComponent(message.components).length,
  };
}

function expectToFit(message: StoredMessage): void {
  const { characters, bytes, components } = sizeOf(message);
  expect(characters).toBeLessThanOrEqual(4_000);
  expect(bytes).toBeLessThanOrEqual(9_500);
  expect(components).toBeLessThanOrEqual(40);
}

/** A town of documents that all fit one question, each changed in the same way. */
function townOf(parts: (i: number) => DocumentParts, count = 6): Promise<Town> {
  const documents = Array.from({ length: count }, (_, i) => documentOf(`long-${i}.md`, parts(i)));
  return openTown({ documents, answerer: judging('answer', 0.9) });
}

/** A sentence of a script, repeated until it has about so many characters; each document its own. */
function longText(sentence: string, i: number, characters: number): string {
  const own = `${sentence} ${'kvxz'.charAt(i % 4)}${i} `;
  return own.repeat(Math.ceil(characters / own.length)).trim();
}

const SCRIPTS = [
  ['Latin', 'Harbour town news about the storm and the quay.'],
  ['Cyrillic', 'Новости гавани о буре и о причале.'],
  ['Arabic', 'أخبار الميناء عن العاصفة والرصيف.'],
  ['Chinese', '港務局今天宣布風暴和碼頭的消息。'],
  ['emoji', 'Storm 👨‍👩‍👧‍👦 quay 🏴󠁧󠁢󠁥󠁮󠁧󠁿 harbour ❤️ news 👍🏽.'],
  ['Markdown', '**Storm** [quay](https://x.example) `harbour` ||news|| <@1> #1 _x_ ~~y~~.'],
] as const;

describe.each(SCRIPTS)('five long passages in %s', (_script, sentence) => {
  it('are one card that Discord takes, with everything to press', async () => {
    const { discord } = await townOf((i) => ({
      title: longText(sentence, i, 300).slice(0, 300),
      outlet: longText(sentence, i, 200).slice(0, 200),
      url: `https://harbour.example/${'p'.repeat(600)}/${i}`,
      paragraphs: [longText(sentence, i, 900), longText(sentence, i + 10, 900)],
    }));
    const { asker } = discord.people;
    const asked = { question: sentence, sources: 5 };
    const answer = await asker.command('ask', asked).message();
    expectToFit(answer);
    expect(seen(answer)).toContain('[1] ');
    expect(faces(answer).slice(-5)).toEqual(['👍', '👎', 'All sources', 'Why these?', 'Delete']);
    for (const face of ['Context', 'All sources', 'Why these?']) {
      expectToFit(await press(asker, answer, face).message());
    }
  });
});

describe('a question', () => {
  it('of 2,000 characters is answered, and Discord lets no longer one through', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    const question = `${ASKED.ferry} `.padEnd(2_000, 'and why ').slice(0, 1_999).concat('?');
    const answer = await asker.command('ask', { question }).message();
    expect(question).toHaveLength(2_000);
    expect(seen(answer).split('\n')[0]?.length).toBeLessThanOrEqual(153);
    expectToFit(answer);
    const longer = { question: `${question}?` };
    expect(() => asker.command('ask', longer)).toThrow('too long');
  });

  it('of 2,000 characters in a message is read, and one more is told to be too long', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    const question = `${ASKED.ferry} `.padEnd(1_999, 'ferry ').concat('?');
    const read = await replyTo(discord, asker.dm(question));
    const refused = await replyTo(discord, asker.dm(`${question}!`));
    expect(question).toHaveLength(2_000);
    expect(seen(read)).toContain(FERRY_SENTENCE);
    expect(seen(refused)).toBe('The question has 2001 characters; at most 2000 are read.');
  });

  it('of 150 characters stands whole above its answer, and of 151 is cut', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    const question = ASKED.ferry.padEnd(149, ' why').concat('?');
    const whole = await asker.command('ask', { question }).message();
    const cut = await asker.command('ask', { question: `y${question}` }).message();
    expect(question).toHaveLength(150);
    expect(seen(whole).split('\n')[0]).toBe(`-# ${question}`);
    expect(seen(cut).split('\n')[0]).toMatch(/…$/);
  });

  it('of emoji alone is answered in one piece', async () => {
    const { discord } = await openTown();
    const asked = { question: '👨‍👩‍👧‍👦'.repeat(90) };
    const [line = ''] = seen(await discord.people.asker.command('ask', asked).message()).split(
      '\n',
    );
    expect(line.replace('-# ', '').replace(/…$/, '')).toMatch(/^(?:👨‍👩‍👧‍👦)+$/u);
  });
});

describe('a message for "Find sources"', () => {
  it('of 4,000 characters is looked for as far as can be read', async () => {
    const { discord } = await openTown();
    const { asker, reader } = discord.people;
    const message = reader.says(`${ASKED.ferry} `.padEnd(4_000, 'ferry '));
    const found = await asker.messageCommand('Find sources', message).message();
    expect(seen(found)).toContain('Sources near this message');
    expectToFit(found);
  });
});

describe('an address', () => {
  const linkIn = (text: string): string => /\[link\]\(<([^>]*)>\)/.exec(text)?.[1] ?? 'none';
  const asked = async (url: string) => {
    const { discord } = await townOf(() => ({ url, paragraphs: ['The storm broke the quay.'] }), 1);
    const question = 'What did the storm break?';
    return seen(await discord.people.asker.command('ask', { question }).message());
  };

  it('longer than a button may hold is a link in the text, and leads to the sentence', async () => {
    const url = `https://harbour.example/${'a'.repeat(600)}`;
    const link = linkIn(await asked(url));
    expect(link.startsWith(`${url}#:~:text=The%20storm`)).toBe(true);
  });

  it('too long for a text gives way to the file', async () => {
    const text = await asked(`https://harbour.example/${'a'.repeat(3_000)}`);
    expect(linkIn(text)).toBe('none');
    expect(text).toContain('long-0.md');
  });

  it('that is none for a browser is not linked', async () => {
    const text = await asked('javascript:alert(1)');
    expect(linkIn(text)).toBe('none');
    expect(text).toContain('long-0.md');
  });
});

describe('what is suggested', () => {
  const typed = { name: 'document', value: 'title' };

  it('is cut to 100 characters where a title is longer, and still opens its document', async () => {
    const long = `Title ${'x'.repeat(93)}y`;
    const { discord } = await townOf((i) => ({ title: i === 0 ? long : `${long}z` }), 2);
    const { asker } = discord.people;
    const choices = await asker.autocomplete('sources', typed).choices();
    const [whole, cut] = choices.map(({ name }) => name);
    expect(long).toHaveLength(100);
    expect(whole).toBe(long);
    expect(cut?.length).toBeLessThanOrEqual(100);
    expect(cut).toMatch(/…$/);
    const asked = { document: String(choices[1]?.value) };
    expect(seen(await asker.command('sources', asked).message())).toContain('This is the text of');
  });

  it('leaves out an outlet whose name Discord would not take back', async () => {
    const outlet = 'o'.repeat(100);
    const { discord } = await townOf((i) => ({ outlet: i === 0 ? outlet : `${outlet}o` }), 2);
    const typing = { name: 'outlet', value: 'o' };
    const choices = await discord.people.asker
      .autocomplete('ask', typing, { question: '?' })
      .choices();
    expect(choices.map(({ value }) => value)).toEqual([outlet]);
  });
});

describe('lists', () => {
  it('of 30 passages have five pages that all fit', async () => {
    const { discord } = await openTown({ documents: notesOf(40) });
    const { asker } = discord.people;
    let page = await asker.command('sources', { query: 'the lighthouse keeper' }).message();
    const seenPages = [faces(page)[1]];
    while (faces(page).includes('▶')) {
      page = await press(asker, page, '▶').message();
      seenPages.push(faces(page)[1]);
      expectToFit(page);
    }
    expect(seenPages).toEqual([1, 2, 3, 4, 5].map((n) => `(Page ${n} of 5)`));
  });

  it('of a query or a title take as many characters as Discord lets through', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    const query = 'ferry '.repeat(334).slice(0, 2_000);
    expectToFit(await asker.command('sources', { query }).message());
    expectToFit(await asker.command('sources', { document: '*'.repeat(200) }).message());
    expect(() => asker.command('sources', { query: `${query}f` })).toThrow('too long');
    expect(() => asker.command('sources', { document: '*'.repeat(201) })).toThrow('too long');
  });
});

describe('the form for a question', () => {
  it('takes 500 characters, holds a longer one cut, and lets no more through', async () => {
    const { discord, state } = await openTown();
    const { asker } = discord.people;
    const question = ASKED.ferry.padEnd(900, ' why');
    const answer = await asker.command('ask', { question }).message();
    const card = await press(asker, answer, '👎').message();
    const form = press(asker, card, 'Add the question');
    const { components } = await form.modal();
    const typed = 'q'.repeat(500);
    await expect(asker.submitModal(form, { question: `${typed}q` })).rejects.toThrow('too long');
    await (await asker.submitModal(form, { question: typed })).message();
    expect(components[0]?.component?.value).toBe(question.slice(0, 500));
    expect((await state.allFeedback())[0]?.feedback.question).toBe(typed);
  });
});
