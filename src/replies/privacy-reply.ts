// In: how much is kept of a person, and whether the operator keeps questions. Out: what is kept, for how long,
// and what of it is theirs. The figures are those that the Discord face keeps by.

import type { Removed } from '../store/state-store.js';
import type { PrivacyReply } from './reply.js';

export interface PrivacyInput {
  /** Null where nobody is known, such as in the console. */
  readonly counts: Removed | null;
  /** True where the operator switched on that questions are kept. */
  readonly keepsQuestions: boolean;
  /** True where /catchup reads the messages of channels. */
  readonly readsMessages?: boolean;
  /** True where moderators may add sources to their server. */
  readonly keepsSources?: boolean;
}

const AWAY =
  'Questions are answered on this machine: nothing leaves it but what is sent to Discord. Logs hold no questions.';
const CATCH_UP =
  '/catchup reads a channel’s messages while it answers, for who may read them, and keeps none of them.';
const SOURCES: PrivacyReply['kept'][number] = {
  what: 'Documents that moderators add to their server: the file as it came, where it is from, when it was added and by whose account; a message that was added, with its author’s name. An unconfirmed draft goes after an hour.',
  howLong: 'until a moderator removes them, or seven days after the server removes the bot',
};
const CONSOLE =
  'The console forgets everything when you leave it. Of questions in Discord is kept:';

/** Tells what is kept. */
export function privacyReply(input: PrivacyInput): PrivacyReply {
  const { counts, keepsQuestions, readsMessages = false, keepsSources = false } = input;
  return {
    kind: 'privacy',
    text: [AWAY, ...(readsMessages ? [CATCH_UP] : []), ...(counts === null ? [CONSOLE] : [])].join(
      ' ',
    ),
    kept: [...keptThings(keepsQuestions), ...(keepsSources ? [SOURCES] : [])],
    yours: counts === null ? null : yours(counts),
  };
}

function keptThings(keepsQuestions: boolean): PrivacyReply['kept'] {
  return [
    {
      what: 'What an answer’s buttons need: who asked and where, which passages were found with their scores, and the question’s single words with how often the corpus has them. Not the question itself.',
      howLong: '30 days',
    },
    keepsQuestions
      ? { what: 'Your questions: the operator has switched this on', howLong: '30 days' }
      : { what: 'Your questions of the last half an hour, for follow-ups', howLong: '30 minutes' },
    {
      what: keepsQuestions
        ? 'Your vote on an answer, with its question: the operator has switched this on'
        : 'Your vote on an answer, with its question only if you add it',
      howLong: '30 days',
    },
  ];
}

function yours({ answers, turns, feedback }: Removed): string {
  if (answers + turns + feedback === 0) return 'Nothing is kept of you now.';
  const parts = [counted(answers, 'answer'), counted(turns, 'question'), counted(feedback, 'vote')];
  return `Kept of you now: ${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}.`;
}

function counted(n: number, word: string): string {
  return n === 1 ? `1 ${word}` : `${n} ${word}s`;
}
