// Starts whole bots in processes of their own over one database and one Discord.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished, vi } from 'vitest';
import type { Shards } from '../../../src/shared/shards.js';
import type { PostgresPlace } from '../../../src/store/postgres/postgres.js';
import type { DiscordServer } from '../../discord-server/discord-server.js';
import { compiled } from '../../support/child-process.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { buildTown, TOWN } from '../scenarios/town-corpus.js';

const CHILD = fileURLToPath(new URL('bot-child.mjs', import.meta.url));

/** A process starts, connects to both and waits for its turn at Discord. */
const ONLINE_MS = 60_000;

export interface BotProcess {
  readonly name: string;
  readonly output: () => string;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly ended: Promise<void>;
}

/** Gives what starts a bot. */
export async function botsOver(
  discord: DiscordServer,
  place: Required<PostgresPlace>,
): Promise<(name: string, shards?: Shards) => Promise<BotProcess>> {
  const folder = temporaryFolder();
  await buildTown(folder, TOWN);
  return async (name, shards) => {
    const { token, url } = discord;
    const orders = { dist: compiled(''), ...place, discord: { token, url }, folder, name };
    const child = spawn(process.execPath, [
      CHILD,
      JSON.stringify({ ...orders, shards: shards ?? null }),
    ]);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    const ended = new Promise<void>((resolve) => {
      child.once('exit', () => {
        resolve();
      });
    });
    onTestFinished(async () => {
      child.kill('SIGKILL');
      await ended;
    });
    const isOnline = (): boolean => output.includes(`${name} is online`);
    await vi.waitUntil(() => isOnline() || child.exitCode !== null, { timeout: ONLINE_MS });
    if (!isOnline()) throw new Error(`${name} did not start: ${output}`);
    return { name, output: () => output, kill: (signal) => child.kill(signal), ended };
  };
}
