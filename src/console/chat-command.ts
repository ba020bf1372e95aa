// What a command of the chat is: a name, how it is used, what it does. One list of them (chat-commands.ts)
// serves dispatch, completion and help.

import type { Answer, Citation } from '../answering/answer.js';
import type { Answerer } from '../answering/answerer.js';
import { parseQuestion } from '../retrieval/question.js';
import type { Reply } from '../replies/reply.js';

/** What the chat remembers between two lines. */
export interface ChatMemory {
  /** The last answer, none before the first question. */
  answer: Answer | null;
  /** What `[n]` means: the citations that were shown last. */
  citations: readonly Citation[];
}

export interface CommandCall {
  readonly answerer: Answerer;
  /** What stands behind the command's name, trimmed. */
  readonly argument: string;
  readonly memory: ChatMemory;
  readonly commands: readonly ChatCommand[];
}

export interface ChatCommand {
  /** With its slash. */
  readonly name: `/${string}`;
  readonly usage: string;
  readonly description: string;
  /** Null ends the chat. */
  readonly run: (call: CommandCall) => Promise<Reply | null>;
}

/** The collection that an answer's question named, if any. */
export function collectionOf(answer: Answer | null): string | undefined {
  return answer === null ? undefined : (parseQuestion(answer.question).collection ?? undefined);
}
