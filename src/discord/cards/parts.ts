// The pieces that cards are made of, as plain data in the form in which Discord takes them.

import {
  ButtonStyle,
  ComponentType,
  SeparatorSpacingSize,
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInContainer,
  type APIMediaGalleryComponent,
  type APISeparatorComponent,
  type APITextDisplayComponent,
} from 'discord.js';
import type { ACCENT } from './palette.js';
import type { Card } from './card.js';

export type Part = APIComponentInContainer;
export type Button = APIButtonComponentWithCustomId;
export type Accent = (typeof ACCENT)[keyof typeof ACCENT];

/** What stands where nothing in a reply can be read: Discord refuses an empty card. */
const NOTHING: APITextDisplayComponent = { type: ComponentType.TextDisplay, content: '…' };

/** One container with a bar of this colour. */
export function cardOf(accent: Accent, parts: readonly Part[]): Card {
  const isEmpty = !parts.some((part) => 'content' in part || 'accessory' in part);
  const components = isEmpty ? [NOTHING, ...parts] : [...parts];
  return { components: [{ type: ComponentType.Container, accent_color: accent, components }] };
}

/** Lines as one Text Display; none where there is nothing to read, which Discord would refuse. */
export function textOf(lines: readonly (string | null)[]): APITextDisplayComponent[] {
  const content = joinLines(lines);
  return content === '' ? [] : [{ type: ComponentType.TextDisplay, content }];
}

/** A text with a button beside it, or the text alone. */
export function textBeside(lines: readonly (string | null)[], button: Button | null): Part[] {
  const components = textOf(lines);
  if (button === null || components.length === 0) return components;
  return [{ type: ComponentType.Section, components, accessory: button }];
}

/** A thin line, or only space, between two parts. */
export function separator(divider = true): APISeparatorComponent {
  return { type: ComponentType.Separator, divider, spacing: SeparatorSpacingSize.Small };
}

/** A picture that goes with the message under this name. */
export function pictureOf(name: string, description: string): APIMediaGalleryComponent {
  const media = { url: `attachment://${name}` };
  return { type: ComponentType.MediaGallery, items: [{ media, description }] };
}

/** Buttons in a row; none where there are none. */
export function rowOf(buttons: readonly Button[]): APIActionRowComponent<Button>[] {
  return buttons.length === 0 ? [] : [{ type: ComponentType.ActionRow, components: [...buttons] }];
}

export interface ButtonFace {
  readonly label?: string;
  readonly emoji?: string;
  readonly style?: Button['style'];
  readonly isDisabled?: boolean;
}

/** A button; quiet unless told otherwise. */
export function buttonOf(customId: string, face: ButtonFace): Button {
  const { label, emoji, style = ButtonStyle.Secondary, isDisabled = false } = face;
  return {
    type: ComponentType.Button,
    style,
    custom_id: customId,
    ...(label === undefined ? {} : { label }),
    ...(emoji === undefined ? {} : { emoji: { name: emoji } }),
    ...(isDisabled ? { disabled: true } : {}),
  };
}

/** Small print: one line of Discord's subtext; null where there is nothing to say. */
export function small(parts: readonly (string | null)[]): string | null {
  const said = parts.filter((part) => part !== null && part !== '');
  return said.length === 0 ? null : `-# ${said.join(' · ')}`;
}

function joinLines(lines: readonly (string | null)[]): string {
  return lines
    .filter((line) => line !== null)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
