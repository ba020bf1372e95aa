// In: many texts. Out: their vectors, as they are finished. One model a worker thread, one thread a model:
// short texts gain nothing from threads inside a run (DECISIONS.md), so the cores share the texts.

import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { ReadableError } from '../shared/errors.js';
import type { BulkEmbedder, EmbeddedText } from './embedder.js';
import type { WorkerRequest, WorkerResponse } from './embedding-worker.js';
import type { ModelDescription } from './model-files.js';

/** Texts that wait in each worker, so that it never idles while an answer travels. */
const IN_FLIGHT_PER_WORKER = 4;

export interface BulkOptions {
  /** Worker threads; one a core unless given. */
  readonly workers?: number;
}

/** Starts the workers; each loads the model once. */
export async function openBulkEmbedder(
  description: ModelDescription,
  options: BulkOptions = {},
): Promise<BulkEmbedder> {
  const count = Math.max(1, options.workers ?? availableParallelism());
  const workers = Array.from({ length: count }, () => new EmbeddingThread(description));
  try {
    await Promise.all(workers.map((worker) => worker.ready));
  } catch (error) {
    for (const worker of workers) worker.close();
    throw error;
  }
  return {
    identity: description.identity,
    embedAll: (texts) => embedAll(workers, texts),
    close: async () => {
      for (const worker of workers) worker.close();
      await Promise.all(workers.map((worker) => worker.ended));
    },
  };
}

async function* embedAll(
  workers: readonly EmbeddingThread[],
  texts: Iterable<string>,
): AsyncIterable<EmbeddedText> {
  const iterator = texts[Symbol.iterator]();
  const running = new Map<number, Promise<{ item: EmbeddedText; worker: EmbeddingThread }>>();
  let position = 0;
  const feed = (worker: EmbeddingThread): void => {
    const next = iterator.next();
    if (next.done === true) return;
    const current = position;
    position += 1;
    const item = worker
      .embed(current, next.value)
      .then((vector) => ({ item: { position: current, vector }, worker }));
    // Where the reader stops early, nobody awaits the rest: a failure there must not end the process.
    item.catch(() => undefined);
    running.set(current, item);
  };
  for (let i = 0; i < IN_FLIGHT_PER_WORKER; i += 1) workers.forEach(feed);
  while (running.size > 0) {
    const { item, worker } = await Promise.race(running.values());
    running.delete(item.position);
    feed(worker);
    yield item;
  }
}

interface Waiter {
  readonly resolve: (vector: Float32Array) => void;
  readonly reject: (error: unknown) => void;
}

class EmbeddingThread {
  readonly ready: Promise<void>;
  readonly ended: Promise<void>;
  readonly #worker: Worker;
  readonly #waiters = new Map<number, Waiter>();
  #failure: Error | null = null;

  constructor(description: ModelDescription) {
    this.#worker = new Worker(workerScript(), { workerData: description });
    this.ended = new Promise((resolve) => {
      this.#worker.once('exit', (code) => {
        this.#fail(new Error(`an embedding thread ended with code ${code}`));
        resolve();
      });
    });
    this.ready = new Promise((resolve, reject) => {
      this.#worker.on('message', (response: WorkerResponse) => {
        if (response.kind === 'ready') resolve();
        else if (response.kind === 'vector') this.#settle(response);
        else {
          const failure = failureOf(response);
          this.#fail(failure);
          reject(failure);
        }
      });
      this.#worker.once('error', (error) => {
        this.#fail(error);
        reject(error);
      });
    });
  }

  embed(position: number, text: string): Promise<Float32Array> {
    return new Promise((resolve, reject) => {
      if (this.#failure !== null) {
        reject(this.#failure);
        return;
      }
      this.#waiters.set(position, { resolve, reject });
      this.#send({ kind: 'embed', position, text });
    });
  }

  close(): void {
    this.#send({ kind: 'close' });
  }

  #send(request: WorkerRequest): void {
    this.#worker.postMessage(request);
  }

  #settle(response: { readonly position: number; readonly vector: Float32Array }): void {
    this.#waiters.get(response.position)?.resolve(response.vector);
    this.#waiters.delete(response.position);
  }

  #fail(error: Error): void {
    this.#failure = error;
    for (const waiter of this.#waiters.values()) waiter.reject(error);
    this.#waiters.clear();
  }
}

function failureOf(response: { readonly text: string; readonly readable: boolean }): Error {
  return response.readable
    ? new ReadableError({ code: 'model_damaged', text: response.text })
    : new Error(`The embedding worker failed: ${response.text}`);
}

/** The worker's compiled script; from sources (tests) the compiled one is used as well. */
function workerScript(): URL {
  const here = import.meta.url;
  return here.endsWith('.ts')
    ? new URL('../../dist/src/embeddings/embedding-worker.js', here)
    : new URL('./embedding-worker.js', here);
}
