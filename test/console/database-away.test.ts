// Every command where DATABASE_URL leads to nobody: one line, exit code 1, and never the password.

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openPostgres } from '../../src/store/postgres/postgres.js';
import { hasModel } from '../support/model.js';
import { ownSchema } from '../support/own-schema.js';
import { postgresEngine } from '../support/postgres-engine.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
const isCompiled = existsSync(DIST);
const engine = postgresEngine();
const CANARY = 'CANARYPASSWORD';

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Site {
  readonly databaseUrl: string;
  readonly folder: string;
}

function site(databaseUrl: string): Site {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'corpus'));
  writeFileSync(join(folder, 'corpus', 'harbour.md'), '# Harbour\n\nThe harbour opened in 1912.\n');
  return { databaseUrl, folder };
}

function run({ databaseUrl, folder }: Site, args: readonly string[]): Promise<Ran> {
  const [script = '', ...rest] = args;
  const child = spawn(process.execPath, [join(DIST, script), ...rest], {
    env: {
      CORPUS_DIR: join(folder, 'corpus'),
      DATA_DIR: join(folder, 'data'),
      DATABASE_URL: databaseUrl,
      LOG_LEVEL: 'trace',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  }
  return new Promise((resolve) => {
    child.on('close', (code) => {
      resolve({ code, ...output });
    });
  });
}

const COMMANDS = [
  ['src/main.js'],
  ['scripts/build-index.js'],
  ['scripts/ask.js', 'When did the harbour open?'],
  ['scripts/summarize.js', '--topic', 'harbour'],
  ['scripts/export-feedback.js'],
  ['scripts/keep-corpora.js'],
  ...['status', 'list', 'verify', 'refresh'].map((word) => ['scripts/corpus.js', word]),
  ['scripts/corpus.js', 'export', 'out.zip'],
];

describe.skipIf(!isCompiled || !hasModel)('a database that is away', { timeout: 60_000 }, () => {
  // Nothing listens at the discard port.
  it.each(COMMANDS.map((args) => [args.join(' '), args] as const))(
    'ends %s with one line and without the password',
    async (_, args) => {
      const { code, stdout, stderr } = await run(
        site(`postgres://bot:${CANARY}@127.0.0.1:9/db`),
        args,
      );
      expect([code, stdout]).toEqual([1, '']);
      const lines = stderr.trimEnd().split('\n');
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatch(
        /^The database cannot be reached: ECONNREFUSED\. Check DATABASE_URL/,
      );
    },
  );

  it('is named by the doctor, which looks at the rest all the same', async () => {
    const { code, stdout, stderr } = await run(site(`postgres://bot:${CANARY}@127.0.0.1:9/db`), [
      'scripts/doctor.js',
      '--json',
    ]);
    expect(code).toBe(1);
    expect(stdout + stderr).not.toContain(CANARY);
    const { checks } = JSON.parse(stdout) as {
      checks: { name: string; ok: unknown; text: string }[];
    };
    expect(checks.find(({ name }) => name === 'database')).toMatchObject({ ok: false });
    expect(checks.find(({ name }) => name === 'disk')).toMatchObject({ ok: true });
  });

  it('is refused where its address is none, without any of it', async () => {
    const { code, stderr } = await run(site(`mysql://bot:${CANARY}@host/db`), [
      'scripts/ask.js',
      'x',
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain('DATABASE_URL must be an address such as postgres://');
    expect(stderr).not.toContain(CANARY);
  });
});

describe.skipIf(!isCompiled || !hasModel || engine === null)(
  'a database that is there',
  { timeout: 120_000 },
  () => {
    it('serves every command with DATABASE_URL alone, and its password is nowhere', async () => {
      const { url, schema } = ownSchema(engine?.url ?? '');
      const { username, host, pathname } = new URL(url);
      const at = site(`postgres://${username}:${CANARY}@${host}${pathname}?schema=${schema}`);
      const ran: Ran[] = [];
      const done = async (...args: string[]): Promise<Ran> => {
        const one = await run(at, args);
        ran.push(one);
        return one;
      };
      expect((await done('scripts/build-index.js')).stdout).toContain('1 new');
      const asked = await done('scripts/ask.js', 'When did the harbour open?');
      expect(asked.stdout).toContain('The harbour opened in 1912.');
      const diagnosed = await done('scripts/doctor.js', '--json');
      expect(diagnosed.stdout).toContain('PostgreSQL');
      expect(diagnosed.code).toBe(0);
      expect((await done('scripts/corpus.js', 'verify')).code).toBe(0);
      expect((await done('scripts/export-feedback.js')).code).toBe(0);
      expect(JSON.stringify(ran)).not.toContain(CANARY);
      const files = readdirSync(at.folder, { recursive: true, withFileTypes: true }).filter(
        (entry) => entry.isFile(),
      );
      for (const { parentPath, name } of files) {
        expect(readFileSync(join(parentPath, name), 'latin1')).not.toContain(CANARY);
      }
      expect(files.map(({ name }) => name).filter((name) => name.endsWith('.sqlite'))).toEqual([]);
      const postgres = openPostgres({ url, schema });
      const [row] = await postgres
        .rows('SELECT count(*)::integer AS n FROM index_generation')
        .finally(() => postgres.close());
      expect(row).toEqual({ n: 1 });
    });
  },
);
