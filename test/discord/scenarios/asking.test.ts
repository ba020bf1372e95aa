// Asking with /ask, as the person who asks sees it.

import { describe, expect, it } from 'vitest';
import { visibleText } from '../../discord-server/visible-text.js';
import { closedGate, judging } from './other-answerers.js';
import { openTown } from './open-town.js';
import { faces, isFor, seen } from './reading.js';
import { ASKED, FERRY, FERRY_SENTENCE, TOWN } from './town-corpus.js';

describe('/ask', () => {
  it('quotes the sentence that answers, bold, with its outlet, title, date, paragraph and link', async () => {
    const { discord } = await openTown();
    const message = await discord.people.asker.command('ask', { question: ASKED.ferry }).message();
    const text = visibleText(message);
    expect(text).toContain(`**${FERRY_SENTENCE}**`);
    expect(text).toContain(
      '\\[1\\] Harbour Post · The ferry to Saltholm stops · 14 Oct 2015 · ¶ 1–4 of 4 · [link](<https://harbour.example/ferry#:~:text=',
    );
  });

  it('quotes nothing that does not stand in the source, word for word', async () => {
    const { discord } = await openTown();
    const message = await discord.people.asker
      .command('ask', { question: ASKED.ferry, sources: 3 })
      .message();
    const quoted = [...visibleText(message).matchAll(/“([^”]*)”/g)].map(([, text = '']) =>
      text.replaceAll('**', '').split('\n\n'),
    );
    const written = TOWN.flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text));
    expect(quoted.length).toBeGreaterThan(1);
    for (const paragraph of quoted.flat()) {
      expect(written.some((text) => text.includes(paragraph))).toBe(true);
    }
  });

  it('shows the question above the answer, in small print', async () => {
    const { discord } = await openTown();
    const message = await discord.people.asker.command('ask', { question: ASKED.ferry }).message();
    expect(visibleText(message).split('\n')[0]).toBe(`-# ${ASKED.ferry}`);
  });

  it('shows a question with Markdown in it as it was typed, and cuts a long one', async () => {
    const { discord } = await openTown();
    const question = `Did **the ferry** # stop, [really](https://x.example)? ${'and why '.repeat(60)}`;
    const message = await discord.people.asker.command('ask', { question }).message();
    const [line = ''] = visibleText(message).split('\n');
    expect(line).toMatch(
      /^-# Did \\\*\\\*the ferry\\\*\\\* \\# stop, \\\[really\\\]\\\(https\\:\/\/x\.example\)\?/,
    );
    expect(line).toMatch(/…$/);
    expect(line.length).toBeLessThan(200);
  });

  it('numbers what is quoted from 1 on, without a gap', async () => {
    const { discord } = await openTown();
    const message = await discord.people.asker
      .command('ask', { question: ASKED.ferry, sources: 3 })
      .message();
    const numbers = [...visibleText(message).matchAll(/\\\[(\d+)\\\]/g)].map(([, n]) => Number(n));
    expect(numbers).toEqual([1, 2, 3]);
  });

  it('quotes no more than what supports the answer, unless more are asked for', async () => {
    const { discord } = await openTown();
    const message = await discord.people.asker.command('ask', { question: ASKED.ferry }).message();
    expect(faces(message).filter((face) => face === 'Context')).toHaveLength(1);
  });

  it('puts a Context button at each quotation, and votes, sources, reasons and Delete below', async () => {
    const { discord } = await openTown();
    const message = await discord.people.asker
      .command('ask', { question: ASKED.ferry, sources: 3 })
      .message();
    expect(faces(message)).toEqual([
      ...['Context', 'Context', 'Context'],
      ...['👍', '👎', 'All sources', 'Why these?', 'Delete'],
    ]);
  });

  it('answers where everybody sees it, unless it is asked in private', async () => {
    const { discord } = await openTown();
    const { asker, reader } = discord.people;
    const open = await asker.command('ask', { question: ASKED.ferry }).message();
    const own = await asker.command('ask', { question: ASKED.ferry, private: true }).message();
    expect(open.visibleTo).toBeNull();
    expect(isFor(asker, own)).toBe(true);
    expect(reader.sees().map(({ id }) => id)).toEqual([open.id]);
  });

  it('offers Share on a private answer in the place of Delete', async () => {
    const { discord } = await openTown();
    const asked = { question: ASKED.ferry, private: true };
    const message = await discord.people.asker.command('ask', asked).message();
    expect(faces(message).slice(-5)).toEqual(['👍', '👎', 'All sources', 'Why these?', 'Share']);
  });

  it('answers in a thread, and a follow-up there goes on from it', async () => {
    const { discord } = await openTown();
    const asker = discord.people.asker.at(discord.thread);
    const first = await asker.command('ask', { question: ASKED.bridge }).message();
    const next = await asker.command('ask', { question: 'and in 2015?' }).message();
    expect(first.channelId).toBe(discord.thread.id);
    expect(visibleText(next)).toContain('Read as: Who opened the bridge to Saltholm in heavy rain');
  });

  it('says "thinking" at once where others wait before, and fills the answer in', async () => {
    const { discord } = await openTown({
      queue: { atOnce: 1, mostWaiting: 10, firstGuessMs: 5_000 },
    });
    const handle = discord.people.asker.command('ask', { question: ASKED.ferry });
    const { type } = await handle.response();
    const message = await handle.message();
    expect(type).toBe(5);
    expect(visibleText(message)).toContain(FERRY_SENTENCE);
    expect(faces(message)).toContain('All sources');
  });

  it('keeps a private answer private where it had to say "thinking" first', async () => {
    const { discord } = await openTown({
      queue: { atOnce: 1, mostWaiting: 10, firstGuessMs: 5_000 },
    });
    const { asker } = discord.people;
    const own = await asker.command('ask', { question: ASKED.ferry, private: true }).message();
    expect(isFor(asker, own)).toBe(true);
    expect(visibleText(own)).toContain(FERRY_SENTENCE);
  });
});

