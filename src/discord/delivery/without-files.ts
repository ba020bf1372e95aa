// In: a card whose files were refused. Out: the same card without them and without the pictures that showed them: its
// words are worth more than nothing.

import { ComponentType, type APIMessageTopLevelComponent } from 'discord.js';
import type { Card } from '../cards/card.js';

/** The card without its files; null where it has none. */
export function withoutFiles({ components, files = [] }: Card): Card | null {
  return files.length === 0 ? null : { components: components.flatMap(withoutPictures) };
}

function withoutPictures(component: APIMessageTopLevelComponent): APIMessageTopLevelComponent[] {
  if (component.type === ComponentType.MediaGallery) return [];
  if (component.type !== ComponentType.Container) return [component];
  const components = component.components.filter(({ type }) => type !== ComponentType.MediaGallery);
  return components.length === 0 ? [] : [{ ...component, components }];
}
