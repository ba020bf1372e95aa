import { whyReply } from '../../replies/why-reply.js';
import { NO_CONTROLS } from '../cards/card.js';
import { renderCard } from '../cards/render-card.js';
import { openRecord, type PressHandler } from './press-handler.js';

/** Says in words why these passages were chosen. */
export const why = {
  action: 'why',
  whileWaiting: () => 'private',
  run: async ({ caller, parts }, bot) => {
    const record = await openRecord(parts[0], caller, bot);
    const shown = record.found.filter(({ shownAs }) => shownAs !== null);
    const reply = whyReply({ ...record, found: shown });
    return { kind: 'private', card: renderCard(reply, NO_CONTROLS) };
  },
} satisfies PressHandler;
