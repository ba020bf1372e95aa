import { aboutReply } from '../../replies/about-reply.js';
import { collectionFor } from '../caller.js';
import { NO_CONTROLS } from '../cards/card.js';
import { renderCard } from '../cards/render-card.js';
import { slashCommand } from './command.js';

/** Tells what Verbatim is, what it searches, and how sure its answers are. */
export const about = slashCommand({
  name: 'about',
  description: 'What this is, what it searches, and how sure its answers are',
  options: {},
  plan: ({ caller }, bot) => ({
    kind: 'show',
    isPrivate: true,
    run: async () => {
      const status = await bot.answerer.status(collectionFor(caller));
      return renderCard(aboutReply(status, bot.version), NO_CONTROLS);
    },
  }),
});
