// A Discord with many people who ask, as a process of its own: the benchmarks start it by its path, so that what
// it costs is not the bot's. In: calls to ask, at a pace. Out: how long each question waited.
//
// The people are spread over so many servers and channels that no rate limit of the bot's is met.

import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { LoadCall, LoadReport, Pace, Wait } from '../../src/benchmarks/load-messages.js';
import { startDiscordServer, type DiscordServer } from '../discord-server/discord-server.js';
import type { InteractionHandle } from '../discord-server/interaction-handle.js';
import type { Person } from '../discord-server/person.js';

const SERVERS = 20;
const CHANNELS_A_SERVER = 2;
const PEOPLE_A_CHANNEL = 25;

/** A thousand answers one after the other take a minute, and longer where the machine is busy. */
const ANSWER_WITHIN_MS = 600_000;

/** Questions sent before the double looks at what comes back. */
const AT_ONCE = 25;

/** Settles people in servers of their own. */
function settle(discord: DiscordServer): readonly Person[] {
  const { world } = discord;
  const owner = world.addUser('Owner');
  return Array.from({ length: SERVERS }, (_, server) => {
    const guild = world.addGuild(`Server ${server}`, { owner });
    return Array.from({ length: CHANNELS_A_SERVER }, (_, n) => {
      const channel = world.addChannel({ guild, name: `channel-${n}` });
      return Array.from({ length: PEOPLE_A_CHANNEL }, (_, p) => {
        const user = world.addUser(`Person ${server} ${n} ${p}`);
        guild.members.set(user.id, []);
        return discord.person(user, channel);
      });
    });
  }).flat(2);
}

interface Asked {
  readonly acknowledged: Promise<unknown>;
  readonly waited: Promise<Wait>;
}

function ask(person: Person, question: string): Asked {
  const handle = person.command('ask', { question });
  const acknowledged = handle.response().catch(() => null);
  const waited = handle.message(ANSWER_WITHIN_MS).then(
    () => ({ ackMs: ackMs(handle), answerMs: Date.now() - handle.sentAt }),
    () => ({ ackMs: ackMs(handle), answerMs: null }),
  );
  return { acknowledged, waited };
}

function ackMs({ attempts, sentAt }: InteractionHandle): number | null {
  const [first] = attempts;
  return first === undefined ? null : first.at - sentAt;
}

/** Waits until the next question may be asked. */
async function keepPace(pace: Pace, asked: readonly Asked[], startedAt: number): Promise<void> {
  switch (pace.kind) {
    case 'at_once':
      if (asked.length % AT_ONCE === 0) await nextTurn();
      return;
    case 'by_second':
      await sleep(Math.max(0, startedAt + (asked.length * 1_000) / pace.questions - Date.now()));
      return;
    case 'in_flight':
      // In the order in which they were asked, which is about the order in which they are answered.
      await asked.at(-pace.questions)?.waited;
  }
}

function report(message: LoadReport): void {
  process.send?.(message);
}

const discord = await startDiscordServer();
const people = settle(discord);
let turn = 0;

async function carryOut({ pace, questions }: LoadCall): Promise<void> {
  const startedAt = Date.now();
  const asked: Asked[] = [];
  for (const question of questions) {
    await keepPace(pace, asked, startedAt);
    const person = people[turn % people.length];
    if (person === undefined) throw new Error('nobody lives here');
    turn += 1;
    asked.push(ask(person, question));
  }
  await Promise.all(asked.map(({ acknowledged }) => acknowledged));
  report({ kind: 'acknowledged' });
  const waits = await Promise.all(asked.map(({ waited }) => waited));
  // What was said before is of no use any more, and would be the load's own growth.
  discord.ledger.clear();
  report({ kind: 'answered', waits });
}

process.on('message', (call: LoadCall) => {
  void carryOut(call);
});
// Nobody is left who would read what it measures.
process.on('disconnect', () => process.exit());
process.on('SIGTERM', () => process.exit());
report({ kind: 'listening', url: discord.url, token: discord.token });
