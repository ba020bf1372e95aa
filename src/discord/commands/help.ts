import { helpReply } from '../../replies/help-reply.js';
import { NO_CONTROLS } from '../cards/card.js';
import { renderCard } from '../cards/render-card.js';
import { slashCommand, type Command } from './command.js';

/** Tells how to ask; the list of commands is handed in, because this one is in it. */
export function help(others: readonly Command[]): Command {
  const command: Command = slashCommand({
    name: 'help',
    description: 'How to ask, and what else there is',
    options: {},
    plan: (_, { catchingUp }) => ({
      kind: 'show',
      isPrivate: true,
      run: () => {
        const offered = others.filter(({ needs }) => needs === undefined || catchingUp !== null);
        return Promise.resolve(
          renderCard(helpReply([...MENTION, ...offered, command]), NO_CONTROLS),
        );
      },
    }),
  });
  return command;
}

const MENTION = [
  {
    usage: '@mention, reply or direct message',
    description: 'asks as well; a reply to an answer may be as short as “and in 2015?”',
  },
];
