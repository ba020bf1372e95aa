// What a run's figures belong to: model, settings, code and day, so that a figure in DECISIONS.md can be
// made again.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Piece } from '../retrieval/pieces.js';

export interface RunFacts {
  /** ISO day and time. */
  readonly date: string;
  readonly version: string;
  /** Short hash, with `+` where files differ from it; null outside a checkout. */
  readonly commit: string | null;
  readonly model: { readonly name: string; readonly fingerprint: string };
  readonly settings: {
    /** Parts that were switched off. */
    readonly without: readonly Piece[];
    /** Every constant of retrieval, as it was used. */
    readonly constants: Readonly<Record<string, number>>;
    /** Every n-th query was asked. */
    readonly sample: number;
  };
}

/** Characters of a fingerprint that are shown. */
export const FINGERPRINT_SHOWN = 12;

const run = promisify(execFile);

/** The commit of the code in a folder; null where there is no git or no checkout. */
export async function readCommit(folder: string): Promise<string | null> {
  try {
    const git = async (...args: string[]): Promise<string> =>
      (await run('git', args, { cwd: folder })).stdout.trim();
    const commit = await git('rev-parse', '--short=10', 'HEAD');
    const changed = await git('status', '--porcelain', '--untracked-files=no');
    return changed === '' ? commit : `${commit}+`;
  } catch {
    // No git, or no checkout: the version is all that is known.
    return null;
  }
}

/** The facts as one line for people. */
export function showRun({ date, version, commit, model, settings }: RunFacts): string {
  const { without, constants, sample } = settings;
  return [
    `${model.name} (${model.fingerprint})`,
    Object.entries(constants)
      .map(([name, value]) => `${name} ${value}`)
      .join(', '),
    without.length === 0 ? 'every part on' : `without ${without.join(', ')}`,
    ...(sample === 1 ? [] : [`1 query in ${sample}`]),
    `version ${version}${commit === null ? '' : `, commit ${commit}`}`,
    date,
  ].join(' · ');
}
