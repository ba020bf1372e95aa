// /corpus: what moderators do with their server's own sources, from the file that is handed in to the message that
// says that it can be searched.

import { describe, expect, it } from 'vitest';
import { openCuratedTown, untilItSays } from './curated-town.js';
import { faces, isFor, press, seen } from './reading.js';

const NOTICE = {
  name: 'notice.md',
  data: '# A notice\n\nThe lighthouse of Port Alder is painted white again.\n\nIts lamp was kept burning.\n',
};

describe('/corpus add', () => {
  it('shows what was understood of a file to its moderator alone, and adds it when they say so', async () => {
    const town = await openCuratedTown();
    const { admin } = town.discord.people;
    const draft = await admin.command('corpus add', { file: NOTICE }).message();
    expect(isFor(admin, draft)).toBe(true);
    expect(seen(draft)).toContain('This is understood as a document.');
    expect(seen(draft)).toContain('A notice');
    expect(seen(draft)).toContain('“The lighthouse of Port Alder is painted white again.”');
    expect(seen(draft)).toContain('2 paragraphs');
    expect(faces(draft)).toEqual(['Add', 'Correct', 'Cancel']);
    expect(await town.curating.sources.originals(town.collection)).toEqual([]);
    const added = await press(admin, draft, 'Add').message();
    expect(seen(added)).toBe('Added “notice.md”: it is being indexed …');
    expect(town.wakes()).toBe(1);
    await town.keep();
    expect(town.published).toEqual([['notice.md']]);
    await untilItSays(
      town,
      added,
      /^Indexed: 1 new, 0 changed, 0 removed; 1 document in 1 passage/,
    );
  });

  it('takes corrections, which win over the text', async () => {
    const town = await openCuratedTown();
    const { admin } = town.discord.people;
    const draft = await admin.command('corpus add', { file: NOTICE }).message();
    const form = press(admin, draft, 'Correct');
    expect((await form.modal()).title).toBe('Correct what was understood');
    const values = { title: 'The **white** lighthouse', outlet: 'Harbour Post', date: '2015-10' };
    const corrected = await (await admin.submitModal(form, values)).message();
    expect(seen(corrected)).toContain('The **white** lighthouse');
    expect(seen(corrected)).toContain('Outlet: Harbour Post · Date: October 2015');
    await press(admin, corrected, 'Add').message();
    const [kept] = await town.curating.sources.originals(town.collection);
    expect(kept?.stated).toEqual(values);
    const list = await admin.command('corpus list').message();
    expect(seen(list)).toMatch(/1 document, the newest first:\n.*The \*\*white\*\* lighthouse/s);
  });

  it('refuses a date that is none, and keeps the draft', async () => {
    const town = await openCuratedTown();
    const { admin } = town.discord.people;
    const draft = await admin.command('corpus add', { file: NOTICE }).message();
    const form = press(admin, draft, 'Correct');
    await form.modal();
    const said = await (await admin.submitModal(form, { title: 'A', date: 'yesterday' })).message();
    expect(seen(said)).toContain('“yesterday” is not a date.');
    expect(faces(draft)).toContain('Add');
  });

  it('forgets a draft that is cancelled, and one that nobody confirms within an hour', async () => {
    const town = await openCuratedTown();
    const { admin } = town.discord.people;
    const first = await admin.command('corpus add', { file: NOTICE }).message();
    expect(seen(await press(admin, first, 'Cancel').message())).toBe(
      'Cancelled: nothing was added.',
    );
    const second = await admin.command('corpus add', { file: NOTICE }).message();
    town.curating.pass(3_600_001);
    const late = await press(admin, second, 'Add').message();
    expect(seen(late)).toContain('This draft is not there any more.');
    expect(await town.curating.sources.originals(town.collection)).toEqual([]);
  });

  it('takes an address: a page is a document, a feed is read from then on', async () => {
    const town = await openCuratedTown();
    const { admin } = town.discord.people;
    town.curating.web.set(
      'https://harbour.example/pier',
      '<html><head><title>The pier</title></head><body><p>The old pier of Port Alder stays closed until the divers have looked at its beams.</p></body></html>',
    );
    town.curating.web.set(
      'https://harbour.example/feed',
      '<?xml version="1.0"?><rss version="2.0"><channel><item></item><item></item></channel></rss>',
    );
    const page = await admin
      .command('corpus add', { url: 'https://harbour.example/pier' })
      .message();
    expect(seen(page)).toContain('The old pier of Port Alder stays closed');
    await press(admin, page, 'Add').message();
    const feed = await admin
      .command('corpus add', { url: 'https://harbour.example/feed' })
      .message();
    expect(seen(feed)).toContain('This is understood as a feed.');
    expect(seen(feed)).toContain('About 2 entries');
    const added = await press(admin, feed, 'Add').message();
    await town.keep();
    await untilItSays(town, added, /^1 source fetched: 2 new/);
    const kinds = (await town.curating.sources.sources(town.collection)).map(({ kind }) => kind);
    expect(kinds.sort()).toEqual(['address', 'feed']);
  });

  it('says in one line why an address or a file is refused, and keeps nothing', async () => {
    const town = await openCuratedTown();
    const { admin } = town.discord.people;
    const gone = await admin.command('corpus add', { url: 'https://nobody.example/' }).message();
    expect(seen(gone)).toBe('https://nobody.example/ cannot be reached. Check the address.');
    const odd = { name: 'odd.md', data: '%PDF-1.7 and more' };
    const refused = await admin.command('corpus add', { file: odd }).message();
    expect(seen(refused)).toMatch(/^odd\.md: its name says \.md but it is a PDF/);
    expect(await town.curating.sources.originals(town.collection, 'draft')).toEqual([]);
  });

  it('opens a form where nothing is given, and takes the text that is typed', async () => {
    const town = await openCuratedTown();
    const { admin } = town.discord.people;
    const form = admin.command('corpus add');
    expect((await form.modal()).title).toBe('Add a text to this server’s sources');
    const draft = await (
      await admin.submitModal(form, {
        title: 'Opening hours',
        outlet: 'Town hall',
        date: '2026',
        text: 'The baths open at seven in the morning. They close at nine.',
      })
    ).message();
    expect(isFor(admin, draft)).toBe(true);
    expect(seen(draft)).toContain('Opening hours');
    expect(seen(draft)).toContain('Outlet: Town hall · Date: 2026');
    await press(admin, draft, 'Add').message();
    const [kept] = await town.curating.sources.originals(town.collection);
    expect(kept?.name).toBe('Opening-hours.txt');
  });

  it('takes a message of a channel that the moderator may read, with who said it and when', async () => {
    const town = await openCuratedTown({ messageContent: true });
    const { admin, reader } = town.discord.people;
    const { news, awayGeneral } = town.discord.channels;
    const said = reader.says('The ferry to Saltholm runs again from Monday on. ||secret||');
    const link = (channel: string, id: string, guild = town.discord.guilds.home.id) =>
      `https://discord.com/channels/${guild}/${channel}/${id}`;
    const here = link(said.channelId, said.id);
    const draft = await admin.command('corpus add', { message: here }).message();
    expect(seen(draft)).toContain('“The ferry to Saltholm runs again from Monday on. [spoiler]”');
    expect(seen(draft)).toContain('Author: Rea');
    expect(seen(draft)).toContain(here);
    const elsewhere = reader.at(news).says('The market is closed on Monday and on Tuesday.');
    const there = link(news.id, elsewhere.id);
    const unnamed = await admin.command('corpus add', { message: there }).message();
    expect(seen(unnamed)).toContain('name it as channel:');
    const named = await admin.command('corpus add', { message: there, channel: news.id }).message();
    expect(seen(named)).toContain('“The market is closed on Monday and on Tuesday.”');
    const foreign = link(awayGeneral.id, '123456789012345678', town.discord.guilds.away.id);
    const refused = await admin.command('corpus add', { message: foreign }).message();
    expect(seen(refused)).toBe('That is no link to a message of this server.');
  });

  it('takes a message from its menu', async () => {
    const town = await openCuratedTown();
    const { admin, reader } = town.discord.people;
    const said = reader.says('The harbour master keeps the key of the old customs house.');
    const draft = await admin.messageCommand('Add to this server’s sources', said).message();
    expect(seen(draft)).toContain('“The harbour master keeps the key of the old customs house.”');
    await press(admin, draft, 'Add').message();
    const [kept] = await town.curating.sources.originals(town.collection);
    expect(kept?.stated.author).toBe('Rea');
    expect(kept?.url).toContain(said.id);
  });
});

