// Sources of servers in the program as it is started: the bot, its keeper, the sandbox and the network are real
// processes and real sockets; only Discord and the web are doubles.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataFiles } from '../../../src/data-files.js';
import { openSqliteReader } from '../../../src/store/sqlite/sqlite-knowledge-store.js';
import { articleOf, feedServer } from '../../support/feed-server.js';
import { press, seen } from '../scenarios/reading.js';
import {
  addFile,
  answerOnce,
  answerTo,
  KEEPER_PATIENCE_MS,
  openCuratingSite,
  untilItSays,
  type CuratingSite,
} from './curating-site.js';
import { HARBOUR } from './harbour-corpus.js';
import { isRunning, keepingChild } from './look-into-processes.js';
import { builtOnce, canStart, hasProc, runCorpusCommand, startChat } from './start-bot.js';

const copyOfFolders = builtOnce(HARBOUR);

const LIGHTHOUSE = {
  name: 'lighthouse.md',
  data: '# The lighthouse is painted\n\nThe keeper Mira Olsen painted the lighthouse of Port Alder white in the summer of 2022.\n',
};
const WHO_PAINTED = 'Who painted the lighthouse of Port Alder?';

/** Many passages, so that there is a middle to be ended in. */
const LONG = {
  name: 'minutes.md',
  data: `# Minutes of the harbour board\n\n${Array.from({ length: 16 }, (_, n) => minuteOf(n)).join('\n\n')}\n\nThe board chose Tove Lind as harbour master for six years.\n`,
};
const WHO_WAS_CHOSEN = 'Whom did the board choose as harbour master?';

function minuteOf(n: number): string {
  return `In meeting ${n} the board heard a report on quay ${n}, where ${n + 3} boats had waited for repairs since the winter. It asked the treasurer to find ${n * 100} crowns for new planks, ropes and lamps, and to come back with three offers before the next meeting.`;
}

async function untilRunning({ newestJob }: CuratingSite): Promise<string> {
  const look = async (): Promise<string | undefined> => (await newestJob())?.state;
  await expect.poll(look, { timeout: KEEPER_PATIENCE_MS, interval: 50 }).toBe('running');
  const job = await newestJob();
  return job?.id ?? '';
}

/** What a collection's index holds, counted in the store itself. */
async function indexed({ dataDir, collection }: CuratingSite) {
  const reader = openSqliteReader(dataFiles(dataDir).store);
  try {
    const generation = await reader.current(collection);
    if (generation === null) return null;
    const labels = new Set<number>();
    for await (const { label } of reader.allVectors(generation)) labels.add(label);
    const { documents, passages } = generation;
    return { documents, passages, vectors: labels.size };
  } finally {
    await reader.close();
  }
}

