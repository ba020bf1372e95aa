// In: the same card laid out ever smaller. Out: the first one that Discord takes. Characters, bytes and
// components are counted as Discord counts them, after escaping; nothing here knows what a card says.

import type { ComponentType } from 'discord.js';
import { MESSAGE } from '../limits.js';
import type { Card } from './card.js';

/** What a card costs of what Discord allows. */
export interface Size {
  readonly components: number;
  readonly characters: number;
  readonly bytes: number;
}

/** Kept free for what is said of a card as a whole, such as that it comes from a copy. */
export const NOTES_ROOM = { characters: 300, bytes: 500 } as const;

type Component = Card['components'][number] | { readonly type: ComponentType };

/** Shares of its largest size in which a card is tried. */
const SCALES = [1, 0.7, 0.5, 0.35, 0.25, 0.15, 0.08, 0.04];

/** Counts a card. */
export function sizeOf(card: Card): Size {
  return sumOf(card.components.map(sizeOfComponent));
}

/** True where Discord takes it, with its notes. */
export function fits(card: Card): boolean {
  const { components, characters, bytes } = sizeOf(card);
  return (
    components <= MESSAGE.components &&
    characters <= MESSAGE.characters - NOTES_ROOM.characters &&
    bytes <= MESSAGE.bytes - NOTES_ROOM.bytes
  );
}

/** The first card that fits. */
export function firstThatFits(cards: Iterable<Card>): Card {
  for (const card of cards) if (fits(card)) return card;
  throw new Error('no layout of a card fits a message');
}

/** Lays a card out in its full size, then with ever smaller texts and shorter lists. */
export function fitByScale(layOut: (scale: number) => Card): Card {
  return firstThatFits(scaled(layOut));
}

/** Characters that a person sees: addresses behind a word are not among them. */
export function visibleCharacters(card: Card): number {
  return textsOf(card.components).reduce(
    (sum, text) => sum + text.replace(/\]\(<[^>]*>\)/g, ']').length,
    0,
  );
}

function* scaled(layOut: (scale: number) => Card): Generator<Card> {
  for (const scale of SCALES) yield layOut(scale);
}

function textsOf(components: readonly Component[]): string[] {
  return components.flatMap((component) => [
    ...('content' in component ? [component.content] : []),
    ...textsOf(childrenOf(component)),
  ]);
}

function sizeOfComponent(component: Component): Size {
  const content = 'content' in component ? component.content : null;
  const own: Size = {
    components: 1,
    characters: content === null ? 0 : content.length,
    bytes: content === null ? 0 : Buffer.byteLength(content) + MESSAGE.bytesPerDisplay,
  };
  return sumOf([own, ...childrenOf(component).map(sizeOfComponent)]);
}

function childrenOf(component: Component): readonly Component[] {
  return [
    ...('components' in component ? component.components : []),
    ...('accessory' in component ? [component.accessory] : []),
  ];
}

function sumOf(sizes: readonly Size[]): Size {
  return {
    components: sizes.reduce((sum, size) => sum + size.components, 0),
    characters: sizes.reduce((sum, size) => sum + size.characters, 0),
    bytes: sizes.reduce((sum, size) => sum + size.bytes, 0),
  };
}
