import { ComponentType, type APIMessageTopLevelComponent } from 'discord.js';
import { timelinePage } from '../asking/show-timeline.js';
import { openRecord, wholeNumber, type PressHandler } from './press-handler.js';

/** Turns the pages of a timeline, whose picture stays in its message. */
export const timeline = {
  action: 'timeline',
  whileWaiting: () => 'update',
  run: async ({ caller, parts, components }, bot) => {
    const record = await openRecord(parts[0], caller, bot);
    const page = wholeNumber(parts[1], 1);
    const hasPicture = components?.some(holdsPicture) === true;
    return { kind: 'update', card: await timelinePage(record, { page, hasPicture }, bot) };
  },
} satisfies PressHandler;

function holdsPicture(component: APIMessageTopLevelComponent): boolean {
  return (
    component.type === ComponentType.Container &&
    component.components.some(({ type }) => type === ComponentType.MediaGallery)
  );
}
