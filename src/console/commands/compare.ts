import { readSides } from '../../comparisons/side.js';
import { compare as compareSides } from '../../replies/compare.js';
import type { ChatCommand } from '../chat-command.js';

/** `TOPIC | FIRST | SECOND`; "vs" does for the second bar. */
const PARTS = /\s*\|\s*|\s+vs\.?\s+/i;

/** Quotes two outlets or two periods on a topic. */
export const compare = {
  name: '/compare',
  usage: '/compare TOPIC | A | B',
  description: 'two outlets, or two periods such as 2015 or 2019..2021, each in its own words',
  run: async ({ answerer, argument, memory }) => {
    const parts = argument.split(PARTS).map((part) => part.trim());
    const [question = '', first = '', second = ''] = parts;
    if (parts.length !== 3 || parts.includes('')) {
      const text =
        'Write a topic and two sides with bars between them: /compare Bagram | 2019 | 2021, or /compare Bagram | Inforos | SouthFront.';
      return { kind: 'notice', text };
    }
    const { reply, answer } = await compareSides(answerer, {
      question,
      sides: readSides(first, second),
    });
    memory.citations = answer.citations;
    return reply;
  },
} satisfies ChatCommand;