describe.skipIf(!canStart)('sources of a server', { timeout: 180_000 }, () => {
  it('are answered from in their server alone, and leave the answers when they are removed', async () => {
    const site = await openCuratingSite(copyOfFolders());
    const { admin, stranger } = site.discord.people;
    await site.begin();
    const added = await addFile(site, LIGHTHOUSE);
    await untilItSays(site, added, /^Indexed: 1 new, 0 changed, 0 removed; 1 document/);
    const isCited = (words: string): boolean => words.includes('Mira Olsen');
    const answer = await answerOnce(admin, WHO_PAINTED, isCited);
    expect(seen(answer)).toContain('The lighthouse is painted');
    expect(isCited(seen(await answerTo(stranger, WHO_PAINTED)))).toBe(false);

    const removed = await admin.command('corpus remove', { source: LIGHTHOUSE.name }).message();
    await untilItSays(site, removed, /^Indexed: 0 new, 0 changed, 1 removed/);
    await answerOnce(admin, WHO_PAINTED, (words) => !isCited(words));
    const context = await press(admin, answer, 'Context').message();
    expect(seen(context)).toContain('withdrawn on');
  });

  it.skipIf(!hasProc)(
    'are indexed by the next keeper where one is killed in the middle',
    async () => {
      const site = await openCuratingSite(copyOfFolders());
      const bot = await site.begin();
      const added = await addFile(site, LONG);
      const id = await untilRunning(site);
      const keeper = await keepingChild(bot.pid);
      process.kill(keeper, 'SIGKILL');
      await expect.poll(() => isRunning(keeper)).toBe(false);
      // Its lease runs out: a minute passes.
      const job = await site.jobs.job(id);
      if (job === null) throw new Error('the job is gone');
      const over = { text: 'Begun', share: null, leaseMs: 0 };
      expect(await site.jobs.report({ job, fence: job.attempts }, over)).toBe(true);
      await untilItSays(site, added, /^Indexed: 1 new, 0 changed, 0 removed; 1 document/);
      expect(await keepingChild(bot.pid)).not.toBe(keeper);
      expect(await site.jobs.job(id)).toMatchObject({ state: 'done', attempts: 2 });
      const held = await indexed(site);
      expect(held).toMatchObject({ documents: 1, vectors: held?.passages });
      const { admin } = site.discord.people;
      await answerOnce(admin, WHO_WAS_CHOSEN, (words) => words.includes('Tove Lind'));
    },
  );

  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'go on being indexed, and told of, where the bot ends by %s in the middle',
    async (signal) => {
      const site = await openCuratingSite(copyOfFolders());
      const bot = await site.begin();
      const added = await addFile(site, LONG);
      await untilRunning(site);
      bot.signal(signal);
      await bot.ended;
      await site.begin();
      await untilItSays(site, added, /^Indexed: 1 new, 0 changed, 0 removed; 1 document/);
    },
  );
});

describe.skipIf(!canStart)('a feed in sources.yaml', { timeout: 180_000 }, () => {
  it('is fetched by a bot that was just started, and an article that changed replaces the one before', async () => {
    const site = await feedServer();
    const report = (words: string) =>
      articleOf(1, { title: 'The pilot boat', text: [words, 'It was reported on Monday.'] });
    site.articles.set('/a/1', report('The pilot boat of Port Alder was sold to Captain Brandt.'));
    const folders = copyOfFolders();
    writeFileSync(
      join(folders.corpusDir, 'sources.yaml'),
      `- feed: ${site.feedUrl}\n  every: 1h\n`,
    );
    const curating = await openCuratingSite(folders, [site.server.place]);
    const bot = await curating.begin();
    const { asker, reader } = curating.discord.people;
    const fetched = async () => (await curating.newestJob('default'))?.progress;
    await expect
      .poll(fetched, { timeout: KEEPER_PATIENCE_MS })
      .toMatch(/^1 source fetched: 1 new.* Indexed: 1 new/);
    const question = 'To whom was the pilot boat of Port Alder sold?';
    await answerOnce(asker, question, (words) => words.includes('Captain Brandt'));

    site.articles.set('/a/1', report('The pilot boat of Port Alder was sold to the widow Falk.'));
    const said = await runCorpusCommand(folders, ['refresh'], curating.settings);
    expect(said).toContain('1 changed');
    const later = await answerOnce(reader, question, (words) => words.includes('widow Falk'));
    expect(seen(later)).not.toContain('Captain Brandt');
    expect(bot.logged().filter((line) => line.includes('"level":50'))).toEqual([]);
  });

  it('is fetched beside the chat, which quotes it without a restart', async () => {
    const site = await feedServer();
    const text = ['The pilot boat of Port Alder was sold to Captain Brandt.'];
    site.articles.set('/a/1', articleOf(1, { title: 'The pilot boat', text }));
    const folders = copyOfFolders();
    writeFileSync(join(folders.corpusDir, 'sources.yaml'), `- feed: ${site.feedUrl}\n`);
    const chat = startChat(folders, { FETCH_ALLOW_HOSTS: site.server.place });
    const isQuoted = (): boolean => {
      chat.type('To whom was the pilot boat of Port Alder sold?');
      return chat.output().includes('sold to Captain Brandt');
    };
    await expect.poll(isQuoted, { timeout: KEEPER_PATIENCE_MS, interval: 2_000 }).toBe(true);
    chat.type('/quit');
    expect(await chat.ended).toBe(0);
  });
});
