// What a model folder says of itself, without loading it.

import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeModel, type ModelChoice } from '../../src/embeddings/model-files.js';
import { failureOf } from '../support/failure-of.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const CONFIG = JSON.stringify({ hidden_size: 64, max_position_embeddings: 128 });

/** A folder with the files of a model, none of which could be loaded. */
function modelFolder(name = 'bge-small-test'): string {
  const folder = join(temporaryFolder(), name);
  mkdirSync(join(folder, 'onnx'), { recursive: true });
  writeFileSync(join(folder, 'config.json'), CONFIG);
  for (const file of ['tokenizer.json', 'tokenizer_config.json', 'onnx/model_quantized.onnx']) {
    writeFileSync(join(folder, file), `the bytes of ${file}`);
  }
  return folder;
}

const describeWith = (folder: string, choice: Partial<ModelChoice> = {}) =>
  describeModel({ folder, pooling: null, queryPrefix: null, passagePrefix: null, ...choice });

const fingerprint = async (folder: string, choice: Partial<ModelChoice> = {}): Promise<string> =>
  (await describeWith(folder, choice)).identity.fingerprint;

describe('describeModel', () => {
  it('reads name, dimension, precision, recipe and length', async () => {
    const folder = modelFolder();
    expect(await describeWith(folder)).toMatchObject({
      identity: { name: 'bge-small-test', dimension: 64 },
      folder,
      precision: 'q8',
      recipe: { pooling: 'cls', passagePrefix: '' },
      maxTokens: 128,
    });
  });

  it('takes the full network where there is no quantised one', async () => {
    const folder = modelFolder();
    rmSync(join(folder, 'onnx/model_quantized.onnx'));
    writeFileSync(join(folder, 'onnx/model.onnx'), 'full');
    expect((await describeWith(folder)).precision).toBe('fp32');
  });

  it('gives another fingerprint as soon as anything that shapes a vector changes', async () => {
    const folder = modelFolder();
    const seen = [
      await fingerprint(folder),
      await fingerprint(folder, { pooling: 'mean' }),
      await fingerprint(folder, { queryPrefix: 'q: ' }),
      await fingerprint(folder, { passagePrefix: 'p: ' }),
    ];
    for (const file of ['tokenizer.json', 'tokenizer_config.json', 'onnx/model_quantized.onnx']) {
      writeFileSync(join(folder, file), 'other bytes');
      seen.push(await fingerprint(folder));
    }
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('gives the same fingerprint wherever the folder lies', async () => {
    expect(await fingerprint(modelFolder())).toBe(await fingerprint(modelFolder()));
  });

  it('asks for the pooling of a family that it does not know', async () => {
    const folder = modelFolder('somebody-s-model');
    const failure = await failureOf(() => describeWith(folder));
    expect(failure.code).toBe('bad_setting');
    expect(failure.message).toContain('EMBEDDING_POOLING');
    expect((await describeWith(folder, { pooling: 'mean' })).recipe.pooling).toBe('mean');
  });

  it('takes the pooling that the folder declares', async () => {
    const folder = modelFolder('somebody-s-model');
    mkdirSync(join(folder, '1_Pooling'));
    const declared = { pooling_mode_cls_token: false, pooling_mode_mean_tokens: true };
    writeFileSync(join(folder, '1_Pooling/config.json'), JSON.stringify(declared));
    expect((await describeWith(folder)).recipe.pooling).toBe('mean');
  });

  it.each(['config.json', 'tokenizer.json', 'onnx/model_quantized.onnx'])(
    'names %s where it is missing',
    async (file) => {
      const folder = modelFolder();
      rmSync(join(folder, file));
      const failure = await failureOf(() => describeWith(folder));
      expect(failure.code).toBe('model_missing');
      if (!file.startsWith('onnx')) expect(failure.message).toContain(join(folder, file));
    },
  );

  it.each(['', '{', '[]', '{"hidden_size":"64"}', '{"hidden_size":0}'])(
    'names a config.json that is not what it should be (%j)',
    async (text) => {
      const folder = modelFolder();
      writeFileSync(join(folder, 'config.json'), text);
      const failure = await failureOf(() => describeWith(folder));
      expect(failure.code).toBe('model_damaged');
      expect(failure.message).toContain('config.json');
    },
  );

  it('holds the files to the SHA256SUMS beside them', async () => {
    const folder = modelFolder();
    const sum = createHash('sha256').update(CONFIG).digest('hex');
    writeFileSync(join(folder, 'SHA256SUMS'), `${sum}  config.json\n${sum}  not-used.txt\n`);
    await expect(describeWith(folder)).resolves.toBeDefined();
    writeFileSync(join(folder, 'SHA256SUMS'), `${sum} *tokenizer.json\n`);
    const failure = await failureOf(() => describeWith(folder));
    expect(failure.code).toBe('model_damaged');
    expect(failure.message).toContain('tokenizer.json');
  });
});
