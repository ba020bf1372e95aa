// The answering side of a channel. In: calls by id. Out: their results, or the errors they failed with.
// A call is taken at any time and several at once; how many run is decided where they are sent.

import type { Answerer } from './answerer.js';
import { errorToData, parseToAnswerer, type Call, type FromAnswerer } from './answerer-messages.js';
import type { WarmableAnswerer } from './in-process-answerer.js';

/** The end of a channel that an answerer listens to. */
export interface ServedChannel {
  send(message: FromAnswerer): void;
  onMessage(listener: (message: unknown) => void): void;
}

export interface ServeOptions {
  readonly channel: ServedChannel;
  /** Called at once, and again at the next call after a failure. */
  readonly open: () => Promise<WarmableAnswerer>;
  /** Called when the answerer was closed as asked. */
  readonly onClosed: () => void;
}

/** Milliseconds between two looks at what is served: what was removed is gone from memory after as long at most. */
const REFRESH_MS = 30_000;

/** Serves an answerer until it is told to close. */
export function serveAnswerer(options: ServeOptions): void {
  const server = new AnswererServer(options);
  options.channel.onMessage((message) => {
    server.take(message);
  });
  void server.warm();
}

class AnswererServer {
  readonly #options: ServeOptions;
  readonly #running = new Set<Promise<void>>();
  readonly #stopRefreshing: () => void;
  #answerer: Promise<WarmableAnswerer> | null = null;
  #isClosing = false;

  constructor(options: ServeOptions) {
    this.#options = options;
    this.#stopRefreshing = this.#refreshNowAndThen();
  }

  /** Whatever is missing is said to who asks for it, so a failure here is none. */
  async warm(): Promise<void> {
    try {
      await (await this.#open()).warm();
    } catch {
      // The first question fails in the same way, and its asker is told.
    }
    this.#options.channel.send({ kind: 'ready' });
  }

  take(message: unknown): void {
    const parsed = parseToAnswerer(message);
    if (parsed?.kind === 'call') this.#run(parsed.id, parsed.call);
    else if (parsed?.kind === 'ping') this.#options.channel.send({ kind: 'pong', id: parsed.id });
    else if (parsed?.kind === 'close') void this.#close();
  }

  #run(id: number, call: Call): void {
    const running = this.#open()
      .then((answerer) => perform(answerer, call))
      .then((value) => {
        this.#options.channel.send({ kind: 'result', id, value });
      })
      .catch((error: unknown) => {
        this.#options.channel.send({ kind: 'failed', id, error: errorToData(error) });
      })
      .finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  /** Gives back what stops it. */
  #refreshNowAndThen(): () => void {
    const timer = setInterval(() => {
      // What cannot be looked at now is looked at the next time, or said to who asks for it.
      void this.#answerer?.then((answerer) => answerer.refresh()).catch(() => undefined);
    }, REFRESH_MS);
    timer.unref();
    return () => {
      clearInterval(timer);
    };
  }

  #open(): Promise<WarmableAnswerer> {
    this.#answerer ??= this.#options.open().catch((error: unknown) => {
      this.#answerer = null;
      throw error;
    });
    return this.#answerer;
  }

  async #close(): Promise<void> {
    if (this.#isClosing) return;
    this.#isClosing = true;
    this.#stopRefreshing();
    await Promise.allSettled(this.#running);
    const answerer = await this.#answerer?.catch(() => null);
    await answerer?.close().catch(() => undefined);
    this.#options.onClosed();
  }
}

function perform(answerer: Answerer, call: Call): Promise<unknown> {
  switch (call.method) {
    case 'answer':
      return answerer.answer(...call.args);
    case 'sources':
      return answerer.sources(...call.args);
    case 'cited':
      return answerer.cited(...call.args);
    case 'suggest':
      return answerer.suggest(...call.args);
    case 'rankSentences':
      return answerer.rankSentences(...call.args);
    case 'summarize':
      return answerer.summarize(...call.args);
    case 'compare':
      return answerer.compare(...call.args);
    case 'timeline':
      return answerer.timeline(...call.args);
    case 'digest':
      return answerer.digest(...call.args);
    case 'documents':
      return answerer.documents(...call.args);
    case 'document':
      return answerer.document(...call.args);
    case 'paragraphs':
      return answerer.paragraphs(...call.args);
    case 'status':
      return answerer.status(...call.args);
  }
}
