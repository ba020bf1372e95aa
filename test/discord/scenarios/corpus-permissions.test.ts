// Who may change a server's sources: asked at every step, of the interaction alone.

import { PermissionFlagsBits } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { graceOver } from '../../../src/curating/departures.js';
import { openCuratedTown, type CuratedTown } from './curated-town.js';
import { customIdOf, press, seen } from './reading.js';

const FILE = { name: 'a.txt', data: 'The lighthouse of Port Alder is painted white again.' };
const DENIED = 'Only who may manage this server can change its sources.';

/** A member with a role that may manage the server, until it is taken. */
function withRole({ discord }: CuratedTown) {
  const { asker } = discord.people;
  const role = discord.changes.addRole(
    discord.guilds.home,
    'Keepers',
    PermissionFlagsBits.ManageGuild,
  );
  discord.changes.setRoles(discord.guilds.home, asker.user, [role]);
  const lose = (): void => {
    discord.changes.setRoles(discord.guilds.home, asker.user, []);
  };
  return { keeper: asker, lose };
}

const refusals = async ({ metrics }: CuratedTown): Promise<string> =>
  /verbatim_curating_refused_total (\d+)/.exec(await metrics.text())?.[1] ?? '';

describe('permission to change a server’s sources', () => {
  it('is not had by members, who are not shown the command', async () => {
    const { discord } = await openCuratedTown();
    expect(() => discord.people.reader.command('corpus list')).toThrow(/hidden from Rea/);
  });

  it('is lost with the role, at every button, form and command', async () => {
    const town = await openCuratedTown();
    const { keeper, lose } = withRole(town);
    const draft = await keeper.command('corpus add', { file: FILE }).message();
    const form = press(keeper, draft, 'Correct');
    await form.modal();
    const typed = keeper.command('corpus add');
    await typed.modal();
    lose();
    const corrected = await keeper.submitModal(form, { title: 'Mine' });
    expect(seen(await corrected.message())).toBe(DENIED);
    const text = await keeper.submitModal(typed, { title: 'T', text: 'Some words of mine.' });
    expect(seen(await text.message())).toBe(DENIED);
    for (const face of ['Add', 'Correct', 'Cancel']) {
      expect(seen(await press(keeper, draft, face).message())).toBe(DENIED);
    }
    expect(await town.curating.sources.originals(town.collection)).toEqual([]);
    expect(await refusals(town)).toBe('5');
    const lines = town.logged.filter((line) => line.includes('without permission'));
    expect(lines).toHaveLength(5);
    expect(lines[0]).toContain(keeper.id);
  });

  it('does not reach another person’s draft, nor one of another server', async () => {
    const town = await openCuratedTown();
    const { discord } = town;
    const { admin, stranger } = discord.people;
    const { keeper } = withRole(town);
    const draft = await admin.command('corpus add', { file: FILE }).message();
    const forged = keeper.clickForged(draft, customIdOf(draft, 'Add'));
    expect(seen(await forged.message())).toContain('This draft is not there any more.');
    const away = stranger.at(discord.channels.awayGeneral);
    const list = await away.command('corpus list').message();
    const foreign = away.clickForged(list, customIdOf(draft, 'Add'));
    expect(seen(await foreign.message())).toContain('This draft is not there any more.');
    expect(await town.curating.sources.originals(town.collection, 'draft')).toHaveLength(1);
  });

  it('does not let a form be sent twice', async () => {
    const town = await openCuratedTown();
    const { admin } = town.discord.people;
    const draft = await admin.command('corpus add', { file: FILE }).message();
    const form = press(admin, draft, 'Correct');
    await form.modal();
    await press(admin, draft, 'Add').message();
    const replayed = await admin.submitModal(form, { title: 'Later' });
    expect(seen(await replayed.message())).toContain('This draft is not there any more.');
    const [kept] = await town.curating.sources.originals(town.collection);
    expect(kept?.stated.title).toBeUndefined();
  });

  it('is nobody’s in a direct message', async () => {
    const town = await openCuratedTown();
    const { admin } = town.discord.people;
    const draft = await admin.command('corpus add', { file: FILE }).message();
    const alone = admin.inDm();
    const asked = alone.asks('Why did the council stop the ferry to Saltholm?');
    const forged = alone.clickForged(asked, customIdOf(draft, 'Add'));
    expect(seen(await forged.message())).toBe('Sources belong to a server: use this in one.');
    expect(() => alone.command('corpus list')).toThrow(/not offered/);
  });

  it('names nothing while somebody without it types', async () => {
    const town = await openCuratedTown();
    const { keeper, lose } = withRole(town);
    const draft = await keeper.command('corpus add', { file: FILE }).message();
    await press(keeper, draft, 'Add').message();
    lose();
    town.discord.changes.setRoles(town.discord.guilds.home, keeper.user, []);
    expect(() => keeper.autocomplete('corpus remove', { name: 'source', value: 'a' })).toThrow(
      /hidden/,
    );
  });
});

describe('a server that removes the bot', () => {
  it('loses its sources after the grace, and keeps them where it comes back before', async () => {
    const town = await openCuratedTown();
    const { discord, departures, curating, collection } = town;
    const { admin } = discord.people;
    await press(
      admin,
      await admin.command('corpus add', { file: FILE }).message(),
      'Add',
    ).message();
    await town.keep();
    const week = new Date(Date.now() + 7 * 86_400_000 + 60_000);
    discord.changes.kickBot(discord.guilds.home);
    await discord.waitFor(
      () => (town.logged.some((line) => line.includes('go after a grace')) ? true : null),
      5_000,
      'the departure to be noted',
    );
    expect(await departures.leftBy(graceOver(new Date()))).toEqual([]);
    expect(await departures.leftBy(graceOver(week))).toEqual([discord.guilds.home.id]);
    await town.keep();
    expect(await curating.sources.originals(collection)).toHaveLength(1);
    curating.pass(week.getTime() - curating.now().getTime());
    await town.keep();
    expect(await curating.sources.originals(collection)).toEqual([]);
    expect(await departures.leftBy(graceOver(week))).toEqual([]);
  });
});
