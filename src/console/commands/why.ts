import { foundPassages, judgementOf, matchedWords } from '../../replies/answer-record.js';
import { whyReply } from '../../replies/why-reply.js';
import type { ChatCommand } from '../chat-command.js';

/** Tells in words why the passages of the last answer were found. */
export const why = {
  name: '/why',
  usage: '/why',
  description: 'why these passages: matched words, nearness and ranks, in words',
  run: ({ memory }) => {
    const { answer, found, searched } = memory;
    if (answer === null) {
      const text = 'There is no answer to tell about yet: ask something first.';
      return Promise.resolve({ kind: 'notice', text });
    }
    const shown = foundPassages(answer, found).filter((passage) => passage.shownAs !== null);
    const { outcome, confidence } = answer;
    const words = matchedWords(answer);
    return Promise.resolve(
      whyReply({ words, found: shown, searched, outcome, confidence, ...judgementOf(answer) }),
    );
  },
} satisfies ChatCommand;
