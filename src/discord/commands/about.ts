import { aboutReply } from '../../replies/about-reply.js';
import { NO_CONTROLS } from '../cards/card.js';
import { renderCard } from '../cards/render-card.js';
import { scopeFor } from '../scope-for.js';
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
      const status = await bot.answerer.status(await scopeFor(caller, bot));
      return renderCard(aboutReply(status, bot.version), NO_CONTROLS);
    },
  }),
});
