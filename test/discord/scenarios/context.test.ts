// "Context" and "Why these?": what stands around a quotation, and why it was chosen.

import { describe, expect, it } from 'vitest';
import { ASKED, buildTown, FERRY, FERRY_SENTENCE, TOWN } from './town-corpus.js';
import { untilServing } from '../../support/answering-site.js';
import { openTown } from './open-town.js';
import { customIdOf, faces, isFor, press, seen } from './reading.js';
import { chapterOf, CHRONICLE } from './town-documents.js';

const NURSE = chapterOf('nurse');

describe('"Context"', () => {
  it('opens the paragraphs around a quotation, for the one who pressed alone', async () => {
    const { discord } = await openTown();
    const { asker, reader } = discord.people;
    const answer = await asker.command('ask', { question: ASKED.ferry }).message();
    const context = await press(reader, answer, 'Context').message();
    expect(isFor(reader, context)).toBe(true);
    expect(context.id).not.toBe(answer.id);
    for (const { text } of FERRY.paragraphs) {
      expect(seen(context).replaceAll(/\*\*|^> /gm, '')).toContain(text);
    }
  });

  it('marks the cited paragraph and keeps the sentence bold', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    const answer = await asker.command('ask', { question: ASKED.ferry }).message();
    const text = seen(await press(asker, answer, 'Context').message());
    expect(text).toContain('> -# ¶ 2 of 4\n> **The council stopped the ferry');
    expect(text).toContain('[1] Harbour Post · 14 Oct 2015 · [link]');
  });

  it('has no buttons where everything is on one page', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    const answer = await asker.command('ask', { question: ASKED.ferry }).message();
    expect(faces(await press(asker, answer, 'Context').message())).toEqual([]);
  });

  it('turns to what comes before and after in the same message', async () => {
    const { discord } = await openTown({ documents: [CHRONICLE] });
    const { asker } = discord.people;
    const answer = await asker.command('ask', { question: NURSE }).message();
    const context = await press(asker, answer, 'Context').message();
    const first = seen(context);
    const before = await press(asker, context, '◀ Earlier').message();
    const earlier = seen(before);
    const back = await press(asker, before, 'Later ▶').message();
    expect([before.id, back.id]).toEqual([context.id, context.id]);
    expect(first).toContain(`**${NURSE}**`);
    expect(earlier).not.toContain(NURSE);
    expect(seen(back)).toBe(first);
  });

  it('leads to the start and to the end of the document, and no further', async () => {
    const { discord } = await openTown({ documents: [CHRONICLE] });
    const { asker } = discord.people;
    const answer = await asker.command('ask', { question: NURSE }).message();
    let page = await press(asker, answer, 'Context').message();
    while (faces(page).includes('◀ Earlier'))
      page = await press(asker, page, '◀ Earlier').message();
    expect(seen(page)).toContain('¶ 1 of 18');
    expect(faces(page)).toEqual(['(◀ Earlier)', 'Later ▶']);
    while (faces(page).includes('Later ▶')) page = await press(asker, page, 'Later ▶').message();
    expect(seen(page)).toContain('¶ 18 of 18');
  });

  it('shows every paragraph once on the way through', async () => {
    const { discord } = await openTown({ documents: [CHRONICLE] });
    const { asker } = discord.people;
    let page = await asker.command('sources', { document: CHRONICLE.id }).message();
    const texts = [seen(page)];
    while (faces(page).includes('Later ▶')) {
      page = await press(asker, page, 'Later ▶').message();
      texts.push(seen(page));
    }
    const numbers = [...texts.join('\n').matchAll(/¶ (\d+) of 18/g)].map(([, n]) => Number(n));
    expect(numbers).toEqual(Array.from({ length: 18 }, (_, i) => i + 1));
  });

  it('is there for each of several quotations', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    const answer = await asker.command('ask', { question: ASKED.ferry, sources: 3 }).message();
    const id = customIdOf(answer, 'Context').replace(/:1:0$/, ':3:0');
    const text = seen(await asker.click(answer, id).message());
    expect(text).toContain('**A bridge for the islanders**');
    expect(text).toContain('[3] Island Letter');
  });

  it('shows what was quoted, and says when it was withdrawn, where it has left the corpus since', async () => {
    const { discord, folder, own } = await openTown();
    const { asker } = discord.people;
    const answer = await asker.command('ask', { question: ASKED.ferry }).message();
    await buildTown(folder, TOWN.slice(1));
    await untilServing(own, 2);
    const context = await press(asker, answer, 'Context').message();
    expect(seen(context)).toContain('withdrawn on 1 May 2024');
    expect(seen(context)).toContain(FERRY_SENTENCE);
    expect(isFor(asker, context)).toBe(true);
  });

  it('works on a private answer', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    const own = await asker.command('ask', { question: ASKED.ferry, private: true }).message();
    expect(seen(await press(asker, own, 'Context').message())).toContain('¶ 2 of 4');
  });
});

describe('"Why these?"', () => {
  it('tells the words that were found, the ranks and how sure it is, in words', async () => {
    const { discord } = await openTown();
    const { asker, reader } = discord.people;
    const answer = await asker.command('ask', { question: ASKED.ferry }).message();
    const why = await press(reader, answer, 'Why these?').message();
    const text = seen(why);
    expect(isFor(reader, why)).toBe(true);
    expect(text).toContain('3 passages were compared with the question');
    expect(text).toMatch(/\*\*Words found:\*\* .*hull \(in 1 passage\)/);
    expect(text).toMatch(/\[1\] \*\*The ferry to Saltholm stops\*\*\n-# ¶ 1–4 of 4 · .*1st by/);
    expect(text).toMatch(/(Very|Fairly) sure \(\d+ %\)/);
  });

  it('tells which words stand in no passage', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    const question = `${ASKED.ferry} Zeppelin?`;
    const answer = await asker.command('ask', { question }).message();
    const text = seen(await press(asker, answer, 'Why these?').message());
    expect(text).toContain('**In no passage:** Zeppelin');
  });

  it('does not repeat the question, which is not kept', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    const answer = await asker.command('ask', { question: ASKED.ferry }).message();
    const text = seen(await press(asker, answer, 'Why these?').message());
    expect(text).not.toContain(ASKED.ferry);
  });
});
