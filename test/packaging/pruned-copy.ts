// A copy of the project as the Dockerfile makes it: compiled code, packages without those for development, and without
// what the prunings take. Files are linked where that can be, so that it costs a moment.

import { copyFileSync, linkSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pruningOf } from '../../src/packaging/prunings.js';
import { systemErrorCode } from '../../src/shared/errors.js';
import { inProject } from './project-file.js';

interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly link?: boolean }>>;
}

/** Makes the copy in an empty folder; gives the paths of its files. */
export function makePrunedCopy(folder: string): string[] {
  const made: string[] = [];
  const take = (path: string): void => {
    if (pruningOf(path, { os: process.platform, cpu: process.arch }) !== null) return;
    made.push(path);
    linkOrCopy(inProject(path), join(folder, path));
  };
  take('package.json');
  for (const path of ['dist', ...productionPackages()]) eachFile(path, take);
  return made;
}

function productionPackages(): string[] {
  const lock = JSON.parse(readFileSync(inProject('package-lock.json'), 'utf8')) as Lock;
  return Object.entries(lock.packages).flatMap(([path, { dev = false }]) =>
    path === '' || dev ? [] : [path],
  );
}

/** Files of a package, without those below it, which have a line of their own; nothing where it is not installed. */
function eachFile(path: string, take: (path: string) => void): void {
  let entries;
  try {
    entries = readdirSync(inProject(path), { withFileTypes: true });
  } catch (error) {
    // Optional packages of other platforms.
    if (systemErrorCode(error) === 'ENOENT') return;
    throw error;
  }
  for (const entry of entries) {
    const inner = `${path}/${entry.name}`;
    if (entry.isDirectory() && !isPackages(inner)) eachFile(inner, take);
    if (entry.isFile()) take(inner);
  }
}

/** Some packages hold others that no installer put there, further down. */
function isPackages(path: string): boolean {
  return /(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/]+\/node_modules$/.test(path);
}

function linkOrCopy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}
