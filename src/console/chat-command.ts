// What a command of the chat is: a name, how it is used, what it does. One list of them (chat-commands.ts)
// serves dispatch, completion and help.

import type { Answer, Citation } from '../answering/answer.js';
import type { EarlierTurn } from '../answering/earlier-turn.js';
import type { Answerer } from '../answering/answerer.js';
import { ask, type Asked } from '../replies/ask.js';
import { parseQuestion } from '../retrieval/question.js';
import type { Reply } from '../replies/reply.js';

/** What the chat remembers between two lines. */
export interface ChatMemory {
  /** The last answer, none before the first question. */
  answer: Answer | null;
  /** The last question, complete. */
  question: string | null;
  /** What a follow-up goes on from. */
  turn: EarlierTurn | null;
  /** Every passage found for it, in rank order. */
  found: readonly Citation[];
  /** Passages of the corpus that was searched for it. */
  searched: number;
  /** What `[n]` means: the citations that were shown last. */
  citations: readonly Citation[];
}

/** What the chat shows of the sources. */
export interface CorpusReader {
  list(): Promise<Reply>;
  status(): Promise<Reply>;
}

export interface CommandCall {
  readonly answerer: Answerer;
  /** Null where nothing keeps sources. */
  readonly corpus: CorpusReader | null;
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

/** A memory before the first question. */
export function emptyMemory(): ChatMemory {
  return { answer: null, question: null, turn: null, found: [], searched: 0, citations: [] };
}

/** Asks, as a follow-up where it is one, and remembers what came of it. */
export async function askAndRemember(
  question: string,
  { answerer, memory }: Pick<CommandCall, 'answerer' | 'memory'>,
): Promise<Asked> {
  const asked = await ask(answerer, { question, explain: true }, { earlier: memory.turn });
  const { answer, found, searched } = asked;
  Object.assign(memory, { answer, found, searched, citations: answer.citations });
  memory.question = asked.question;
  memory.turn = asked.turn ?? memory.turn;
  return asked;
}

/** The collection that an answer's question named, if any. */
export function collectionOf(answer: Answer | null): string | undefined {
  return answer === null ? undefined : (parseQuestion(answer.question).collection ?? undefined);
}
