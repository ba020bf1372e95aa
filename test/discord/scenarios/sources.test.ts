// /sources and "All sources": every passage found, as people page through it.

import { describe, expect, it } from 'vitest';
import { openTown } from './open-town.js';
import { faces, isFor, press, replyTo, seen } from './reading.js';
import { ASKED, FERRY_SENTENCE, FERRY, MARKET, TOWN } from './town-corpus.js';
import { CHRONICLE, notesOf } from './town-documents.js';

const LAMP = 'What did the lighthouse keeper write about the lamp and the fog?';

describe('/sources with a query', () => {
  it('lists every passage by document with its rank, to the one who asks alone', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    const list = await asker.command('sources', { query: ASKED.ferry }).message();
    const text = seen(list);
    expect(isFor(asker, list)).toBe(true);
    expect(text.split('\n')[0]).toBe(
      `3 passages in 3 documents for “${ASKED.ferry}”, [1] the nearest:`,
    );
    expect(text).toContain(
      '**The ferry to Saltholm stops**\n-# Harbour Post · 14 Oct 2015 · [link]',
    );
    expect(text).toContain('[1] ¶ 1–4 of 4 · ');
  });

  it('turns its pages in the same message', async () => {
    const { discord } = await openTown({ documents: notesOf(15) });
    const { asker } = discord.people;
    const first = await asker.command('sources', { query: LAMP }).message();
    const second = await press(asker, first, '▶').message();
    expect(second.id).toBe(first.id);
    expect(faces(first)).toEqual(['(◀)', '(Page 1 of 3)', '▶']);
    expect(faces(second)).toEqual(['◀', '(Page 2 of 3)', '▶']);
    expect(seen(first)).toContain('[6] ');
    expect(seen(second)).toContain('[7] ');
  });

  it('has an end at its last page, and turns back', async () => {
    const { discord } = await openTown({ documents: notesOf(8) });
    const { asker } = discord.people;
    const first = await asker.command('sources', { query: LAMP }).message();
    const text = seen(first);
    const last = await press(asker, first, '▶').message();
    const again = await press(asker, last, '◀').message();
    expect(faces(last)).toEqual(['◀', '(Page 2 of 2)', '(▶)']);
    expect(seen(again).split('\n').slice(1)).toEqual(text.split('\n').slice(1));
  });

  it('looks in one document where one is chosen', async () => {
    const { discord } = await openTown();
    const asked = { query: 'the ferry to Saltholm', document: FERRY.id };
    const text = seen(await discord.people.asker.command('sources', asked).message());
    expect(text).toContain('1 passage in 1 document');
    expect(text).toContain('The ferry to Saltholm stops');
  });

  it('takes the beginning of a title for the document', async () => {
    const { discord } = await openTown();
    const asked = { query: 'the storm', document: 'the fish' };
    const text = seen(await discord.people.asker.command('sources', asked).message());
    expect(text).toContain(MARKET.title);
    expect(text).not.toContain(FERRY.title);
  });

  it('says so where no document is called that', async () => {
    const { discord } = await openTown();
    const asked = { query: 'the storm', document: 'Nobody’s diary' };
    const text = seen(await discord.people.asker.command('sources', asked).message());
    expect(text).toBe(
      'No document is called “Nobody’s diary”. Choose one from the list that appears as you type.',
    );
  });

  it('says so where nothing is found', async () => {
    const { discord } = await openTown();
    const asked = { query: 'outlet:Nobody the ferry' };
    const list = await discord.people.asker.command('sources', asked).message();
    expect(seen(list)).toBe('No passage was found for “outlet:Nobody the ferry”.');
    expect(faces(list)).toEqual([]);
  });

  it('takes a query of spaces for none', async () => {
    const { discord } = await openTown();
    const list = await discord.people.asker.command('sources', { query: '   ' }).message();
    expect(seen(list)).toContain('There is no answer here yet');
  });
});