describe('a question the corpus does not answer', () => {
  it('is told so before anything is shown, with titles and one line each', async () => {
    const { discord } = await openTown({ answerer: judging('closest', 0.3) });
    const message = await discord.people.asker.command('ask', { question: ASKED.ferry }).message();
    const [, told, ...shown] = seen(message).split('\n');
    expect(told).toBe('The corpus does not seem to answer this. These passages come nearest:');
    expect(shown.slice(0, 2)).toEqual([`**${FERRY.title}**`, `… “${FERRY_SENTENCE}” …`]);
    expect(visibleText(message)).not.toContain(`**${FERRY_SENTENCE}**`);
  });

  it('shows at most three of what comes nearest, however many were asked for', async () => {
    const { discord } = await openTown({
      answerer: judging('closest', 0.3),
      documents: [...TOWN, ...TOWN.map((document) => ({ ...document, ...copyOf(document) }))],
    });
    const asked = { question: ASKED.ferry, sources: 5 };
    const message = await discord.people.asker.command('ask', asked).message();
    expect(faces(message).filter((face) => face === 'Context').length).toBeLessThanOrEqual(3);
    expect(faces(message)).toContain('All sources');
  });

  it('is told that nothing was found, what the corpus covers and one thing to try', async () => {
    const { discord } = await openTown();
    const asked = { question: ASKED.nothing };
    const text = visibleText(await discord.people.asker.command('ask', asked).message());
    expect(text).toContain('None of these words stands in the documents');
    expect(text).toContain('Try: What is said about “');
    expect(text).toContain('The corpus holds 3 documents, 14 Oct 2015 to July 2021, from Harbour');
  });

  it('carries no quotation and no Context where nothing was found', async () => {
    const { discord } = await openTown();
    const message = await discord.people.asker
      .command('ask', { question: ASKED.nothing })
      .message();
    expect(faces(message)).toEqual(['👎 Should have found something', 'Delete']);
    expect(visibleText(message)).not.toContain('\\[1\\]');
  });

  it('is told that the corpus ends before the year it asks about', async () => {
    const { discord } = await openTown();
    const asked = { question: 'Why did the council stop the ferry to Saltholm in 2024?' };
    const text = visibleText(await discord.people.asker.command('ask', asked).message());
    expect(text).toContain('-# The corpus ends in July 2021; the question asks about 2024.');
  });

  it('is told that the corpus is old where it asks about now', async () => {
    const now = () => new Date('2022-03-01T12:00:00.000Z');
    const { discord } = await openTown({ now });
    const asked = { question: 'Why is the ferry to Saltholm not running today?' };
    const text = visibleText(await discord.people.asker.command('ask', asked).message());
    expect(text).toContain('The corpus ends in July 2021; the question asks about “today”.');
  });

  it('is greeted back where it is a greeting', async () => {
    const { discord } = await openTown();
    const message = await discord.people.asker.command('ask', { question: 'hello' }).message();
    expect(visibleText(message)).toContain('Hello! Ask me something');
    expect(faces(message)).toEqual(['Delete']);
  });
});

describe('two questions at once', () => {
  it('are each answered with their own answer', async () => {
    const gate = closedGate();
    const { discord } = await openTown({ answerer: gate.answerer });
    const { asker, reader } = discord.people;
    const one = asker.command('ask', { question: ASKED.bridge });
    const two = reader.command('ask', { question: ASKED.market });
    await discord.waitFor(() => gate.arrived() === 2);
    gate.open();
    expect(seen(await one.message())).toContain('**The bridge to Saltholm was opened');
    expect(seen(await two.message())).toContain('**The fish market moved');
  });
});

function copyOf({ file, id }: (typeof TOWN)[number]) {
  return { file: `copy-${file}`, id: `copy-${id}` };
}
