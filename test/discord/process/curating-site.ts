// A bot with moderators: the real program with its keeper and its sandbox, over the double, from whose content network
// it may fetch.

import { expect, onTestFinished } from 'vitest';
import { dataFiles } from '../../../src/data-files.js';
import type { Job, JobStore } from '../../../src/store/job-store.js';
import { openSqliteJobStore } from '../../../src/store/sqlite/sqlite-job-store.js';
import { startDiscordServer, type DiscordServer } from '../../discord-server/discord-server.js';
import type { StoredMessage } from '../../discord-server/model.js';
import type { Person } from '../../discord-server/person.js';
import { press, seen } from '../scenarios/reading.js';
import { startOnline, type Environment, type Folders, type Started } from './start-bot.js';

/** Keepers have the lowest priority: on a busy machine they are starved for a while. */
export const KEEPER_PATIENCE_MS = 60_000;

export interface CuratingSite extends Folders {
  readonly discord: DiscordServer;
  /** The collection of the server "Home". */
  readonly collection: string;
  readonly settings: Environment;
  /** Starts the program, or starts it again over the same data and the same Discord. */
  readonly begin: () => Promise<Started>;
  readonly jobs: JobStore;
  /** The newest job of a collection. */
  readonly newestJob: (collection?: string) => Promise<Job | undefined>;
}

/** Opens everything but the bot itself. */
export async function openCuratingSite(
  folders: Folders,
  allowed: readonly string[] = [],
): Promise<CuratingSite> {
  const discord = await startDiscordServer();
  onTestFinished(() => discord.stop());
  const settings = { FETCH_ALLOW_HOSTS: [new URL(discord.url).host, ...allowed].join(',') };
  const collection = `g-${discord.guilds.home.id}`;
  const jobs = openSqliteJobStore({
    path: dataFiles(folders.dataDir).sources,
    now: () => new Date(),
  });
  onTestFinished(() => jobs.close());
  return {
    ...folders,
    discord,
    collection,
    settings,
    jobs,
    begin: () => startOnline({ discord, ...folders, settings }),
    newestJob: async (name = collection) => (await jobs.jobs(name))[0],
  };
}

export interface GivenFile {
  readonly name: string;
  readonly data: string | Buffer;
}

/** Hands a file in as who may manage the server, and says yes to the preview. */
export async function addFile({ discord }: CuratingSite, file: GivenFile): Promise<StoredMessage> {
  const { admin } = discord.people;
  const draft = await admin.command('corpus add', { file }).message();
  expect(seen(draft)).toContain('This is understood as a document.');
  return press(admin, draft, 'Add').message();
}

/** The message, once it says that. */
export function untilItSays(
  { discord }: CuratingSite,
  message: StoredMessage,
  words: RegExp,
): Promise<StoredMessage> {
  const look = (): StoredMessage | null => {
    const now = discord.message(message.id);
    return now !== null && words.test(seen(now)) ? now : null;
  };
  const said = discord.message(message.id);
  const what = `words like ${words.source} after ${said === null ? 'nothing' : seen(said)}`;
  return discord.waitFor(look, KEEPER_PATIENCE_MS, what);
}

/** The answer to a question. */
export function answerTo(person: Person, question: string): Promise<StoredMessage> {
  return person.command('ask', { question }).message();
}

/** A person may ask only so often. */
const ASK_AGAIN_MS = 2_000;

/** The answer, once its words are as they should be. */
export async function answerOnce(
  person: Person,
  question: string,
  isRight: (words: string) => boolean,
): Promise<StoredMessage> {
  const until = Date.now() + KEEPER_PATIENCE_MS;
  for (;;) {
    const answer = await answerTo(person, question);
    if (isRight(seen(answer))) return answer;
    if (Date.now() > until) throw new Error(`it still says:\n${seen(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
  }
}
