// One build with LangChain.js, in a process of its own: its HNSWLib store fed by its transformers.js embeddings. In: a
// job as the only argument, {model, texts: a JSON file, batchSize: a number, or null for its own, folder: where the
// store is saved}. Out: one line of JSON with the seconds of the clock and of the processor, and the most memory held.

import { readFileSync } from 'node:fs';
import { HuggingFaceTransformersEmbeddings } from '@langchain/community/embeddings/huggingface_transformers';
import { HNSWLib } from '@langchain/community/vectorstores/hnswlib';

const { model, texts: file, batchSize, folder } = JSON.parse(process.argv[2] ?? '');
const texts = JSON.parse(readFileSync(file, 'utf8'));

const started = performance.now();
// The same network as the project's, 8 bits wide; everything else as it comes.
const embeddings = new HuggingFaceTransformersEmbeddings({
  model,
  pretrainedOptions: { dtype: 'q8', local_files_only: true },
});
// The constructor takes a batch size and forgets it in this version, so the field is set.
if (batchSize !== null) embeddings.batchSize = batchSize;
const metadata = texts.map((_, number) => ({ number }));
const store = await HNSWLib.fromTexts(texts, metadata, embeddings);
await store.save(folder);
const seconds = (performance.now() - started) / 1000;

const { user, system } = process.cpuUsage();
const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
const figures = {
  passages: texts.length,
  seconds,
  processorSeconds: (user + system) / 1e6,
  peakMegabytes: Number(peak?.[1] ?? 0) / 1024,
};
process.stdout.write(`${JSON.stringify(figures)}\n`);
