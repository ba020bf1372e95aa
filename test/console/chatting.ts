// A chat on streams in memory: a pipe, or something that looks like a terminal.

import { PassThrough } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import type { Answerer } from '../../src/answering/answerer.js';
import { Chat, type ChatOptions } from '../../src/console/chat.js';
import { silentLog } from '../../src/shared/log.js';

export interface Conversation {
  readonly chat: Chat;
  readonly input: PassThrough;
  /** Resolves when the chat has ended. */
  readonly ended: Promise<void>;
  readonly notices: readonly string[];
  /** Everything written so far, as it was. */
  readonly written: () => string;
  /** Everything written so far, without colours and cursor moves. */
  readonly text: () => string;
  /** Waits until a text has been written. */
  readonly until: (text: string) => Promise<void>;
}

export type ConversationParts = Partial<ChatOptions> & {
  readonly answerer: Answerer;
  readonly isTTY?: boolean;
};

export function converse(parts: ConversationParts): Conversation {
  const { isTTY = false, ...options } = parts;
  const input = Object.assign(new PassThrough(), { isTTY });
  const output = Object.assign(new PassThrough(), { isTTY, columns: 80 });
  let written = '';
  output.setEncoding('utf8').on('data', (text: string) => (written += text));
  const notices: string[] = [];
  const chat = new Chat({
    input,
    output,
    log: silentLog,
    writeNotice: (line) => notices.push(line),
    isColorWanted: true,
    ...options,
  });
  const text = (): string => stripVTControlCharacters(written);
  return {
    chat,
    input,
    ended: chat.run(),
    notices,
    written: () => written,
    text,
    until: async (wanted) => {
      while (!text().includes(wanted)) await turn();
    },
  };
}

/** What a chat writes for piped lines. */
export async function pipe(answerer: Answerer, lines: string): Promise<string> {
  const { input, ended, written } = converse({ answerer });
  input.end(lines);
  await ended;
  return written();
}
