// Several answering processes behind one Answerer. In: calls. Out: what one of them answers: the least busy one, among
// equals the one that a question was sent to before, because it may still know the answer. Which questions ended a
// process is known to all of them, so that what ended one twice never reaches another.

import type { Log } from '../shared/log.js';
import type { Answerer } from './answerer.js';
import type { Call } from './answerer-messages.js';
import { answererOfCalls, type MakeCall } from './call-answerer.js';
import type { ChildAnswerer, ChildAnswererOptions } from './child-answerer.js';
import { Quarantine, questionOf } from './quarantine.js';
import type { AnswererHealth } from './restarting-process.js';

/** More processes than this are not started, whatever is asked for. */
export const MOST_ANSWERERS = 16;

export interface PoolOptions {
  /** Processes, 1 to 16. */
  readonly count: number;
  /** Starts one of them, counted from 0. */
  readonly open: (options: PoolMember, n: number) => ChildAnswerer;
  /** Told once when all of them are down, and once when one is back. */
  readonly onTrouble: (line: string) => void;
  readonly log: Pick<Log, 'warn'>;
}

/** What a pool hands to each of its children. */
export type PoolMember = Pick<ChildAnswererOptions, 'onTrouble' | 'quarantine'>;

/** One process as it is now. */
export interface AnswererReading extends AnswererHealth {
  readonly inFlight: number;
}

/** The health of the whole: `ready` while one is, `down` when all are. */
export interface PoolHealth extends AnswererHealth {
  readonly answerers: readonly AnswererReading[];
}

export interface AnswererPool extends Answerer {
  readonly health: PoolHealth;
}

/** Starts the processes; each is looked after by itself. */
export function openAnswererPool(options: PoolOptions): AnswererPool {
  const members = openMembers(options);
  let calls = 0;
  const make: MakeCall = (call) => {
    calls += 1;
    return chooseMember(members, call, calls).make(call);
  };
  return {
    ...answererOfCalls(make),
    get health() {
      return healthOf(members);
    },
    close: async () => {
      await Promise.all(members.map((member) => member.close()));
    },
  };
}

function openMembers({ count, open, onTrouble, log }: PoolOptions): readonly ChildAnswerer[] {
  const quarantine = new Quarantine();
  const down = new Set<number>();
  const size = Math.min(MOST_ANSWERERS, Math.max(1, Math.trunc(count)));
  return Array.from({ length: size }, (_, n) => {
    const tell = (line: string, isDown: boolean): void => {
      const wereAllDown = down.size === size;
      if (isDown) down.add(n);
      else down.delete(n);
      if (wereAllDown === (down.size === size)) log.warn({ answerer: n + 1, of: size }, line);
      else onTrouble(line);
    };
    return open({ onTrouble: tell, quarantine }, n);
  });
}

/** Where a question is already, since what ends one process is not handed to two; else the least busy one. */
function chooseMember(members: readonly ChildAnswerer[], call: Call, turn: number): ChildAnswerer {
  const key = questionOf(call);
  const holder = key === null ? undefined : members.find((member) => member.holds(key));
  if (holder !== undefined) return holder;
  const start = key === null ? turn : Number.parseInt(key.slice(0, 8), 16);
  const inTurn = members.map((_, i) => members[(start + i) % members.length]).flatMap(present);
  const [first, ...others] = inTurn;
  if (first === undefined) throw new Error('a pool without processes');
  return others.reduce((best, other) => (isBetter(other, best) ? other : best), first);
}

function present(member: ChildAnswerer | undefined): readonly ChildAnswerer[] {
  return member === undefined ? [] : [member];
}

function isBetter(one: ChildAnswerer, other: ChildAnswerer): boolean {
  const [mine, theirs] = [readiness(one), readiness(other)];
  return mine === theirs ? one.inFlight < other.inFlight : mine > theirs;
}

/** One that hangs or starts comes after those that answer, and before those that do not start at all. */
function readiness(member: ChildAnswerer): number {
  if (member.takesCalls) return 2;
  return member.health.state === 'down' ? 0 : 1;
}

function healthOf(members: readonly ChildAnswerer[]): PoolHealth {
  const answerers = members.map(({ health, inFlight }) => ({ ...health, inFlight }));
  const best = (['ready', 'starting'] as const).find((state) =>
    answerers.some((one) => one.state === state),
  );
  return {
    state: best ?? 'down',
    restarts: answerers.reduce((sum, { restarts }) => sum + restarts, 0),
    pid: answerers.find(({ pid }) => pid !== null)?.pid ?? null,
    lastError: answerers.find(({ lastError }) => lastError !== null)?.lastError ?? null,
    answerers,
  };
}
