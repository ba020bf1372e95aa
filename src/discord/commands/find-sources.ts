import { ReadableError } from '../../shared/errors.js';
import { answerQuestion } from '../asking/answer-question.js';
import { messageCommand } from './command.js';
import { plainMessageText } from './plain-message-text.js';

/** Looks for what supports or disputes a message, for whoever asks alone. */
export const findSourcesOfMessage = messageCommand({
  name: 'Find sources',
  description: 'in the menu of a message: what supports or disputes it, for you alone',
  plan: ({ caller, messageText }, bot) => ({
    kind: 'question',
    way: 'message_menu',
    isPrivate: true,
    run: () => {
      const question = plainMessageText(messageText);
      if (question === '') {
        throw new ReadableError({
          code: 'bad_question',
          text: 'This message has no words to look for.',
        });
      }
      return answerQuestion(
        {
          caller,
          question,
          sources: null,
          isPrivate: true,
          about: 'message',
          follows: null,
        },
        bot,
      );
    },
  }),
});
