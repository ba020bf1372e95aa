import {
  ButtonStyle,
  ComponentType,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  TextInputBuilder,
  TextInputStyle,
  type Interaction,
} from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { botThat, endBots, onCommand } from './bot-that.js';
import { buttons, visibleText } from './visible-text.js';

afterEach(endBots);

const card = {
  flags: MessageFlags.IsComponentsV2,
  components: [
    { type: ComponentType.TextDisplay, content: 'the answer' },
    {
      type: ComponentType.ActionRow,
      components: [
        { type: ComponentType.Button, style: ButtonStyle.Primary, label: 'More', customId: 'more' },
      ],
    },
  ],
} as const;

describe('a command', () => {
  it('is answered at once', async () => {
    const { discord } = await botThat(onCommand((asked) => asked.reply(card)));
    const handle = discord.people.asker.command('ask', { question: 'who?' });
    const message = await handle.message();
    expect(visibleText(message)).toBe('the answer');
    expect(buttons(message)).toMatchObject([
      { label: 'More', customId: 'more', isDisabled: false },
    ]);
    expect(await handle.response()).toMatchObject({ type: 4 });
    expect([handle.acks, handle.attempts.length]).toEqual([1, 1]);
    expect(handle.ackMs).not.toBeNull();
  });

  it('says who asks what, and where', async () => {
    let seen: unknown;
    const { discord } = await botThat(
      onCommand(async (asked) => {
        const { user, channelId, guildId, options, memberPermissions } = asked;
        const question = options.getString('question');
        seen = [user.id, channelId, guildId, question, memberPermissions?.has('Administrator')];
        await asked.reply('ok');
      }),
    );
    await discord.people.admin.command('ask', { question: 'who?' }).response();
    const { admin } = discord.people;
    const { general } = discord.channels;
    expect(seen).toEqual([admin.id, general.id, discord.guilds.home.id, 'who?', true]);
  });

  it('is deferred and filled by an edit', async () => {
    const { discord } = await botThat(
      onCommand(async (asked) => {
        await asked.deferReply();
        await asked.editReply(card);
      }),
    );
    const handle = discord.people.asker.command('ask');
    expect(visibleText(await handle.message())).toBe('the answer');
    expect(await handle.response()).toMatchObject({ type: 5 });
    expect(discord.people.reader.sees()).toHaveLength(1);
  });

  it('keeps to whom a defer showed it', async () => {
    const { discord } = await botThat(
      onCommand(async (asked) => {
        await asked.deferReply({ flags: MessageFlags.Ephemeral });
        await asked.editReply('hidden');
        await asked.followUp('open');
      }),
    );
    const handle = discord.people.asker.command('ask');
    expect((await handle.message()).visibleTo).toBe(discord.people.asker.id);
    expect((await handle.followUp()).content).toBe('open');
    expect(discord.people.asker.sees().map(({ content }) => content)).toEqual(['hidden', 'open']);
    const { general } = discord.channels;
    const shown = discord.channelHistory(general, discord.people.reader);
    expect(shown.map(({ content }) => content)).toEqual(['open']);
  });

  it('fills a deferred reply by the first follow-up', async () => {
    const { discord } = await botThat(
      onCommand(async (asked) => {
        await asked.deferReply({ flags: MessageFlags.Ephemeral });
        await asked.followUp('first');
      }),
    );
    const handle = discord.people.asker.command('ask');
    const message = await handle.message();
    expect([message.content, message.visibleTo]).toEqual(['first', discord.people.asker.id]);
    expect(handle.followUps()).toHaveLength(0);
  });

  it('tells its answer to who asks for it with the callback', async () => {
    let id: string | undefined;
    const { discord } = await botThat(
      onCommand(async (asked) => {
        const told = await asked.reply({ content: 'a', withResponse: true });
        id = told.resource?.message?.id;
      }),
    );
    const message = await discord.people.asker.command('ask').message();
    await discord.waitFor(() => id !== undefined);
    expect(id).toBe(message.id);
  });

  it('reads and deletes its answer', async () => {
    const { discord } = await botThat(
      onCommand(async (asked) => {
        await asked.reply('soon gone');
        const { content } = await asked.fetchReply();
        await asked.followUp(content.toUpperCase());
        await asked.deleteReply();
      }),
    );
    const handle = discord.people.asker.command('ask');
    expect((await handle.followUp()).content).toBe('SOON GONE');
    await discord.waitFor(() => handle.current() === null);
  });

  it('that nobody answers did not respond', async () => {
    const { discord } = await botThat(() => Promise.resolve(), { ackWindowMs: 50 });
    await expect(discord.people.asker.command('ask').response()).rejects.toThrow('did not respond');
  });

  it('works in a DM and in a guild that only the person installed it for', async () => {
    const seen: unknown[] = [];
    const { discord } = await botThat(
      onCommand(async (asked) => {
        const { guildId, userId } = asked.authorizingIntegrationOwners;
        seen.push([asked.guildId, guildId, userId]);
        await asked.reply('ok');
      }),
    );
    await discord.people.asker.inDm().command('ask').message();
    const away = discord.people.asker.at(discord.channels.foreignGeneral);
    await away.command('ask').message();
    expect(seen).toEqual([
      [null, '0', null],
      [discord.guilds.foreign.id, null, discord.people.asker.id],
    ]);
    expect(away.sees()).toHaveLength(1);
  });

  it('hides its answer where external apps are off', async () => {
    const { discord } = await botThat(onCommand((asked) => asked.reply('a')));
    const channel = discord.channels.foreignGeneral;
    const away = discord.people.asker.at({ channel, allowsExternalApps: false });
    expect((await away.command('ask').message()).visibleTo).toBe(discord.people.asker.id);
  });

  it('of an app that only its user installed has five follow-ups', async () => {
    const { discord, wrong } = await botThat(
      onCommand(async (asked) => {
        await asked.reply('a');
        for (let n = 1; n <= 6; n += 1) await asked.followUp(`${n}`);
      }),
    );
    const away = discord.people.asker.at(discord.channels.foreignGeneral);
    const handle = away.command('ask');
    await discord.waitFor(() => wrong.length > 0);
    expect(wrong).toMatchObject([{ code: 40094 }]);
    expect(handle.followUps()).toHaveLength(5);
  });
});

