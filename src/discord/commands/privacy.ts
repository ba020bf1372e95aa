import { privacyReply } from '../../replies/privacy-reply.js';
import { renderCard } from '../cards/render-card.js';
import { slashCommand } from './command.js';

/** Tells what is kept, and deletes it for who asks. */
export const privacy = slashCommand({
  name: 'privacy',
  description: 'What is kept of you, for how long, and a button that deletes it',
  options: {},
  plan: ({ caller }, bot) => ({
    kind: 'show',
    isPrivate: true,
    run: async () => {
      const counts = await bot.state.countOf(caller.userId);
      const readsMessages = bot.catchingUp !== null;
      const { keepsQuestions } = bot;
      const keepsSources = bot.curating !== null;
      const reply = privacyReply({ counts, keepsQuestions, readsMessages, keepsSources });
      return renderCard(reply, { kind: 'privacy' });
    },
  }),
});
