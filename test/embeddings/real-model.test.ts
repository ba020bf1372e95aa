// The model that is shipped, through the real runtime: vectors are unit vectors, the same in a worker thread
// as here, and near where the texts are.

import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBulkEmbedder } from '../../src/embeddings/bulk-embedder.js';
import { dotProduct, type Embedder } from '../../src/embeddings/embedder.js';
import { describeModel, type ModelDescription } from '../../src/embeddings/model-files.js';
import { loadModel, loadTokenCounter } from '../../src/embeddings/transformers-model.js';
import { isCompiled } from '../support/child-process.js';
import { failureOf } from '../support/failure-of.js';
import { hasModel, MODEL_FOLDER } from '../support/model.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const TEXTS = [
  'The last soldiers left the air base of Bagram.',
  'Apples were cheap that year.',
  '',
  'A long text. '.repeat(400),
];

const describeShipped = (folder = MODEL_FOLDER): Promise<ModelDescription> =>
  describeModel({ folder, pooling: null, queryPrefix: null, passagePrefix: null });

describe.skipIf(!hasModel)('loadModel, with the shipped model', () => {
  let description: ModelDescription;
  let model: Embedder;

  beforeAll(async () => {
    description = await describeShipped();
    model = await loadModel(description, { threads: 1 });
  });

  afterAll(() => model.close());

  it('gives unit vectors of the dimension that it names, whatever the text', async () => {
    for (const text of TEXTS) {
      const vector = await model.embedPassage(text);
      expect(vector).toHaveLength(description.identity.dimension);
      expect(dotProduct(vector, vector)).toBeCloseTo(1, 5);
    }
  });

  it('gives the same vector for the same text', async () => {
    const [text = ''] = TEXTS;
    expect(await model.embedPassage(text)).toEqual(await model.embedPassage(text));
  });

  it('embeds questions differently, and nearer to the passage that answers', async () => {
    const question = 'Which troops departed from Bagram?';
    const [query, plain, near, far] = await Promise.all([
      model.embedQuery(question),
      model.embedPassage(question),
      model.embedPassage(TEXTS[0] ?? ''),
      model.embedPassage(TEXTS[1] ?? ''),
    ]);
    expect(query).not.toEqual(plain);
    expect(dotProduct(query, near)).toBeGreaterThan(dotProduct(query, far) + 0.1);
  });

  it.skipIf(!isCompiled)('gives bit for bit the same vectors in bulk', async () => {
    const bulk = await openBulkEmbedder(description, { workers: 1 });
    const vectors: Float32Array[] = [];
    for await (const { position, vector } of bulk.embedAll(TEXTS)) vectors[position] = vector;
    await bulk.close();
    for (const [i, text] of TEXTS.entries())
      expect(vectors[i]).toEqual(await model.embedPassage(text));
  });

  it('counts the tokens that the model will see', async () => {
    const count = await loadTokenCounter(description);
    expect(count('')).toBe(0);
    expect(count('The soldiers left.')).toBe(4);
    expect(count('word '.repeat(600))).toBe(600);
  });

  it('refuses a network that gives another dimension than config.json says', async () => {
    const folder = join(temporaryFolder(), 'bge-small-lying');
    mkdirSync(join(folder, 'onnx'), { recursive: true });
    for (const file of ['tokenizer.json', 'tokenizer_config.json', 'onnx/model_quantized.onnx']) {
      symlinkSync(join(MODEL_FOLDER, file), join(folder, file));
    }
    cpSync(join(MODEL_FOLDER, 'config.json'), join(folder, 'config.json'));
    const lying = await describeShipped(folder);
    const identity = { ...lying.identity, dimension: 100 };
    const loaded = await loadModel({ ...lying, identity }, { threads: 1 });
    const failure = await failureOf(() => loaded.embedPassage('text'));
    await loaded.close();
    expect(failure.code).toBe('model_mismatch');
  });

  it('refuses files that the runtime cannot load', async () => {
    const folder = join(temporaryFolder(), 'bge-small-broken');
    cpSync(MODEL_FOLDER, folder, { recursive: true });
    writeFileSync(join(folder, 'onnx', 'model_quantized.onnx'), 'no network');
    const failure = await failureOf(async () => {
      await loadModel({ ...(await describeShipped()), folder }, { threads: 1 });
    });
    expect(failure.code).toBe('model_damaged');
    expect(failure.message).toContain(folder);
  });
});