describe('a component', () => {
  const withCard = (act: (pressed: Interaction) => Promise<unknown>) => async (one: Interaction) =>
    one.isChatInputCommand() ? one.reply(card) : act(one);

  it('updates its message', async () => {
    const { discord } = await botThat(
      withCard(async (pressed) => {
        if (pressed.isButton()) await pressed.update({ components: [card.components[0]] });
      }),
    );
    const message = await discord.people.asker.command('ask').message();
    const updated = await discord.people.reader.click(message, { label: 'More' }).message();
    expect([updated.id, buttons(updated)]).toEqual([message.id, []]);
  });

  it('updates its message later', async () => {
    const { discord } = await botThat(
      withCard(async (pressed) => {
        if (!pressed.isButton()) return;
        await pressed.deferUpdate();
        await pressed.editReply({ components: [{ ...card.components[0], content: 'changed' }] });
      }),
    );
    const message = await discord.people.asker.command('ask').message();
    const handle = discord.people.reader.click(message, 'more');
    expect(visibleText(await handle.message())).toBe('changed');
    expect(await handle.response()).toMatchObject({ type: 6 });
  });

  it('answers with a message only its presser sees', async () => {
    const { discord } = await botThat(
      withCard(async (pressed) => {
        if (!pressed.isButton()) return;
        await pressed.reply({ content: 'for you', flags: MessageFlags.Ephemeral });
      }),
    );
    const message = await discord.people.asker.command('ask').message();
    const reply = await discord.people.reader.click(message, 'more').message();
    expect(reply.visibleTo).toBe(discord.people.reader.id);
    expect(discord.people.asker.sees().map(({ id }) => id)).toEqual([message.id]);
  });

  it('opens a modal, which comes back filled in', async () => {
    const { discord } = await botThat(
      withCard(async (one) => {
        if (one.isButton()) {
          const why = new TextInputBuilder().setCustomId('why').setMaxLength(9);
          const label = new LabelBuilder().setLabel('Why?');
          label.setTextInputComponent(why.setStyle(TextInputStyle.Paragraph));
          const modal = new ModalBuilder().setCustomId('note').setTitle('A note');
          await one.showModal(modal.addLabelComponents(label));
        } else if (one.isModalSubmit() && one.isFromMessage()) {
          await one.update({
            components: [{ ...card.components[0], content: one.fields.getTextInputValue('why') }],
          });
        }
      }),
    );
    const message = await discord.people.asker.command('ask').message();
    const { asker } = discord.people;
    const opened = asker.click(message, 'more');
    expect(await opened.modal()).toMatchObject({ customId: 'note', title: 'A note' });
    await expect(asker.submitModal(opened, { why: 'far too long' })).rejects.toThrow('too long');
    await expect(asker.submitModal(opened)).rejects.toThrow('must be filled in');
    const sent = await asker.submitModal(opened, { why: 'because' });
    expect(visibleText(await sent.message())).toBe('because');
  });
});

describe('autocomplete', () => {
  it('offers choices for what is typed', async () => {
    const { discord } = await botThat(async (one) => {
      if (!one.isAutocomplete()) return;
      const typed = one.options.getFocused();
      await one.respond([{ name: `${typed}!`, value: typed }]);
    });
    const handle = discord.people.asker.autocomplete('ask', { name: 'outlet', value: 'Her' });
    expect(await handle.choices()).toEqual([{ name: 'Her!', value: 'Her' }]);
  });
});
