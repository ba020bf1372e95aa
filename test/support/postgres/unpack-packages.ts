// PostgreSQL 17 with pgvector from Debian's packages, unpacked into a folder of the project: the machine's own packages
// stay as they are. In: that folder. Out: a root to run the server in, with an empty cluster to copy for each server.
// Only what the server links to is fetched: 32 packages, 39 MB, instead of the 93 (97 MB) that apt chooses.

import { execFile } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, renameSync, symlinkSync } from 'node:fs';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { KEYRING } from './whether-native.js';

const run = promisify(execFile);

/** Where the programs are, inside the root. */
export const PROGRAMS = '/usr/lib/postgresql/17/bin';

/** The empty cluster, inside the root. */
export const TEMPLATE = '/template';

/** User and group of the server; nothing on the machine needs them. */
export const SERVER_USER = 26;

/** Changes with the recipe, so that an older root is not taken for this one. */
const ROOT = 'trixie-17-1';

const SUITE = 'trixie';
const USUAL_MIRROR = 'http://deb.debian.org/debian/';

/** A slow mirror is worth two minutes of a run, not more. */
const MOST_MS = 120_000;

// What the loader lists for postgres, initdb, pg_basebackup, vector, postgres_fdw and libpqwalreceiver, beside a shell
// for initdb and the time zones. LLVM, Z3 and Perl are left out: jit is off, and Debian's wrappers are not called.
const PACKAGES = [
  ...['postgresql-17', 'postgresql-17-pgvector', 'postgresql-client-17', 'dash', 'tzdata'],
  ...['libaudit1', 'libc6', 'libcap-ng0', 'libcap2', 'libcom-err2', 'libgcc-s1', 'libicu76'],
  ...['libgssapi-krb5-2', 'libk5crypto3', 'libkeyutils1', 'libkrb5-3', 'libkrb5support0'],
  ...['libldap2', 'liblz4-1', 'liblzma5', 'libpam0g', 'libpq5', 'libreadline8t64'],
  ...['libsasl2-2', 'libssl3t64', 'libstdc++6', 'libsystemd0', 'libtinfo6', 'libxml2'],
  ...['libxxhash0', 'libzstd1', 'zlib1g'],
];

/** The root, where it was unpacked before. */
export function unpackedRoot(home: string): string | null {
  const root = join(home, ROOT);
  return existsSync(root) ? root : null;
}

/** Fetches and unpacks it; two runs at once each make it, and the first is kept. */
export async function unpackPackages(home: string): Promise<string> {
  const making = join(home, `making-${process.pid}`);
  try {
    const fresh = join(making, 'root');
    mkdirSync(fresh, { recursive: true });
    await unpack(await fetchPackages(join(making, 'apt')), fresh);
    await makeCluster(fresh);
    if (!existsSync(join(home, ROOT))) renameSync(fresh, join(home, ROOT));
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
  return join(home, ROOT);
}

/** Lists and a status of our own: apt neither reads nor changes what is installed. */
async function fetchPackages(apt: string): Promise<string[]> {
  const [lists, packages] = [join(apt, 'lists'), join(apt, 'packages')];
  for (const folder of [join(lists, 'partial'), packages]) mkdirSync(folder, { recursive: true });
  const [status, sources] = [join(apt, 'status'), join(apt, 'sources.list')];
  writeFileSync(status, '');
  writeFileSync(sources, `deb [signed-by=${KEYRING}] ${await mirror()} ${SUITE} main\n`);
  const options = [
    ...[`Dir::State::lists=${lists}`, `Dir::State::status=${status}`, `Dir::Cache=${apt}`],
    ...[`Dir::Etc::sourcelist=${sources}`, 'Dir::Etc::sourceparts=/dev/null'],
    ...['APT::Sandbox::User=root', 'APT::Update::Error-Mode=any', 'Acquire::Languages=none'],
    ...['Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false', 'Acquire::http::Timeout=15'],
  ].flatMap((option) => ['-o', option]);
  const say = { cwd: packages, timeout: MOST_MS };
  await run('apt-get', [...options, '-qq', 'update'], say);
  await run('apt-get', [...options, '-qq', 'download', ...PACKAGES], say);
  return readdirSync(packages).map((name) => join(packages, name));
}

/** The mirror that this machine uses already. */
async function mirror(): Promise<string> {
  // Also where its lists were never fetched, as in a fresh container.
  const all = ['indextargets', '--no-release-info', '--format', '$(REPO_URI)'];
  const { stdout } = await run('apt-get', all);
  return stdout.split('\n').find((line) => /\/debian\/?$/.test(line)) ?? USUAL_MIRROR;
}

async function unpack(packages: readonly string[], root: string): Promise<void> {
  const script = 'set -e; for f; do dpkg-deb --fsys-tarfile "$f" | tar -x -C "$ROOT" -f -; done';
  await run('/bin/sh', ['-c', script, 'unpack', ...packages], {
    env: { ...process.env, ROOT: root },
  });
  for (const name of ['bin', 'sbin', 'lib', 'lib64']) {
    if (!existsSync(join(root, name))) symlinkSync(`usr/${name}`, join(root, name));
  }
  if (!existsSync(join(root, 'usr/bin/sh'))) symlinkSync('dash', join(root, 'usr/bin/sh'));
  mkdirSync(join(root, 'etc'), { recursive: true });
  writeFileSync(join(root, 'etc/passwd'), `pg:x:${SERVER_USER}:${SERVER_USER}::/tmp:/bin/sh\n`);
  writeFileSync(join(root, 'etc/group'), `pg:x:${SERVER_USER}:\n`);
  for (const name of ['tmp', 'dev', 'runs']) mkdirSync(join(root, name), { recursive: true });
  chmodSync(join(root, 'tmp'), 0o1777);
  await run('mknod', ['-m', '666', join(root, 'dev/null'), 'c', '1', '3']);
  await run('mknod', ['-m', '666', join(root, 'dev/urandom'), 'c', '1', '9']);
}

/** Sorted by code point everywhere, as the embedded store sorts. */
async function makeCluster(root: string): Promise<void> {
  mkdirSync(join(root, TEMPLATE), { mode: 0o700 });
  chownSync(join(root, TEMPLATE), SERVER_USER, SERVER_USER);
  const user = `--userspec=${SERVER_USER}:${SERVER_USER}`;
  const order = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  await run('chroot', [
    ...[user, root, `${PROGRAMS}/initdb`, '-D', TEMPLATE, '-U', 'bot', '--auth=trust'],
    ...['-E', 'UTF8', ...order],
  ]);
}
