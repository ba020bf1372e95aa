// A person at the keyboard, in a place. They can do what Discord's client lets them, and nothing else.

import { COMMAND, COMPONENT, INTERACTION } from './kinds.js';
import { GatewayDispatchEvents } from 'discord-api-types/v10';
import { descend, fillOptions, type OptionValue, type Upload } from './command-options.js';
import { amend } from './compose.js';
import type { Core } from './core.js';
import { tellDeleted, tellMessage, tellTyping } from './events.js';
import { InteractionHandle } from './interaction-handle.js';
import { asText, type Json } from './json.js';
import { messageJson } from './message-payload.js';
import { fillModal, type FieldValue } from './modal-fields.js';
import type { Component, StoredMessage, User } from './model.js';
import { userJson } from './payloads.js';
import { checkOffered, checkPresence, ownersOf, placeJson, type Place } from './places.js';
import { setReaction } from './routes/marks.js';
import { say, type Saying } from './say.js';
import { everyComponent, isSelect } from './visible-text.js';

type Options = Readonly<Record<string, OptionValue>>;

/** A button or menu by its custom id, or a button by its label. */
export type Target = string | { readonly label: string };

export class Person {
  readonly user: User;
  readonly place: Place;
  readonly #core: Core;

  constructor(core: Core, user: User, place: Place) {
    this.#core = core;
    this.user = user;
    this.place = place;
  }

  get id(): string {
    return this.user.id;
  }

