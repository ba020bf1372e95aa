// In: the components of a private answer, as they come back with the press on Share. Out: the same card for
// everyone: built anew from the fields that our cards have, so that nothing else is posted in our name; null
// where it is not a private answer of ours.

import {
  ComponentType,
  type APIButtonComponent,
  type APIContainerComponent,
  type APIMessageTopLevelComponent,
  type APISectionComponent,
} from 'discord.js';
import { readCustomId } from '../custom-id.js';
import type { Card } from './card.js';
import { deleteButton } from './controls.js';
import { fits } from './fit.js';
import { ACCENT } from './palette.js';
import { buttonOf, rowOf, separator, type Accent, type Button, type Part } from './parts.js';

/** The public card of a private answer. */
export function asPublic(
  components: readonly APIMessageTopLevelComponent[],
  answerId: string,
): Card | null {
  const [container, ...rest] = components;
  if (container?.type !== ComponentType.Container || rest.length > 0) return null;
  const accent = Object.values(ACCENT).find((known) => known === container.accent_color);
  const parts = container.components.map((part) => publicPart(part, answerId));
  if (accent === undefined || !canBeShared(container, answerId)) return null;
  if (parts.includes(null)) return null;
  const card = containerOf(accent, parts.filter((part) => part !== null).flat());
  return fits(card) ? card : null;
}

function containerOf(accent: Accent, components: Part[]): Card {
  return { components: [{ type: ComponentType.Container, accent_color: accent, components }] };
}

/** Only a private answer has a button that shares it, and it names the answer. */
function canBeShared(container: APIContainerComponent, answerId: string): boolean {
  return container.components.some(
    (part) =>
      part.type === ComponentType.ActionRow &&
      part.components.some(
        (button) =>
          button.type === ComponentType.Button && isPress(button, { action: 'share', answerId }),
      ),
  );
}

function publicPart(part: Part, answerId: string): Part[] | null {
  switch (part.type) {
    case ComponentType.TextDisplay:
      return [{ type: part.type, content: part.content }];
    case ComponentType.Separator:
      return [separator(part.divider ?? true)];
    case ComponentType.Section:
      return publicSection(part, answerId);
    case ComponentType.ActionRow: {
      const buttons = part.components.map((button) =>
        button.type === ComponentType.Button ? publicButton(button, answerId) : null,
      );
      return buttons.includes(null) ? null : rowOf(buttons.filter((button) => button !== null));
    }
    case ComponentType.MediaGallery:
      // The file belongs to the private message; without it the new one says the same.
      return [];
    default:
      return null;
  }
}

function publicSection({ components, accessory }: APISectionComponent, id: string): Part[] | null {
  if (accessory.type !== ComponentType.Button) return null;
  const button = publicButton(accessory, id);
  if (button === null) return null;
  const texts = components.map(({ type, content }) => ({ type, content }));
  return [{ type: ComponentType.Section, components: texts, accessory: button }];
}

function publicButton(button: APIButtonComponent, answerId: string): Button | null {
  if (!('custom_id' in button) || !isPress(button, { action: null, answerId })) return null;
  if (isPress(button, { action: 'share', answerId })) return deleteButton(answerId);
  const emoji = button.emoji?.name;
  return buttonOf(button.custom_id, {
    ...(button.label === undefined ? {} : { label: button.label }),
    ...(emoji === undefined ? {} : { emoji }),
    ...(button.disabled === true ? { isDisabled: true } : {}),
  });
}

/** True where a button does this, or anything, with this answer. */
function isPress(
  button: APIButtonComponent,
  wanted: { action: 'share' | null; answerId: string },
): boolean {
  const press = 'custom_id' in button ? readCustomId(button.custom_id) : null;
  if (press?.parts[0] !== wanted.answerId) return false;
  return wanted.action === null || press.action === wanted.action;
}
