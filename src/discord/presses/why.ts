import { whyReply } from '../../replies/why-reply.js';
import { noticeCard } from '../asking/notice-card.js';
import { NO_CONTROLS } from '../cards/card.js';
import { renderCard } from '../cards/render-card.js';
import { openRecord, type PressHandler } from './press-handler.js';

/** What was counted and judged then was of more than may be told here. */
const NARROWED = 'This answer was found in more than may be searched here now; ask again.';

/** Says in words why these passages were chosen. */
export const why = {
  action: 'why',
  whileWaiting: () => 'private',
  run: async ({ caller, parts }, bot) => {
    const record = await openRecord(parts[0], caller, bot);
    if (record.isNarrowed) return { kind: 'private', card: noticeCard(NARROWED) };
    const shown = record.found.filter(({ shownAs }) => shownAs !== null);
    const reply = whyReply({ ...record, found: shown });
    return { kind: 'private', card: renderCard(reply, NO_CONTROLS) };
  },
} satisfies PressHandler;