  /** The same person elsewhere. */
  at(place: Place | Place['channel']): Person {
    return new Person(this.#core, this.user, 'channel' in place ? place : { channel: place });
  }

  /** The same person in their DM with the bot. */
  inDm(): Person {
    return this.at(this.#core.world.dmWith(this.user));
  }

  /** Uses a slash command; a subcommand is named by more words. */
  command(name: string, options: Options = {}): InteractionHandle {
    const data = this.#commandData(name, options);
    return this.#interact(INTERACTION.ApplicationCommand, data);
  }

  /** Types into an option that completes itself. */
  autocomplete(
    name: string,
    focused: { readonly name: string; readonly value: string | number },
    options: Options = {},
  ): InteractionHandle {
    const filled = { ...options, [focused.name]: focused.value };
    const data = this.#commandData(name, filled, focused.name);
    return this.#interact(INTERACTION.ApplicationCommandAutocomplete, data);
  }

  /** Uses a command from a message's menu. */
  messageCommand(name: string, message: StoredMessage): InteractionHandle {
    const target = this.#visible(message);
    const command = this.#offered(COMMAND.Message, name);
    return this.#interact(INTERACTION.ApplicationCommand, {
      id: command?.id ?? this.#core.world.nextId(),
      name,
      type: COMMAND.Message,
      target_id: target.id,
      resolved: { messages: { [target.id]: messageJson(this.#core.world, target) } },
    });
  }

  /** Presses a button; throws where there is none, or not for this person. */
  click(message: StoredMessage, target: Target): InteractionHandle {
    const shown = this.#visible(message);
    const button = this.#find(shown, target, ({ type }) => type === COMPONENT.Button);
    return this.#useComponent(shown, button, {});
  }

  /** Chooses in a menu. */
  choose(message: StoredMessage, customId: string, values: readonly string[]): InteractionHandle {
    const shown = this.#visible(message);
    const menu = this.#find(shown, customId, isSelect);
    const foreign = values.find(
      (value) => menu.options?.some((option) => option.value === value) === false,
    );
    if (foreign !== undefined) throw new Error(`The menu does not offer "${foreign}".`);
    if (values.length < (menu.min_values ?? 1) || values.length > (menu.max_values ?? 1)) {
      throw new Error(`The menu does not take ${values.length} values.`);
    }
    return this.#useComponent(shown, menu, { values });
  }

  /** Presses what is not there: a custom id made up, or a message only somebody else sees. */
  clickForged(message: StoredMessage, customId: string): InteractionHandle {
    const button = { type: COMPONENT.Button, id: 1, custom_id: customId };
    return this.#useComponent(message, button, {});
  }

  /** Fills in the modal that an interaction opened, and sends it. */
  async submitModal(
    from: InteractionHandle,
    values: Readonly<Record<string, FieldValue>> = {},
  ): Promise<InteractionHandle> {
    const { customId, components } = await from.modal();
    const { channel } = from.place;
    const filled = fillModal(components, { core: this.#core, channel, values });
    const data = { custom_id: customId, ...filled };
    return this.at(from.place).#interact(INTERACTION.ModalSubmit, data, from.sourceMessageId);
  }

  /** Sends a modal that may never have been opened; the components as they go over the wire. */
  submitForged(customId: string, components: readonly Json[]): InteractionHandle {
    return this.#interact(INTERACTION.ModalSubmit, { custom_id: customId, components });
  }

  /** Writes a message here. */
  says(content: string, saying: Saying = {}): StoredMessage {
    return say(this.#core, this, { content, ...saying });
  }

  /** Writes a message that mentions the bot. */
  asks(content: string, saying: Saying = {}): StoredMessage {
    return this.says(`<@${this.#core.world.bot.id}> ${content}`, saying);
  }

  /** Writes to the bot in private. */
  dm(content: string, uploads: readonly Upload[] = []): StoredMessage {
    return this.inDm().says(content, { uploads });
  }

  types(): void {
    tellTyping(this.#core, this.place.channel, this.user.id);
  }

  edits(message: StoredMessage, content: string): StoredMessage {
    const edited = amend(this.#core, message, { content, editedAt: this.#core.now() });
    tellMessage(this.#core, edited, false);
    return edited;
  }

  deletes(message: StoredMessage): void {
    this.#core.world.removeMessage(message);
    tellDeleted(this.#core, message);
  }

  reacts(message: StoredMessage, emoji: string): void {
    setReaction(this.#core, message, { userId: this.user.id, emoji, isAdded: true });
  }

  /** The messages of this place as this person sees them, oldest first. */
  sees(): readonly StoredMessage[] {
    return this.#core.world.history(this.place.channel.id, this.user.id);
  }

  #offered(type: number, name: string): Json | null {
    const { commands } = this.#core;
    if (!commands.isAny) return null;
    const command = commands.find(this.place.channel.guildId, type, name);
    if (command === null) throw new Error(`There is no command "${name}" here.`);
    checkOffered(this.#core, command, { place: this.place, user: this.user });
    return command;
  }

  #commandData(name: string, values: Options, focused?: string): Json {
    const [first = '', ...words] = name.split(' ');
    const command = this.#offered(COMMAND.ChatInput, first);
    const { options, resolved } = fillOptions(descend(command, words), values, {
      core: this.#core,
      channel: this.place.channel,
      user: this.user,
      ...(focused === undefined ? {} : { focused }),
    });
    const nested = words
      .toReversed()
      .reduce<readonly Json[]>(
        (inner, word, n) => [{ name: word, type: n === 0 ? 1 : 2, options: inner }],
        options,
      );
    return {
      id: command?.id ?? this.#core.world.nextId(),
      name: first,
      type: COMMAND.ChatInput,
      ...(command?.guild_id === undefined ? {} : { guild_id: command.guild_id }),
      options: nested,
      ...(Object.keys(resolved).length === 0 ? {} : { resolved }),
    };
  }

  #visible(message: StoredMessage): StoredMessage {
    const current = this.#core.world.message(message.id);
    if (current === null) throw new Error('The message is no longer there.');
    if (current.visibleTo !== null && current.visibleTo !== this.user.id) {
      throw new Error(`${this.user.displayName} does not see this message.`);
    }
    return current;
  }

  #find(
    message: StoredMessage,
    target: Target,
    fits: (component: Component) => boolean,
  ): Component {
    const found = everyComponent(message.components)
      .filter(fits)
      .find(({ custom_id: customId, label }) =>
        typeof target === 'string' ? customId === target : label === target.label,
      );
    const named = typeof target === 'string' ? target : target.label;
    if (found === undefined) throw new Error(`The message shows no "${named}".`);
    if (found.disabled === true) throw new Error(`"${named}" is disabled.`);
    if (found.custom_id === undefined) throw new Error(`"${named}" only opens a link.`);
    return found;
  }

  #useComponent(message: StoredMessage, component: Component, data: Json): InteractionHandle {
    const channel = this.#core.world.channel(message.channelId);
    const place = channel.id === this.place.channel.id ? this.place : { channel };
    const { custom_id, type, id } = component;
    const sent = {
      custom_id,
      component_type: type,
      id,
      ...data,
      ...this.#resolved(component, data),
    };
    return this.at(place).#interact(INTERACTION.MessageComponent, sent, message.id);
  }

  #resolved({ type }: Component, { values }: Json): Json {
    if (type !== COMPONENT.UserSelect || !Array.isArray(values)) return {};
    const users = values.map((id) => [asText(id), userJson(this.#core.world.user(asText(id)))]);
    return { resolved: { users: Object.fromEntries(users) as Json } };
  }

  #interact(type: number, data: Json, messageId: string | null = null): InteractionHandle {
    const { book, gateway, world } = this.#core;
    const { channel } = this.place;
    checkPresence(this.#core, this, false);
    const guild = world.guildOf(channel);
    const source = messageId === null ? null : world.message(messageId);
    const owners =
      source?.interaction?.owners ?? ownersOf(this.place, guild?.hasBot ?? false, this.user);
    const record = book.open({
      type,
      user: this.user,
      channelId: channel.id,
      guildId: guild?.id ?? null,
      owners,
      data,
      messageId,
      source,
      isForcedEphemeral: this.place.allowsExternalApps === false && owners['0'] === undefined,
    });
    gateway.dispatch({
      event: GatewayDispatchEvents.InteractionCreate,
      guildId: record.guildId,
      intent: 0,
      data: () => ({
        id: record.id,
        application_id: world.applicationId,
        type,
        token: record.token,
        version: 1,
        data,
        ...placeJson(this.#core, this.place, this.user),
        authorizing_integration_owners: owners,
        ...(source === null ? {} : { message: messageJson(world, source) }),
      }),
    });
    return new InteractionHandle(this.#core, record, { user: this.user, place: this.place });
  }
}
