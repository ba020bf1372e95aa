// A process that answers over a small built store with the fake model, through the compiled code. Argument:
// the folder of the store. Some questions are asked for what they do to it.

import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const compiled = new URL('../../dist/src/', import.meta.url);
const load = (path) => import(new URL(path, compiled).href);
const { openInProcessAnswerer } = await load('answering/in-process-answerer.js');
const { serveAnswerer } = await load('answering/serve-channel.js');
const { words } = await load('retrieval/terms.js');
const { openSqliteReader } = await load('store/sqlite/sqlite-knowledge-store.js');
const { buildExactIndex } = await load('vector-index/exact-index.js');

const [, , folder] = process.argv;
const DIMENSION = 64;

/** The same vectors as those of fake-embedder.ts. */
function vectorOf(text) {
  const sum = new Float32Array(DIMENSION);
  for (const word of words(text)) {
    const bytes = createHash('sha512').update(word).digest();
    for (let i = 0; i < DIMENSION; i += 1) sum[i] += bytes[i] - 127.5;
  }
  sum[0] += 1;
  const length = Math.hypot(...sum);
  return sum.map((value) => value / length);
}

const embedder = {
  identity: { name: 'fake', fingerprint: 'fake-1', dimension: DIMENSION },
  embedQuery: async (text) => vectorOf(text),
  embedPassage: async (text) => vectorOf(text),
  close: async () => undefined,
};

async function openIndex(reader, generation) {
  const items = [];
  for await (const item of reader.allVectors(generation)) items.push(item);
  const labels = items.map((item) => item.label);
  const vectors = items.map((item) => item.vector);
  return { index: buildExactIndex(DIMENSION, { labels, vectors }), notice: 'exact' };
}

function misbehave(question) {
  const marker = join(folder, 'crashed');
  if (question.includes('crash once') && !existsSync(marker)) {
    writeFileSync(marker, '');
    process.kill(process.pid, 'SIGKILL');
  }
  if (question.includes('crash always')) process.kill(process.pid, 'SIGSEGV');
  while (question.includes('hang'));
  if (question.includes('break')) throw new TypeError('no such thing in here');
}

const answerer = openInProcessAnswerer({
  reader: openSqliteReader(join(folder, 'store.sqlite')),
  loadEmbedder: async () => embedder,
  openIndex,
  onNotice: () => undefined,
});
const served = {
  warm: () => answerer.warm(),
  answer: async (request) => {
    misbehave(request.question);
    return answerer.answer(request);
  },
};
for (const method of [
  'sources',
  'cited',
  'suggest',
  'rankSentences',
  'summarize',
  'compare',
  'timeline',
  'digest',
  'documents',
  'document',
  'paragraphs',
  'status',
  'close',
]) {
  served[method] = (...args) => answerer[method](...args);
}

process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
serveAnswerer({
  channel: {
    send: (message) => process.send(message),
    onMessage: (listener) => process.on('message', listener),
  },
  open: async () => served,
  onClosed: () => process.disconnect(),
});
