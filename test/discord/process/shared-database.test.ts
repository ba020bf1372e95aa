// The real program over a PostgreSQL behind a way to it that breaks: it answers before, while and after, notes late what it
// could not note at once, ends in order, and leaves the database's password nowhere.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openPostgresStateStore } from '../../../src/store/postgres/postgres-state-store.js';
import { startDiscordServer } from '../../discord-server/discord-server.js';
import { ownSchema } from '../../support/own-schema.js';
import { postgresEngine } from '../../support/postgres-engine.js';
import { faultyProxy } from '../../support/postgres/faulty-proxy.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { ASKED, HARBOUR } from './harbour-corpus.js';
import { answeringChild, childrenOf, readProc } from './look-into-processes.js';
import {
  buildData,
  canStart,
  freePort,
  hasProc,
  PATIENCE_MS,
  startOnline,
  writeCorpus,
} from './start-bot.js';

const engine = postgresEngine();
const CANARY = 'CANARY-DATABASE-PASSWORD';

/** Between two tries to note what could not be noted are ten seconds. */
const LATE_MS = 30_000;

async function openSite() {
  const discord = await startDiscordServer();
  onTestFinished(() => discord.stop());
  const place = ownSchema(engine?.url ?? '');
  const proxy = await faultyProxy(place.url);
  const address = new URL(proxy.url);
  address.password = CANARY;
  address.searchParams.set('schema', place.schema);
  const folder = temporaryFolder();
  const folders = {
    dataDir: join(folder, 'data'),
    corpusDir: writeCorpus(join(folder, 'corpus'), HARBOUR),
  };
  const shared = { DATABASE_URL: address.href, LOG_LEVEL: 'trace' };
  await buildData(folders, shared);
  const port = await freePort();
  const settings = { ...shared, HTTP_PORT: String(port), ANSWERERS: '2' };
  const bot = await startOnline({ discord, ...folders, settings });
  await answeringChild(bot.pid);
  const state = openPostgresStateStore({ ...place, now: () => new Date() });
  onTestFinished(() => state.close());
  return { discord, proxy, folders, bot, port, state };
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe.skipIf(engine === null || !canStart || !hasProc)(
  `the program over a PostgreSQL that goes away (${engine?.name ?? 'none here'})`,
  { timeout: 180_000 },
  () => {
    it('answers all the while, notes what it missed, and tells its password nobody', async () => {
      const { discord, proxy, folders, bot, port, state } = await openSite();
      const { asker } = discord.people;
      const quoted = async ({ question, answer }: { question: string; answer: string }) => {
        const message = await asker.command('ask', { question }).message();
        expect(JSON.stringify(message)).toContain(answer);
      };
      await quoted(ASKED.bridge);
      await vi.waitUntil(() => bot.logged().some((line) => line.includes('"copied"')), {
        timeout: PATIENCE_MS,
      });
      proxy.set('refuse');
      proxy.cut();
      await quoted(ASKED.market);
      discord.changes.kickBot(discord.guilds.home);
      await vi.waitUntil(
        () => bot.logged().some((line) => line.includes('noted once the database is back')),
        { timeout: PATIENCE_MS },
      );
      const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      const ready = await (await fetch(`http://127.0.0.1:${port}/readyz`)).text();
      const person = asker.user.id;
      expect((await state.countOf(person)).answers).toBeGreaterThan(0);
      proxy.set('pass');
      await vi.waitUntil(async () => (await state.countOf(person)).answers === 0, {
        timeout: LATE_MS,
        interval: 200,
      });
      const children = childrenOf(bot.pid).map((pid) => [
        readProc(pid, 'environ'),
        readProc(pid, 'cmdline'),
      ]);
      bot.signal('SIGTERM');
      expect(await bot.ended).toBe(0);
      const places: Record<string, string> = {
        output: bot.output(),
        metrics,
        ready,
        requests: discord.ledger.text(),
        children: JSON.stringify(children),
      };
      for (const file of filesBelow(folders.dataDir)) places[file] = readFileSync(file, 'latin1');
      const leaking = Object.entries(places).filter(([, text]) => text.includes(CANARY));
      expect(leaking.map(([name]) => name)).toEqual([]);
      expect(children.length).toBeGreaterThan(1);
    });
  },
);
