// In: an exported collection. Out: the card that hands it over as a file.

import { ComponentType } from 'discord.js';
import type { Card } from './card.js';
import { ACCENT } from './palette.js';
import { cardOf, textOf } from './parts.js';

/** Hands an archive over. The name of a collection is letters, digits and hyphens. */
export function archiveCard(collection: string, bytes: Buffer): Card {
  const name = `${collection}.zip`;
  const card = cardOf(ACCENT.neutral, [
    ...textOf(['Everything that was added here; `/corpus import` takes it back in.']),
    { type: ComponentType.File, file: { url: `attachment://${name}` } },
  ]);
  const description = 'The sources of this server';
  return { ...card, files: [{ name, description, base64: bytes.toString('base64') }] };
}
