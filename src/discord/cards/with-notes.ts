// In: a card, and what is to be said of it as a whole: that it comes from a copy, or that it has no buttons because it
// could not be kept. Out: the card with these lines at the end of its last text; fit.ts keeps the room for them.

import { ComponentType } from 'discord.js';
import type { Card, Controls } from './card.js';
import { shortPart } from './citation-text.js';
import { NOTES_ROOM } from './fit.js';
import { small, textOf } from './parts.js';

/** Characters of the line that says where an answer comes from. */
const LONGEST_COPIED = 200;

const NOT_KEPT = 'This could not be kept just now, so it has no buttons.';

/** Adds the lines, where there are any. */
export function withNotes(card: Card, copied: string | undefined, controls: Controls): Card {
  const notes = [
    copied === undefined ? null : small([shortPart(copied, LONGEST_COPIED)]),
    controls.kind === 'none' && controls.why === 'not_kept' ? small([NOT_KEPT]) : null,
  ].filter((note) => note !== null);
  const said = notes.join('\n').slice(0, NOTES_ROOM.characters - 1);
  const [first, ...others] = card.components;
  if (said === '' || first?.type !== ComponentType.Container) return card;
  const at = first.components.findLastIndex(({ type }) => type === ComponentType.TextDisplay);
  const components = first.components.map((part, i) =>
    i === at && part.type === ComponentType.TextDisplay
      ? { ...part, content: `${part.content}\n${said}` }
      : part,
  );
  const container = {
    ...first,
    components: at < 0 ? [...textOf([said]), ...components] : components,
  };
  return { ...card, components: [container, ...others] };
}