describe('/sources without a query', () => {
  it('shows what stands behind the last public answer here, whoever asked', async () => {
    const { discord } = await openTown();
    const { asker, reader } = discord.people;
    await replyTo(discord, asker.asks(ASKED.ferry));
    const list = await reader.command('sources').message();
    expect(isFor(reader, list)).toBe(true);
    expect(seen(list)).toContain(FERRY_SENTENCE);
  });

  it('shows what stands behind your own private answer', async () => {
    const { discord } = await openTown({ documents: [...TOWN, CHRONICLE] });
    const { asker } = discord.people;
    await asker.command('ask', { question: ASKED.ferry }).message();
    await asker.command('ask', { question: ASKED.market, private: true }).message();
    const text = seen(await asker.command('sources').message());
    expect(text.indexOf(MARKET.title)).toBeLessThan(text.indexOf(FERRY.title));
  });

  it('never shows what stands behind another person’s private answer', async () => {
    const { discord } = await openTown();
    const { asker, reader } = discord.people;
    await asker.command('ask', { question: ASKED.ferry, private: true }).message();
    const list = await reader.command('sources').message();
    expect(seen(list)).toBe('There is no answer here yet: ask something first, or give a query.');
  });

  it('passes by what was only listed for a query', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    await asker.command('ask', { question: ASKED.ferry }).message();
    await asker.command('sources', { query: ASKED.market }).message();
    const text = seen(await asker.command('sources').message());
    expect(text.indexOf(FERRY.title)).toBeLessThan(text.indexOf(MARKET.title));
  });

  it('shows nothing of another channel', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    await asker.command('ask', { question: ASKED.ferry }).message();
    const list = await asker.at(discord.channels.news).command('sources').message();
    expect(seen(list)).toContain('There is no answer here yet');
  });

  it('shows nothing behind an answer that was deleted', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    const answer = await asker.command('ask', { question: ASKED.ferry }).message();
    await press(asker, answer, 'Delete').response();
    await discord.waitFor(() => discord.message(answer.id) === null);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(seen(await asker.command('sources').message())).toContain('There is no answer here yet');
  });

  it('reads a document from its start where one is chosen', async () => {
    const { discord } = await openTown();
    const list = await discord.people.asker.command('sources', { document: FERRY.id }).message();
    const [first = ''] = FERRY.paragraphs.map(({ text }) => text);
    expect(seen(list)).toContain(`-# ¶ 1 of 4\n${first}\n-# ¶ 2 of 4`);
  });

  it('turns the pages of a document in the same message', async () => {
    const { discord } = await openTown({ documents: [CHRONICLE] });
    const { asker } = discord.people;
    const first = await asker.command('sources', { document: CHRONICLE.id }).message();
    const second = await press(asker, first, 'Later ▶').message();
    const again = await press(asker, second, '◀ Earlier').message();
    expect([second.id, again.id]).toEqual([first.id, first.id]);
    expect(faces(first)).toEqual(['(◀ Earlier)', 'Later ▶']);
    expect(seen(second)).not.toContain('¶ 1 of');
    expect(seen(again)).toBe(seen(first));
  });
});

describe('"All sources" under an answer', () => {
  it('opens the list in private and leaves the answer as it is', async () => {
    const { discord } = await openTown();
    const { asker, reader } = discord.people;
    const answer = await asker.command('ask', { question: ASKED.ferry }).message();
    const list = await press(reader, answer, 'All sources').message();
    expect(list.id).not.toBe(answer.id);
    expect(isFor(reader, list)).toBe(true);
    expect(discord.message(answer.id)?.editedAt).toBeNull();
  });

  it('ranks first what the answer quotes first', async () => {
    const { discord } = await openTown();
    const { asker } = discord.people;
    const answer = await asker.command('ask', { question: ASKED.market }).message();
    const text = seen(await press(asker, answer, 'All sources').message());
    expect(text.split('\n')[1]).toBe('**The fish market moves**');
  });

  it('turns the pages of its own message', async () => {
    const { discord } = await openTown({ documents: notesOf(14) });
    const { asker, reader } = discord.people;
    const answer = await asker.command('ask', { question: LAMP }).message();
    const list = await press(reader, answer, 'All sources').message();
    const next = await press(reader, list, '▶').message();
    expect(next.id).toBe(list.id);
    expect(faces(next)).toContain('(Page 2 of 3)');
  });
});
