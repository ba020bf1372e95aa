import { PermissionFlagsBits } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CANARY_TOKEN, startDiscordServer, type DiscordServer } from './discord-server.js';
import type { Json } from './json.js';
import type { StoredMessage } from './model.js';
import { button, call, post, row, text, v2 } from './raw-calls.js';
import { buttons, selects, visibleText } from './visible-text.js';

let discord: DiscordServer;
beforeAll(async () => {
  discord = await startDiscordServer();
});
afterAll(async () => {
  await discord.stop();
});

async function posted(payload: Json): Promise<StoredMessage> {
  const { body } = await post(discord, payload);
  return discord.world.messageIn(discord.channels.general.id, body.id as string);
}

/** A message that only who asked can see. */
async function whispered(payload: Json): Promise<StoredMessage> {
  const handle = discord.people.asker.command('ask');
  const path = `POST /interactions/${handle.id}/${handle.token}/callback` as const;
  await call(discord, path, { body: { type: 4, data: { ...payload, flags: 64 | (1 << 15) } } });
  return handle.message();
}

const menu = row({
  type: 3,
  custom_id: 'pick',
  max_values: 2,
  options: ['a', 'b', 'c'].map((value) => ({ label: value, value })),
});

describe('what is seen of a message', () => {
  it('is its texts in the order in which they are read, and its buttons', async () => {
    const link = { type: 2, style: 5, label: 'Open', url: 'https://a.example' };
    const message = await posted(
      v2(
        {
          type: 17,
          components: [
            text('first'),
            { type: 9, components: [text('second')], accessory: button('one', 'Context') },
            { type: 14 },
            text('third'),
            row({ ...button('two', 'Gone'), disabled: true }, link),
          ],
        },
        menu,
      ),
    );
    expect(visibleText(message)).toBe('first\nsecond\nthird');
    expect(buttons(message)).toMatchObject([
      { label: 'Context', customId: 'one', url: null, isDisabled: false },
      { label: 'Gone', customId: 'two', isDisabled: true },
      { label: 'Open', customId: null, url: 'https://a.example' },
    ]);
    expect(selects(message)).toMatchObject([{ custom_id: 'pick' }]);
  });

  it('includes content and embeds of the older kind', async () => {
    const fields = [{ name: 'c', value: 'd' }];
    const message = await posted({ content: 'a', embeds: [{ title: 'b', fields }] });
    expect(visibleText(message)).toBe('a\nb\nc\nd');
  });
});

describe('a person', () => {
  it('presses only what is there', async () => {
    const link = { type: 2, style: 5, label: 'Open', url: 'https://a.example' };
    const message = await posted(
      v2(row(button('x'), { ...button('y', 'Off'), disabled: true }, link)),
    );
    const { reader } = discord.people;
    expect(() => reader.click(message, 'nothing')).toThrow('shows no "nothing"');
    expect(() => reader.click(message, { label: 'Off' })).toThrow('disabled');
    expect(() => reader.click(message, { label: 'Open' })).toThrow('only opens a link');
    expect(() => reader.click(message, 'x')).not.toThrow();
    discord.changes.deleteMessage(message);
    expect(() => reader.click(message, 'x')).toThrow('no longer there');
  });

  it('presses nothing on what only somebody else sees, unless by force', async () => {
    const message = await whispered(v2(row(button('x'))));
    expect(message.visibleTo).toBe(discord.people.asker.id);
    expect(() => discord.people.reader.click(message, 'x')).toThrow('does not see');
    expect(() => discord.people.asker.click(message, 'x')).not.toThrow();
    const { id } = discord.people.reader.clickForged(message, 'made-up');
    expect(discord.interactions.get(id)?.data.custom_id).toBe('made-up');
  });

  it('presses what an edit has left', async () => {
    const message = await posted(v2(row(button('before'))));
    const path = `PATCH /channels/${message.channelId}/messages/${message.id}` as const;
    await call(discord, path, { body: { components: [row(button('after'))] } });
    expect(() => discord.people.reader.click(message, 'before')).toThrow('shows no');
    expect(() => discord.people.reader.click(message, 'after')).not.toThrow();
  });

  it('acts and writes only where they are', () => {
    const { stranger, asker } = discord.people;
    const elsewhere = stranger.at(discord.channels.general);
    expect(() => elsewhere.command('ask')).toThrow('does not see this channel');
    expect(() => elsewhere.says('a')).toThrow('does not see this channel');
    discord.changes.deny(discord.channels.news, PermissionFlagsBits.SendMessages, asker.user);
    const reading = asker.at(discord.channels.news);
    expect(() => reading.command('ask')).not.toThrow();
    expect(() => reading.says('a')).toThrow('cannot write');
  });

  it('chooses what a menu offers', async () => {
    const message = await posted(v2(menu));
    const { reader } = discord.people;
    expect(() => reader.choose(message, 'pick', ['z'])).toThrow('does not offer "z"');
    expect(() => reader.choose(message, 'pick', [])).toThrow('does not take 0');
    expect(() => reader.choose(message, 'pick', ['a', 'b', 'c'])).toThrow('does not take 3');
    const { id } = reader.choose(message, 'pick', ['a', 'c']);
    expect(discord.interactions.get(id)?.data).toMatchObject({
      component_type: 3,
      values: ['a', 'c'],
    });
  });

  it('sees a channel without what is hidden in it', async () => {
    const hidden = await whispered(v2(text('hidden')));
    const ids = (viewer: keyof typeof discord.people): string[] =>
      discord.people[viewer].sees().map(({ id }) => id);
    expect(ids('asker')).toContain(hidden.id);
    expect(ids('reader')).not.toContain(hidden.id);
    const path = `GET /channels/${hidden.channelId}/messages/${hidden.id}` as const;
    expect((await call(discord, path)).body.code).toBe(10008);
  });

  it('hands a file to a command, which its link gives back', async () => {
    const file = { name: 'a.txt', data: 'the text' };
    const { id } = discord.people.asker.command('add', { file });
    const { resolved } = discord.interactions.get(id)?.data ?? {};
    const [attachment] = Object.values(
      (resolved as { attachments: Record<string, Json> }).attachments,
    );
    const response = await fetch(attachment?.url as string);
    expect(await response.text()).toBe('the text');
    expect(attachment).toMatchObject({ filename: 'a.txt', size: 8 });
  });
});

describe('the ledger', () => {
  it('holds every request with its body, and never the token', async () => {
    await post(discord, { content: 'to be found' });
    const [last] = discord.ledger.requests({ method: 'POST', path: /messages$/ }).slice(-1);
    expect(last).toMatchObject({
      method: 'POST',
      path: `/channels/${discord.channels.general.id}/messages`,
      body: { content: 'to be found' },
      isAuthorised: true,
      status: 200,
    });
    expect(discord.ledger.text()).toContain('to be found');
    expect(discord.ledger.text()).not.toContain(CANARY_TOKEN);
  });

  it('is empty once it is cleared', async () => {
    await post(discord, { content: 'a' });
    discord.ledger.clear();
    expect(discord.ledger.requests()).toEqual([]);
  });
});
