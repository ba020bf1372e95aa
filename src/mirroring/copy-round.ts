// One round of copying. In: a store that others write to, and the copy of it on this machine. Out: the copy, in step:
// what is used here and has changed is copied, what is gone there is gone here, what is too large is named. A round
// holds nothing that the next one needs, so it may end anywhere.

import { ReadableError, describeFailure } from '../shared/errors.js';
import type { CopyNotes, NotCopied } from '../store/copy-store.js';
import type { Generation } from '../store/knowledge-store.js';
import { sweepGraphFiles } from '../vector-index/graph-files.js';
import { comparePast } from './compare-past.js';
import { copyGeneration, type CopyParts } from './copy-generation.js';

/** A passage takes 10 KB of the disk with its vectors, words and graph (DECISIONS.md): 1 GB a collection. */
const MOST_PASSAGES = 100_000;
/** In sum: 2 GB. */
const MOST_PASSAGES_IN_ALL = 200_000;

/** Milliseconds between two looks at past versions where nothing was published. */
const PAST_EVERY_MS = 60 * 60_000;

export interface CopyLimits {
  readonly passages: number;
  readonly passagesInAll: number;
}

const COPY_LIMITS: CopyLimits = { passages: MOST_PASSAGES, passagesInAll: MOST_PASSAGES_IN_ALL };

export interface RoundParts extends CopyParts {
  /** Names of the collections that are searched here, the one used last first. */
  readonly used: readonly string[];
  readonly now: () => Date;
  /** Told in one line what an operator should know, once as long as it stays so. */
  readonly say: (line: string) => void;
  readonly limits?: CopyLimits;
}

export interface RoundReport {
  /** Names of collections. */
  readonly copied: readonly string[];
  /** Gone from the other store, or used here no more. */
  readonly removed: readonly string[];
  /** Of those that are used here, those that the other store has. */
  readonly inUse: readonly string[];
}

/**
 * Brings the copy in step.
 *
 * @throws ReadableError `store_unavailable` where the other store does not answer: what is whole stays
 */
export async function copyRound(parts: RoundParts): Promise<RoundReport> {
  const { reader, copy } = parts;
  const there = new Set(await reader.collections());
  const removed: string[] = [];
  const remove = async (name: string): Promise<void> => {
    await copy.removeCollection(name);
    await sweepGraphFiles({ folder: parts.graphs, collection: name, keep: [] });
  };
  const isUsed = new Set(parts.used);
  for (const name of await copy.held()) {
    if (there.has(name) && isUsed.has(name)) continue;
    await remove(name);
    removed.push(name);
  }
  const told = await copy.notes();
  const notCopied = new Map<string, NotCopied>();
  for (const name of there) if (!isUsed.has(name)) notCopied.set(name, 'not_used');
  const copied: string[] = [];
  let room = (parts.limits ?? COPY_LIMITS).passagesInAll;
  for (const name of parts.used.filter((used) => there.has(used))) {
    const generation = await reader.current(name);
    if (generation === null) continue;
    const why = refusal(generation, room, parts.limits ?? COPY_LIMITS);
    if (why !== null) {
      notCopied.set(name, why);
      if ((await copy.current(name)) !== null) await remove(name);
      continue;
    }
    room -= generation.passages;
    const outcome = await bringInStep(parts, generation, remove);
    if (outcome === 'copied') copied.push(name);
    if (outcome === 'failed' && (await copy.current(name)) === null) notCopied.set(name, 'failed');
  }
  sayWhatIsNew(parts, told, notCopied);
  await copy.setNotCopied(notCopied);
  return { copied, removed, inUse: parts.used.filter((name) => there.has(name)) };
}

function refusal(generation: Generation, room: number, limits: CopyLimits): NotCopied | null {
  if (generation.passages > limits.passages) return 'too_large';
  return generation.passages > room ? 'no_room' : null;
}

/** What fails of one collection holds up no other; where the store is away, there is nothing to go on with. */
async function bringInStep(
  parts: RoundParts,
  generation: Generation,
  remove: (name: string) => Promise<void>,
): Promise<'copied' | 'unchanged' | 'failed'> {
  const { collection } = generation;
  try {
    const isNew = await copyIfNew(parts, generation, remove);
    await parts.copy.noteSeen(collection, parts.now());
    const { copied } = await parts.copy.notes();
    const checked = copied.get(collection)?.pastCheckedAt ?? null;
    const isDue = checked === null || parts.now().getTime() - Date.parse(checked) > PAST_EVERY_MS;
    if (isNew || isDue) {
      await comparePast(parts, collection);
      await parts.copy.notePastChecked(collection, parts.now());
    }
    return isNew ? 'copied' : 'unchanged';
  } catch (error) {
    if (error instanceof ReadableError && error.code === 'store_unavailable') throw error;
    parts.say(`"${collection}" could not be copied: ${describeFailure(error).text}`);
    return 'failed';
  }
}

async function copyIfNew(
  parts: RoundParts,
  generation: Generation,
  remove: (name: string) => Promise<void>,
): Promise<boolean> {
  const { copy, graphs } = parts;
  const { collection } = generation;
  const here = await copy.current(collection);
  if (here !== null && isSame(here, generation)) {
    if (here.passages !== generation.passages) await dropForgotten(parts, generation);
    return false;
  }
  // Numbers only grow: this is the copy of a store that was another one, or was set back.
  if (here !== null && here.number >= generation.number) await remove(collection);
  const published = await copyGeneration(parts, generation);
  await copy.sweep(collection, parts.now());
  const keep = [published.graph, here?.graph].flatMap((graph) => graph?.file ?? []);
  await sweepGraphFiles({ folder: graphs, collection, keep });
  return true;
}

function isSame(here: Generation, there: Generation): boolean {
  return here.number === there.number && here.builtAt === there.builtAt;
}

/** A document that was removed for good left the generation that is current, at once. */
async function dropForgotten({ reader, copy }: RoundParts, generation: Generation): Promise<void> {
  const wanted = new Set(await reader.labelsMatching(generation, {}));
  const here = await copy.labelsMatching(generation, {});
  await copy.drop(
    generation.collection,
    here.filter((label) => !wanted.has(label)),
  );
}

const WHY: Readonly<Record<Exclude<NotCopied, 'not_used' | 'failed'>, string>> = {
  too_large: 'it has more passages than are copied of one collection',
  no_room: 'the collections that are used more take all the room there is for copies',
};

/** What was said before stays said. */
function sayWhatIsNew(
  { say }: RoundParts,
  told: CopyNotes,
  notCopied: ReadonlyMap<string, NotCopied>,
): void {
  for (const [name, why] of notCopied) {
    if (why === 'not_used' || why === 'failed' || told.notCopied.get(name) === why) continue;
    say(`"${name}" is not copied to this machine: ${WHY[why]}.`);
  }
}
