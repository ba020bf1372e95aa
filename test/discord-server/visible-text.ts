// What a person sees of a message: its texts in order and its buttons.

import { COMPONENT } from './kinds.js';

import type { Component, StoredMessage } from './model.js';

/** A button as a person sees it. */
export interface VisibleButton {
  readonly label: string;
  readonly customId: string | null;
  readonly url: string | null;
  readonly isDisabled: boolean;
  readonly emoji: string | null;
  readonly style: number;
}

/** Every component of a list, each before what it holds, in the order in which they are shown. */
export function everyComponent(components: readonly Component[]): readonly Component[] {
  return components.flatMap((component) => [
    component,
    ...everyComponent(component.components ?? []),
    ...everyComponent(
      [component.component, component.accessory].filter((one) => one !== undefined),
    ),
  ]);
}

/** The texts in which a mention would ping: content and text displays. */
export function textsOf({
  content,
  components,
}: Pick<StoredMessage, 'content' | 'components'>): readonly string[] {
  const shown = everyComponent(components)
    .filter(({ type }) => type === COMPONENT.TextDisplay)
    .map((component) => component.content ?? '');
  return [content, ...shown].filter((text) => text !== '');
}

/** All text of a message, in the order in which it is read: content, embeds, text displays. */
export function visibleText(message: StoredMessage): string {
  const embedded = message.embeds.flatMap(({ title, description, fields }) => [
    title,
    description,
    ...(Array.isArray(fields) ? (fields as { name: string; value: string }[]) : []).map(
      ({ name, value }) => `${name}\n${value}`,
    ),
  ]);
  const texts = [...textsOf({ content: message.content, components: [] }), ...embedded];
  const shown = textsOf({ content: '', components: message.components });
  return [...texts, ...shown].filter((text) => typeof text === 'string').join('\n');
}

/** The buttons of a message in the order in which they are shown. */
export function buttons({
  components,
}: Pick<StoredMessage, 'components'>): readonly VisibleButton[] {
  return everyComponent(components)
    .filter(({ type }) => type === COMPONENT.Button)
    .map((component) => ({
      label: component.label ?? '',
      customId: component.custom_id ?? null,
      url: component.url ?? null,
      isDisabled: component.disabled === true,
      emoji: typeof component.emoji?.name === 'string' ? component.emoji.name : null,
      style: component.style ?? 0,
    }));
}

const SELECTS: readonly number[] = [
  COMPONENT.StringSelect,
  COMPONENT.UserSelect,
  COMPONENT.RoleSelect,
  COMPONENT.MentionableSelect,
  COMPONENT.ChannelSelect,
];

/** Whether a component is one of the five select menus. */
export function isSelect({ type }: Pick<Component, 'type'>): boolean {
  return SELECTS.includes(type);
}

/** The select menus of a message in the order in which they are shown. */
export function selects({ components }: Pick<StoredMessage, 'components'>): readonly Component[] {
  return everyComponent(components).filter(isSelect);
}
