// The packages that the comparison needs, in bench/langchain alone and installed when it is run: half a gigabyte that
// nobody else has to fetch. Out: whether they are there, or in one line why not.

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { environmentForChildren } from '../settings.js';

const FOLDER = resolve('bench/langchain');
export const LANGCHAIN_BUILD = join(FOLDER, 'build.mjs');

/** Milliseconds for fetching and compiling. */
const INSTALL_MS = 15 * 60_000;
/** The last step of an installation leaves it. */
const LAST = join(FOLDER, 'node_modules/hnswlib-node/build/Release/addon.node');

/** Installs what is missing, and says so; null where all is there, else why it is not. */
export async function installLangchain(say: (line: string) => void): Promise<string | null> {
  if (!existsSync(LANGCHAIN_BUILD)) return `${LANGCHAIN_BUILD} is not there`;
  if (existsSync(LAST)) return null;
  say(
    `langchain: installs @langchain/community, @langchain/core, @huggingface/transformers and hnswlib-node, with what they need, into ${FOLDER}/node_modules (about 600 MB, from its package-lock.json)`,
  );
  try {
    await npm(['ci', '--no-audit', '--no-fund']);
    // Scripts of packages are off; this one alone compiles something that is needed.
    await npm(['rebuild', 'hnswlib-node', '--ignore-scripts=false']);
    return null;
  } catch (error) {
    const lines = error instanceof Error ? error.message.trim().split('\n') : [];
    return `the packages could not be installed: ${lines.at(-1) ?? 'no reason given'}`;
  }
}

async function npm(words: readonly string[]): Promise<void> {
  const env = { ...environmentForChildren(), ONNXRUNTIME_NODE_INSTALL: 'skip' };
  await promisify(execFile)('npm', [...words], { cwd: FOLDER, env, timeout: INSTALL_MS });
}
