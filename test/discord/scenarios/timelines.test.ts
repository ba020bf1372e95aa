// /timeline: quotations in order of time, their pages, and the picture that goes with the first.

import { describe, expect, it } from 'vitest';
import type { Answerer } from '../../../src/answering/answerer.js';
import { everyComponent } from '../../discord-server/visible-text.js';
import type { StoredMessage } from '../../discord-server/model.js';
import { openTown } from './open-town.js';
import { changed } from './other-answerers.js';
import { faces, isFor, press, seen } from './reading.js';
import { ASKED, BRIDGE, FERRY } from './town-corpus.js';
import { notesOf } from './town-documents.js';

const LAMP = 'What did the lighthouse keeper write about the lamp and the fog?';
const PICTURE = Buffer.from('not really a picture').toString('base64');

/** Everything that is found is on the topic, and there is a picture of it. */
function picturing(town: Answerer): Answerer {
  return changed(town, {
    timeline: async (request) => {
      const { citations, answer } = await town.sources({ ...request, found: 20 });
      return {
        answer: { ...answer, outcome: 'answer' },
        passages: citations.map((citation) => ({ citation, isStrong: false })),
        chart: PICTURE,
      };
    },
  });
}

const GALLERY = 12;

function picturesOf(message: StoredMessage): unknown[] {
  return everyComponent(message.components).filter(({ type }) => type === GALLERY);
}

describe('/timeline', () => {
  it('quotes what is on the topic, oldest first, under its date', async () => {
    const { discord } = await openTown({ answerer: picturing });
    const { asker } = discord.people;
    const shown = await asker.command('timeline', { topic: ASKED.bridge }).message();
    const text = seen(shown);
    expect(text.split('\n')[0]).toBe(
      `3 quotations on “${ASKED.bridge}” from 3 documents, oldest first:`,
    );
    expect(text.indexOf(FERRY.title)).toBeLessThan(text.indexOf(BRIDGE.title));
    expect(text).toContain('**14 Oct 2015**\n');
    expect(text).toContain('Dated by the year alone, so in no month: 1 of 2019');
    expect(faces(shown)).toEqual(['Context', 'Context', 'Context', 'Delete']);
  });

  it('sends the picture with a description of what it shows', async () => {
    const { discord } = await openTown({ answerer: picturing });
    const { asker } = discord.people;
    const shown = await asker.command('timeline', { topic: ASKED.ferry }).message();
    const [file] = shown.attachments;
    expect(file?.name).toBe('timeline.png');
    expect(file?.description).toContain('October 2015: 1');
    expect(file?.data.toString()).toBe('not really a picture');
    expect(JSON.stringify(picturesOf(shown))).toContain('attachment://timeline.png');
  });

  it('turns its pages in the same message after a restart, and keeps the picture', async () => {
    const town = await openTown({ answerer: picturing, documents: notesOf(12) });
    const { asker } = town.discord.people;
    const first = await asker.command('timeline', { topic: LAMP }).message();
    expect(faces(first).slice(-4)).toEqual(['(◀)', '(Page 1 of 3)', '▶', 'Delete']);
    await town.restart();
    const second = await press(asker, first, '▶').message();
    expect(second.id).toBe(first.id);
    expect(faces(second)).toContain('(Page 2 of 3)');
    expect(seen(second)).toContain('[6] ');
    expect(seen(second).split('\n')[0]).toBe('12 quotations from 12 documents, oldest first:');
    expect(second.attachments).toHaveLength(1);
    expect(picturesOf(second)).toHaveLength(1);
  });

  it('leads from each quotation to its context', async () => {
    const { discord } = await openTown({ answerer: picturing });
    const { asker, reader } = discord.people;
    const shown = await asker.command('timeline', { topic: ASKED.ferry }).message();
    const context = await press(reader, shown, 'Context').message();
    expect(seen(context)).toContain(FERRY.paragraphs[0]?.text);
    expect(isFor(reader, context)).toBe(true);
  });

  it('comes without the picture where it may not be sent', async () => {
    const town = await openTown({ answerer: picturing });
    town.expectRefusals();
    const body = { code: 50013, message: 'Missing Permissions' };
    town.discord.faults.add({ path: /callback/, method: 'POST', status: 403, body });
    const shown = await town.discord.people.asker
      .command('timeline', { topic: ASKED.ferry })
      .message();
    expect(seen(shown)).toContain(FERRY.title);
    expect([shown.attachments, picturesOf(shown)]).toEqual([[], []]);
  });

  it('shares a private one without its picture', async () => {
    const { discord } = await openTown({ answerer: picturing });
    const { asker } = discord.people;
    const asked = { topic: ASKED.ferry, private: true };
    const shown = await asker.command('timeline', asked).message();
    expect(isFor(asker, shown)).toBe(true);
    const shared = await press(asker, shown, 'Share').message();
    expect(seen(shared)).toContain(FERRY.title);
    expect(picturesOf(shared)).toEqual([]);
    expect(faces(shared).at(-1)).toBe('Delete');
  });

  it('says that nothing is on a topic, and keeps nothing', async () => {
    const { discord } = await openTown();
    const shown = await discord.people.asker
      .command('timeline', { topic: ASKED.nothing })
      .message();
    expect(seen(shown)).toMatch(/nothing to quote|Nothing in the documents/);
    expect(faces(shown)).toEqual([]);
  });

  it('is narrowed by its options, and says what is wrong with them to who asks alone', async () => {
    const { discord } = await openTown({ answerer: picturing });
    const { asker } = discord.people;
    const narrowed = { topic: ASKED.ferry, after: '2016', before: '2020' };
    const text = seen(await asker.command('timeline', narrowed).message());
    expect(text).toContain(BRIDGE.title);
    expect(text).not.toContain(FERRY.title);
    const wrong = await asker.command('timeline', { ...narrowed, after: 'soon' }).message();
    expect(seen(wrong)).toContain('must be a date');
    expect(isFor(asker, wrong)).toBe(true);
  });
});
