// Takes out of an installed copy what is never opened there. In: the copy's folder and the platform it will run on.
// Out: the files and bytes that each pruning took. A copy that is used for development is refused: it would be
// of no use for that afterwards.

import { existsSync } from 'node:fs';
import { lstat, readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ReadableError } from '../shared/errors.js';
import { PRUNINGS, pruningOf, type Platform } from './prunings.js';

export interface Pruned {
  readonly name: string;
  readonly why: string;
  readonly files: number;
  readonly bytes: number;
}

/** What an installation without development packages does not have. */
const DEVELOPMENT = 'node_modules/typescript';

/**
 * Prunes a copy in place; folders that are left empty go as well.
 *
 * @throws ReadableError `bad_call` where the folder is no copy, or one with development packages
 */
export async function pruneCopy(folder: string, platform: Platform): Promise<readonly Pruned[]> {
  requireCopy(folder);
  const taken = new Map<string, { files: number; bytes: number }>();
  for (const part of ['node_modules', 'dist']) {
    await pruneFolder({ folder, platform, taken }, part);
  }
  return PRUNINGS.map(({ name, why }) => ({ name, why, ...(taken.get(name) ?? NOTHING) }));
}

const NOTHING = { files: 0, bytes: 0 };

function requireCopy(folder: string): void {
  const lacks = ['package.json', 'node_modules', 'dist'].filter(
    (name) => !existsSync(join(folder, name)),
  );
  if (lacks.length > 0) {
    throw new ReadableError({
      code: 'bad_call',
      text: `${folder} is no installed copy: ${lacks.join(', ')} is not there.`,
    });
  }
  if (!existsSync(join(folder, DEVELOPMENT))) return;
  throw new ReadableError({
    code: 'bad_call',
    text: `${folder} has development packages, so it is not pruned.`,
    remedy: 'Take them out of a copy made for it first: npm prune --omit=dev --ignore-scripts',
  });
}

interface Work {
  readonly folder: string;
  readonly platform: Platform;
  readonly taken: Map<string, { files: number; bytes: number }>;
}

/** Links are neither followed nor taken away; gives whether anything is left. */
async function pruneFolder(work: Work, path: string): Promise<boolean> {
  let isLeft = false;
  for (const entry of await readdir(join(work.folder, path), { withFileTypes: true })) {
    const inner = `${path}/${entry.name}`;
    const stays = entry.isDirectory()
      ? await pruneFolder(work, inner)
      : !(await prunedFile(work, inner));
    isLeft ||= stays;
  }
  if (!isLeft) await rmdir(join(work.folder, path));
  return isLeft;
}

async function prunedFile({ folder, platform, taken }: Work, path: string): Promise<boolean> {
  const pruning = pruningOf(path, platform);
  const file = join(folder, path);
  const facts = await lstat(file);
  if (pruning === null || facts.isSymbolicLink()) return false;
  const sum = taken.get(pruning.name) ?? { files: 0, bytes: 0 };
  taken.set(pruning.name, { files: sum.files + 1, bytes: sum.bytes + facts.size });
  await rm(file);
  return true;
}