describe('the rest of /corpus', () => {
  it('removes what is suggested while its name is typed', async () => {
    const town = await openCuratedTown();
    const { admin } = town.discord.people;
    await press(
      admin,
      await admin.command('corpus add', { file: NOTICE }).message(),
      'Add',
    ).message();
    await town.keep();
    const choices = await admin
      .autocomplete('corpus remove', { name: 'source', value: 'NOTI' })
      .choices();
    const [choice] = choices;
    expect(choice?.name).toContain('notice.md');
    const removed = await admin
      .command('corpus remove', { source: String(choice?.value) })
      .message();
    expect(seen(removed)).toContain('Removed notice.md: it leaves the answers in a moment …');
    await town.keep();
    expect(town.published).toEqual([['notice.md'], []]);
    const again = await admin.command('corpus remove', { source: 'notice.md' }).message();
    expect(seen(again)).toContain('There is nothing here by the name of “notice.md”.');
  });

  it('pages through a long list', async () => {
    const town = await openCuratedTown();
    const { admin } = town.discord.people;
    for (let i = 0; i < 10; i += 1) {
      const file = {
        name: `n${i}.txt`,
        data: `The boat number ${i} lies in the harbour of Alder.`,
      };
      await press(admin, await admin.command('corpus add', { file }).message(), 'Add').message();
    }
    const list = await admin.command('corpus list').message();
    expect(faces(list)).toEqual(['(◀)', '(Page 1 of 2)', '▶']);
    const next = await press(admin, list, '▶').message();
    expect(faces(next)).toEqual(['◀', '(Page 2 of 2)', '(▶)']);
    const status = await admin.command('corpus status').message();
    expect(seen(status)).toContain('10 of at most 500 documents kept');
    expect(seen(status)).toContain('waits for its turn');
  });

  it('exports an archive that the same server imports, and another one only when it says so', async () => {
    const town = await openCuratedTown();
    const { admin, stranger } = town.discord.people;
    await press(
      admin,
      await admin.command('corpus add', { file: NOTICE }).message(),
      'Add',
    ).message();
    const exported = await admin.command('corpus export').message();
    const [file] = exported.attachments;
    if (file === undefined) throw new Error('no archive');
    const response = await fetch(file.url);
    const archive = { name: file.name, data: Buffer.from(await response.arrayBuffer()) };
    await admin.command('corpus remove', { source: 'notice.md' }).message();
    const back = await admin.command('corpus import', { archive }).message();
    await town.keep();
    await untilItSays(town, back, /^1 document and 1 source imported\. Indexed/);
    expect(await town.curating.sources.originals(town.collection)).toHaveLength(1);
    const away = stranger.at(town.discord.channels.awayGeneral);
    const wrong = await away.command('corpus import', { archive }).message();
    await town.keep();
    await untilItSays(town, wrong, /^That failed: .*was exported from g-/);
    const meant = await away.command('corpus import', { archive, 'from-another': true }).message();
    await town.keep();
    await untilItSays(town, meant, /^1 document and 1 source imported/);
    const theirs = await town.curating.sources.originals(`g-${town.discord.guilds.away.id}`);
    expect(theirs.map(({ name }) => name)).toEqual(['notice.md']);
  });

  it('narrows a channel of its own server', async () => {
    const town = await openCuratedTown();
    const { admin } = town.discord.people;
    const { home } = town.discord.guilds;
    const { news } = town.discord.channels;
    const said = await admin
      .command('corpus channel', { searches: 'own', channel: news.id })
      .message();
    expect(seen(said)).toBe(`#news searches ${town.collection}.`);
    const scope = await town.curating.sources.channelScope(home.id, news.id);
    expect(scope?.collections).toEqual([town.collection]);
    await admin.command('corpus channel', { searches: 'all', channel: news.id }).message();
    expect(await town.curating.sources.channelScope(home.id, news.id)).toBeNull();
  });

  it('goes on telling how a job is after a restart', async () => {
    const town = await openCuratedTown();
    const { admin } = town.discord.people;
    const draft = await admin.command('corpus add', { file: NOTICE }).message();
    const added = await press(admin, draft, 'Add').message();
    const after = await town.restart();
    await town.keep();
    await untilItSays(after, added, /^Indexed: 1 new/);
    expect(town.logged.concat(after.logged).join('')).not.toContain('"token"');
  });
});
