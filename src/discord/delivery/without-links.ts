// In: a card that a filter of links refused. Out: the same card with nothing in it that can be followed: the
// words of its links stay, their addresses and the buttons that open them go.

import {
  ButtonStyle,
  ComponentType,
  type APIComponentInContainer,
  type APIMessageTopLevelComponent,
  type APITextDisplayComponent,
} from 'discord.js';
import type { Card } from '../cards/card.js';

/** `\x`, which is no more than x, or `[words](address)`, or `[words](<address>)`. */
const MASKED_LINK = /\\[\s\S]|\[((?:\\.|[^\\[\]])*)\]\((?:<[^<>\n]*>|(?:\\.|[^\\()\n])*)\)/g;

/** The card without links; null where it has none, or where nothing is left without them. */
export function withoutLinks(card: Card): Card | null {
  const components = card.components.flatMap(withoutLinksIn);
  if (components.length === 0) return null;
  if (JSON.stringify(components) === JSON.stringify(card.components)) return null;
  return { ...card, components };
}

function withoutLinksIn(component: APIMessageTopLevelComponent): APIMessageTopLevelComponent[] {
  if (component.type !== ComponentType.Container) return withoutLinksInside(component);
  const components = component.components.flatMap(withoutLinksInside);
  return components.length === 0 ? [] : [{ ...component, components }];
}

function withoutLinksInside(component: APIComponentInContainer): APIComponentInContainer[] {
  switch (component.type) {
    case ComponentType.TextDisplay:
      return [inWords(component)];
    case ComponentType.ActionRow: {
      const components = component.components.filter((item) => !isLinkButton(item));
      return components.length === 0 ? [] : [{ ...component, components }];
    }
    case ComponentType.Section: {
      const components = component.components.map(inWords);
      // A section cannot be without its accessory.
      return isLinkButton(component.accessory) ? components : [{ ...component, components }];
    }
    default:
      return [component];
  }
}

function inWords(text: APITextDisplayComponent): APITextDisplayComponent {
  let before = '';
  let { content } = text;
  // What stood in brackets within brackets may only now be a link.
  while (content !== before) {
    before = content;
    content = before.replace(
      MASKED_LINK,
      (whole: string, words: string | undefined) => words ?? whole,
    );
  }
  return { ...text, content };
}

function isLinkButton(item: { readonly type: ComponentType; readonly style?: number }): boolean {
  return item.type === ComponentType.Button && item.style === ButtonStyle.Link;
}
