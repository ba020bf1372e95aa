// One worker thread of the bulk embedder: loads the model, then answers each text with its vector. It ends
// by itself when told to, between two texts, because ending a thread inside a run aborts the process.

import { parentPort, workerData } from 'node:worker_threads';
import { describeFailure, ReadableError } from '../shared/errors.js';
import type { Embedder } from './embedder.js';
import type { ModelDescription } from './model-files.js';
import { loadModel } from './transformers-model.js';

export type WorkerRequest =
  | { readonly kind: 'embed'; readonly position: number; readonly text: string }
  | { readonly kind: 'close' };

export type WorkerResponse =
  | { readonly kind: 'ready' }
  | { readonly kind: 'vector'; readonly position: number; readonly vector: Float32Array }
  | { readonly kind: 'failed'; readonly text: string; readonly readable: boolean };

async function serve(): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('embedding-worker runs in a worker thread only');
  const model = await loadModel(workerData as ModelDescription, { threads: 1 });
  let queue = Promise.resolve();
  port.on('message', (request: WorkerRequest) => {
    queue = queue.then(() => handle(model, request)).catch(fail);
  });
  port.postMessage({ kind: 'ready' } satisfies WorkerResponse);
}

async function handle(model: Embedder, request: WorkerRequest): Promise<void> {
  if (request.kind === 'close') {
    await model.close();
    parentPort?.close();
    return;
  }
  const vector = await model.embedPassage(request.text);
  const response: WorkerResponse = { kind: 'vector', position: request.position, vector };
  parentPort?.postMessage(response, [vector.buffer as ArrayBuffer]);
}

function fail(error: unknown): void {
  const readable = error instanceof ReadableError;
  const failure = describeFailure(error);
  const response: WorkerResponse = {
    kind: 'failed',
    text: failure.detail ?? failure.text,
    readable,
  };
  parentPort?.postMessage(response);
}

serve().catch(fail);
