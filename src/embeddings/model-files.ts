// In: the model settings. Out: a ModelDescription whose files were hashed and, where the folder brings
// a SHA256SUMS, verified. Nothing is loaded here, so an unchanged build never pays for the model.

import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import { ReadableError, systemErrorCode } from '../shared/errors.js';
import { knownRecipe, type ModelRecipe, type Pooling } from './model-family.js';
import type { ModelIdentity } from './embedder.js';

/**
 * Bumped when the code that makes vectors changes them (runtime upgrade, other normalisation), so that
 * old vectors are not compared with new ones. The canary catches what this line forgets.
 */
const VECTOR_FORMAT = 'v1:onnxruntime-1.30:normalised';

export interface ModelDescription {
  readonly identity: ModelIdentity;
  /** Absolute folder in transformers.js layout. */
  readonly folder: string;
  /** `q8` where the folder has a quantised file, else `fp32`. */
  readonly precision: 'q8' | 'fp32';
  readonly recipe: ModelRecipe;
  /** The longest input in tokens; longer ones are cut by the tokenizer. */
  readonly maxTokens: number;
}

export interface ModelChoice {
  /** A folder, absolute or relative to the working directory. */
  readonly folder: string;
  readonly pooling: Pooling | null;
  readonly queryPrefix: string | null;
  readonly passagePrefix: string | null;
}

const configSchema = z.object({
  hidden_size: z.int().positive(),
  max_position_embeddings: z.int().positive().optional(),
});

const poolingSchema = z.object({
  pooling_mode_cls_token: z.boolean().optional(),
  pooling_mode_mean_tokens: z.boolean().optional(),
  pooling_mode_lasttoken: z.boolean().optional(),
});

/**
 * Reads what a model folder says of itself and hashes its files.
 *
 * @throws ReadableError `model_missing`, `model_damaged` or `bad_setting` (pooling not known)
 */
export async function describeModel(choice: ModelChoice): Promise<ModelDescription> {
  const folder = resolve(choice.folder);
  const name = basename(folder);
  const precision = existsSync(join(folder, 'onnx', 'model_quantized.onnx')) ? 'q8' : 'fp32';
  const network = precision === 'q8' ? 'onnx/model_quantized.onnx' : 'onnx/model.onnx';
  const files = ['config.json', 'tokenizer.json', 'tokenizer_config.json', network];
  const hashes = await Promise.all(files.map((file) => hashModelFile(folder, file)));
  await verifyAgainstSums(folder, new Map(files.map((file, i) => [file, hashes[i] ?? ''])));
  const config = await readModelJson(join(folder, 'config.json'), configSchema);
  const recipe = await decideRecipe(choice, folder, name);
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([VECTOR_FORMAT, precision, recipe, hashes]))
    .digest('hex')
    .slice(0, 32);
  return {
    identity: { name, fingerprint, dimension: config.hidden_size },
    folder,
    precision,
    recipe,
    maxTokens: config.max_position_embeddings ?? 512,
  };
}

async function decideRecipe(
  choice: ModelChoice,
  folder: string,
  name: string,
): Promise<ModelRecipe> {
  const known = knownRecipe(name) ?? knownRecipe(folder);
  const pooling = choice.pooling ?? known?.pooling ?? (await declaredPooling(folder));
  if (pooling === null) {
    throw new ReadableError({
      code: 'bad_setting',
      text: `EMBEDDING_POOLING is needed for the model "${name}": its family is not known.`,
      remedy: 'Set it to cls, mean or last_token as the model card says.',
    });
  }
  return {
    pooling,
    queryPrefix: choice.queryPrefix ?? known?.queryPrefix ?? '',
    passagePrefix: choice.passagePrefix ?? known?.passagePrefix ?? '',
  };
}

/** The pooling that a sentence-transformers folder declares in `1_Pooling/config.json`. */
async function declaredPooling(folder: string): Promise<Pooling | null> {
  const file = join(folder, '1_Pooling', 'config.json');
  if (!existsSync(file)) return null;
  const declared = await readModelJson(file, poolingSchema);
  if (declared.pooling_mode_cls_token === true) return 'cls';
  if (declared.pooling_mode_lasttoken === true) return 'last_token';
  return declared.pooling_mode_mean_tokens === true ? 'mean' : null;
}

async function readModelJson<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  try {
    return schema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    throw new ReadableError({
      code: 'model_damaged',
      text: `The model file ${file} is not what it should be.`,
      remedy: 'Restore it from the repository or download the model again.',
      cause,
    });
  }
}

async function hashModelFile(folder: string, file: string): Promise<string> {
  try {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(join(folder, file), { highWaterMark: 1 << 20 })) {
      hash.update(chunk as Buffer);
    }
    return hash.digest('hex');
  } catch (cause) {
    throw new ReadableError({
      code: 'model_missing',
      text: `The embedding model has no readable file ${join(folder, file)} (${systemErrorCode(cause) ?? 'read error'}).`,
      remedy: 'Check EMBEDDING_MODEL, or restore the folder from the repository.',
      cause,
    });
  }
}

async function verifyAgainstSums(folder: string, hashes: Map<string, string>): Promise<void> {
  const file = join(folder, 'SHA256SUMS');
  if (!existsSync(file)) return;
  for (const line of (await readFile(file, 'utf8')).split('\n')) {
    const [expected, name] = line.trim().split(/\s+\*?/);
    const actual = name === undefined ? undefined : hashes.get(name);
    if (actual !== undefined && actual !== expected) {
      throw new ReadableError({
        code: 'model_damaged',
        text: `The model file ${join(folder, name ?? '')} does not match its SHA256SUMS.`,
        remedy: 'Restore it from the repository (git checkout) or download the model again.',
      });
    }
  }
}
