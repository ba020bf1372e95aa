// The chat: a line in, a reply out. It knows an Answerer and two streams and nothing of processes. On a
// terminal it has a prompt, history, completion and colours; with piped input it has none of these and
// answers line by line until the input ends.

import { clearLine, createInterface, cursorTo, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Answerer } from '../answering/answerer.js';
import { showSummary } from '../replies/coverage.js';
import { errorReply } from '../replies/error-reply.js';
import type { Reply } from '../replies/reply.js';
import type { Log } from '../shared/log.js';
import { askAndRemember, emptyMemory, type ChatMemory, type CorpusReader } from './chat-command.js';
import { completeCommand, runChatCommand } from './chat-commands.js';
import { faceOf, isColorSupported, type Face, type Terminal } from './face.js';
import { cleanLine } from './neutralise.js';
import { readLines } from './read-lines.js';
import { renderReply } from './render-reply.js';

export interface ChatOptions {
  readonly answerer: Answerer;
  /** What /corpus shows; nothing unless given. */
  readonly corpus?: CorpusReader;
  readonly input: Readable & Terminal;
  readonly output: Writable & Terminal;
  readonly log: Log;
  /** Where notices go with piped input, so that the output holds replies only. */
  readonly writeNotice: (line: string) => void;
  /** False where NO_COLOR is set; as picocolors finds it unless given. */
  readonly isColorWanted?: boolean;
  /** Milliseconds that an answer nobody waits for any more may take to end; 2,000 unless given. */
  readonly graceMs?: number;
}

/** Lines that the arrow keys bring back. */
const HISTORY = 200;

const PROMPT = '› ';

/** Longer than any answer takes; only a hung one is left behind. */
const GRACE_MS = 2_000;

/** One conversation in the console. */
export class Chat {
  readonly #options: ChatOptions;
  readonly #memory: ChatMemory = emptyMemory();
  readonly #left: Promise<null>;
  #markLeft: () => void = () => undefined;
  #isLeaving = false;
  #readline: Interface | null = null;
  #isInputOpen = true;
  #unfinished: Promise<unknown> = Promise.resolve();

  constructor(options: ChatOptions) {
    this.#options = options;
    this.#left = new Promise((resolve) => {
      this.#markLeft = () => {
        resolve(null);
      };
    });
  }

  /** Answers until the input ends or somebody leaves. */
  async run(): Promise<void> {
    const { input, output } = this.#options;
    const isInteractive = input.isTTY === true && output.isTTY === true;
    await (isInteractive ? this.#converse() : this.#answerPiped());
    // What is closed under a running answer fails loudly.
    await Promise.race([this.#unfinished, this.#grace()]);
  }

  /** Ends the chat at once, also in the middle of an answer; false where it was ending already. */
  leave(): boolean {
    if (this.#isLeaving) return false;
    this.#isLeaving = true;
    this.#markLeft();
    this.#readline?.close();
    return true;
  }

  /** Says something between two answers, without disturbing what is being typed. */
  notify(line: string): void {
    const { output, writeNotice } = this.#options;
    if (this.#readline === null || !this.#isInputOpen) {
      writeNotice(cleanLine(line));
      return;
    }
    clearLine(output, 0);
    cursorTo(output, 0);
    output.write(`${this.#face().colors.dim(cleanLine(line))}\n`);
    this.#readline.prompt(true);
  }

  async #converse(): Promise<void> {
    const { input, output } = this.#options;
    const readline = createInterface({
      input,
      output,
      terminal: true,
      completer: completeCommand,
      historySize: HISTORY,
      removeHistoryDuplicates: true,
      prompt: this.#face().colors.bold(PROMPT),
    });
    this.#readline = readline;
    readline.on('SIGINT', () => this.leave());
    // Ctrl-D ends the input as the end of a pipe does: what was typed before it is still answered.
    readline.on('close', () => (this.#isInputOpen = false));
    const lines = readline[Symbol.asyncIterator]();
    await this.#greet();
    for (;;) {
      if (this.#isInputOpen) readline.prompt();
      const next = await Promise.race([lines.next(), this.#left]);
      if (next === null || next.done === true) break;
      const line = next.value.trim();
      if (line === '') continue;
      const reply = await this.#untilLeft(this.#replyTo(line));
      if (reply === null) break;
      this.#write(['', ...renderReply(reply, this.#face()), '']);
    }
    this.leave();
    output.write('\n');
  }

  async #greet(): Promise<void> {
    const { colors } = this.#face();
    this.#write([colors.bold('Verbatim') + ' answers only in its sources’ own words.']);
    const corpus = await this.#untilLeft(this.#describeCorpus());
    if (corpus !== null) this.#write([...corpus, '']);
  }

  async #describeCorpus(): Promise<string[]> {
    const { answerer, log } = this.#options;
    const hint = 'Ask a question; /help tells more, Ctrl-C leaves.';
    try {
      const { facts } = await answerer.status();
      return [this.#face().colors.dim(cleanLine(`${showSummary(facts)}. ${hint}`))];
    } catch (error) {
      return renderReply(errorReply(error, log), this.#face());
    }
  }

  async #answerPiped(): Promise<void> {
    const lines = readLines(this.#options.input);
    let isFirst = true;
    for (;;) {
      const next = await Promise.race([lines.next(), this.#left]);
      if (next === null || next.done === true) break;
      const line = next.value.trim();
      if (line === '') continue;
      const reply = await this.#untilLeft(this.#replyTo(line));
      if (reply === null) break;
      const asked = `> ${cleanLine(line)}`;
      this.#write([...(isFirst ? [] : ['']), asked, ...renderReply(reply, this.#face())]);
      isFirst = false;
    }
    this.leave();
    // A writer that never ends its side would keep the process alive.
    this.#options.input.destroy();
  }

  /** What a promise gives, or null where somebody leaves before it does. */
  #untilLeft<T>(work: Promise<T>): Promise<T | null> {
    this.#unfinished = work;
    return Promise.race([work, this.#left]);
  }

  #grace(): Promise<void> {
    return new Promise((resolve) => {
      setTimeout(resolve, this.#options.graceMs ?? GRACE_MS).unref();
    });
  }

  /** The reply to a line; null where it asks to leave. A failure is a reply like any other. */
  async #replyTo(line: string): Promise<Reply | null> {
    const { answerer, log } = this.#options;
    const context = { answerer, corpus: this.#options.corpus ?? null, memory: this.#memory };
    try {
      if (line.startsWith('/')) return await runChatCommand(line, context);
      return (await askAndRemember(line, context)).reply;
    } catch (error) {
      return errorReply(error, log);
    }
  }

  #face(): Face {
    const { input, output, isColorWanted = isColorSupported } = this.#options;
    return faceOf(output, isColorWanted && input.isTTY === true);
  }

  #write(lines: readonly string[]): void {
    this.#options.output.write(`${lines.join('\n')}\n`);
  }
}
