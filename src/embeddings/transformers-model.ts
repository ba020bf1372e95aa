// The only file that knows transformers.js. In: a ModelDescription. Out: a LocalModel that turns one text
// into one unit vector. One unpadded text a run: int8 activation scales are per tensor, so padding and
// batch mates would change every vector, and batches are slower besides (DECISIONS.md).

import { basename, dirname } from 'node:path';
import { AutoTokenizer, env, pipeline, type FeatureExtractionPipeline } from '@xenova/transformers';
import { ReadableError } from '../shared/errors.js';
import type { CountTokens, Embedder } from './embedder.js';
import type { ModelDescription } from './model-files.js';

export interface LoadOptions {
  /** Threads inside one run; 1 is best where several models run side by side. */
  readonly threads: number;
}

/**
 * Loads a model from its folder; nothing is fetched.
 *
 * @throws ReadableError `model_damaged` where the runtime refuses the files, `model_mismatch` where
 * vectors have another dimension than config.json says
 */
export async function loadModel(
  description: ModelDescription,
  options: LoadOptions,
): Promise<Embedder> {
  const extractor = await openPipeline(description, {
    intraOpNumThreads: options.threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    enableCpuMemArena: false,
  });
  const { recipe, identity } = description;

  async function embed(text: string): Promise<Float32Array> {
    const output = await extractor(text, { pooling: recipe.pooling, normalize: true });
    const vector = Float32Array.from(output.data as Float32Array);
    if (vector.length !== identity.dimension) {
      throw new ReadableError({
        code: 'model_mismatch',
        text: `The model "${identity.name}" gives ${vector.length} numbers a vector, its config.json says ${identity.dimension}.`,
        remedy: 'Restore config.json and the network file from the same source.',
      });
    }
    return vector;
  }

  return {
    identity,
    embedQuery: (text) => embed(recipe.queryPrefix + text),
    embedPassage: (text) => embed(recipe.passagePrefix + text),
    isOnePiece: (word) => extractor.tokenizer.tokenize(word).length === 1,
    close: async () => {
      await extractor.dispose();
    },
  };
}

/** The model as it is used without this project: what benchmarks compare with. */
export interface BareModel {
  /** Unit vectors of the texts, padded to the longest and run as one batch. */
  embedBatch(texts: readonly string[]): Promise<Float32Array[]>;
  close(): Promise<void>;
}

/** Loads a model with the runtime's own session options, but for the threads. */
export async function loadBareModel(
  description: ModelDescription,
  options: LoadOptions,
): Promise<BareModel> {
  const extractor = await openPipeline(description, { intraOpNumThreads: options.threads });
  const { recipe, identity } = description;
  return {
    embedBatch: async (texts) => {
      const output = await extractor([...texts], { pooling: recipe.pooling, normalize: true });
      const values = output.data as Float32Array;
      return texts.map((_, row) =>
        values.slice(row * identity.dimension, (row + 1) * identity.dimension),
      );
    },
    close: async () => {
      await extractor.dispose();
    },
  };
}

/** Loads the tokenizer alone, to measure texts before anything is embedded. */
export async function loadTokenCounter(description: ModelDescription): Promise<CountTokens> {
  useFolderOf(description);
  const tokenizer = await AutoTokenizer.from_pretrained(basename(description.folder));
  return (text) => tokenizer.tokenize(text).length;
}

function useFolderOf(description: ModelDescription): void {
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = `${dirname(description.folder)}/`;
}

async function openPipeline(
  description: ModelDescription,
  sessionOptions: Readonly<Record<string, unknown>>,
): Promise<FeatureExtractionPipeline> {
  useFolderOf(description);
  try {
    return await pipeline('feature-extraction', basename(description.folder), {
      dtype: description.precision,
      session_options: { ...sessionOptions },
    });
  } catch (cause) {
    throw new ReadableError({
      code: 'model_damaged',
      text: `The model in ${description.folder} does not load.`,
      remedy: 'Restore its files from the repository or download the model again.',
      cause,
    });
  }
}

/** Fetches a model from the hub into a folder; only called where settings allow it. */
export async function downloadModel(hubId: string, cacheDir: string): Promise<void> {
  env.allowRemoteModels = true;
  env.cacheDir = cacheDir;
  try {
    const extractor = await pipeline('feature-extraction', hubId, { dtype: 'q8' });
    await extractor.dispose();
  } catch (cause) {
    throw new ReadableError({
      code: 'model_missing',
      text: `The model "${hubId}" could not be downloaded.`,
      remedy: 'Check the id and the network, or set EMBEDDING_MODEL to a local folder.',
      cause,
    });
  } finally {
    env.allowRemoteModels = false;
  }
}
