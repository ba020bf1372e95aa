// PGlite: PostgreSQL compiled to WebAssembly, with pgvector, in a process of its own behind its socket. It has one
// backend for everyone, so what two sessions do at once is nothing it can show. Out: an address for `pg`.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const CHILD = fileURLToPath(new URL('pglite-child.mjs', import.meta.url));

export interface PgliteServer {
  readonly url: string;
  close(): Promise<void>;
}

export async function startPglite(): Promise<PgliteServer> {
  const child = spawn(process.execPath, [CHILD], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => {
      resolve();
    });
  });
  const place = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (line: Buffer) => {
      resolve(line.toString().trim());
    });
    void ended.then(() => {
      reject(new Error('PGlite ended before it listened'));
    });
  });
  return {
    url: `postgres://postgres@${place}/postgres?sslmode=disable`,
    close: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
