// What fifty additions and refreshes leave behind in the bot's own process: no open files, and no memory that grows
// with their number.

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { articleOf, feedServer } from '../../support/feed-server.js';
import { press, seen } from '../scenarios/reading.js';
import { addFile, openCuratingSite, type CuratingSite } from './curating-site.js';
import { HARBOUR } from './harbour-corpus.js';
import { builtOnce, canStart, hasProc } from './start-bot.js';

const copyOfFolders = builtOnce(HARBOUR);

const WARMING = 5;
const ROUNDS = 50;

/** Sockets to Discord and to the site come and go between two looks. */
const PASSING_FILES = 6;
/** As in what an operator is promised for bad inputs: far below what fifty files kept in memory would be. */
const MOST_MORE_MIB = 100;

const openFiles = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length;

function residentMiB(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024;
}

function minuteOf(round: number, at: number): string {
  return `In meeting ${at} of year ${round} the board heard a report on quay ${at * 7}, where ${at + 3} boats had waited for repairs, and asked for ${at * 100} crowns and ${at + round} lamps.`;
}

/** Adds a file of some 60 KiB, and asks for everything to be fetched again. */
async function round(site: CuratingSite, n: number): Promise<void> {
  const { admin } = site.discord.people;
  const data = Array.from({ length: 300 }, (_, at) => minuteOf(n, at)).join('\n\n');
  await addFile(site, { name: `round-${n}.txt`, data });
  // Removed at once: it is the bot that is looked at, and not what a keeper makes of it.
  await admin.command('corpus remove', { source: `round-${n}.txt` }).message();
  const refreshed = await admin.command('corpus refresh').message();
  expect(seen(refreshed)).not.toContain('failed');
}

describe.skipIf(!canStart || !hasProc)('the bot', { timeout: 600_000 }, () => {
  it('is as it was after many additions and refreshes', async () => {
    const web = await feedServer();
    web.articles.set('/a/1', articleOf(1));
    const site = await openCuratingSite(copyOfFolders(), [web.server.place]);
    const { admin } = site.discord.people;
    const bot = await site.begin();
    const page = await admin.command('corpus add', { url: web.urlOf('/a/1') }).message();
    await press(admin, page, 'Add').message();
    for (let n = 0; n < WARMING; n += 1) await round(site, n);
    const before = { files: openFiles(bot.pid), mib: residentMiB(bot.pid) };
    for (let n = WARMING; n < WARMING + ROUNDS; n += 1) await round(site, n);
    const after = { files: openFiles(bot.pid), mib: residentMiB(bot.pid) };
    expect(after.files).toBeLessThanOrEqual(before.files + PASSING_FILES);
    expect(after.mib).toBeLessThan(before.mib + MOST_MORE_MIB);
  });
});
