// In: the corpus as listed, the hashes of what is indexed and what was left out before. Out: what a build has to do.
// Pure, so that "is the index stale?" and "what shall be built?" are one question.

import { createHash } from 'node:crypto';
import type { SourceEntry } from '../corpus/corpus-source.js';
import type { Rejection, RejectionCode } from '../corpus/document.js';
import { PACKING_VERSION } from '../passages/pack-passages.js';
import type { LeftOut } from '../store/left-out.js';

export interface PlannedChange {
  readonly entry: SourceEntry;
  /** The entry's hash in the store: the source's hash and the packing's version. */
  readonly hash: string;
  readonly kind: 'new' | 'changed';
  /** Set where it gave nothing when it was read last and is tried again: it is no reason to build. */
  readonly isRetry?: true;
}

export interface ChangePlan {
  readonly changes: readonly PlannedChange[];
  /** Ids of indexed entries that the corpus no longer lists, or that are refused as they are now. */
  readonly removedIds: readonly string[];
  readonly unchanged: readonly SourceEntry[];
  /** Entries that are known to give nothing: they are not read again while they are what they were. */
  readonly refused: readonly SourceEntry[];
}

export interface PlanInput {
  readonly entries: readonly SourceEntry[];
  /** Hash of every indexed entry, by id. */
  readonly indexed: ReadonlyMap<string, string>;
  /** True where everything must be read and packed again. */
  readonly everything: boolean;
  /** What was left out when it was read last; nothing unless given. */
  readonly leftOut?: readonly LeftOut[];
  /** Ids of indexed entries that cannot be listed now and stay as they are; none unless given. */
  readonly away?: ReadonlySet<string>;
}

/** Reasons that may pass although the entry stays what it is. */
const PASSING: ReadonlySet<RejectionCode> = new Set(['vanished', 'unreadable', 'not_regular_file']);

/** Compares a corpus with an index. */
export function planChanges(input: PlanInput): ChangePlan {
  const known = new Map((input.leftOut ?? []).map((leftOut) => [leftOut.entry, leftOut]));
  const sorted = input.entries.map((entry) => sortEntry(entry, input, known.get(entry.id)));
  const refused = sorted.flatMap((it) => (it.kind === 'refused' ? [it.entry] : []));
  const staying = new Set(input.entries.map(({ id }) => id));
  for (const { id } of refused) staying.delete(id);
  const removedIds = [...input.indexed.keys()].filter(
    (id) => !staying.has(id) && input.away?.has(id) !== true,
  );
  const moving = new Set(removedIds);
  for (const it of sorted) if (it.kind === 'new' || it.kind === 'changed') moving.add(it.entry.id);
  // An id that one of these gives up may be the one that another entry waits for.
  const isFreed = ({ entry }: SortedEntry): boolean =>
    known.get(entry.id)?.waitsFor.some((id) => moving.has(id)) === true;
  const changes: PlannedChange[] = [];
  const unchanged: SourceEntry[] = [];
  for (const it of sorted) {
    const { entry, hash, kind, isRetry } = it;
    if (kind === 'refused') continue;
    if (kind === 'unchanged' && !isFreed(it)) unchanged.push(entry);
    else {
      const change = { entry, hash, kind: kind === 'new' ? kind : ('changed' as const) };
      changes.push(isRetry ? { ...change, isRetry } : change);
    }
  }
  return { changes, removedIds, unchanged, refused };
}

interface SortedEntry {
  readonly entry: SourceEntry;
  readonly hash: string;
  readonly kind: 'new' | 'changed' | 'unchanged' | 'refused';
  readonly isRetry: boolean;
}

function sortEntry(
  entry: SourceEntry,
  { indexed, everything }: PlanInput,
  leftOut: LeftOut | undefined,
): SortedEntry {
  const hash = versionedHash(entry);
  const before = indexed.get(entry.id);
  const isRefused = leftOut?.isWhole === true && leftOut.hash === hash;
  const isRetry = isRefused && leftOut.rejections.some(({ code }) => PASSING.has(code));
  if (isRefused && !isRetry && !everything) return { entry, hash, kind: 'refused', isRetry: false };
  if (before === undefined) return { entry, hash, kind: 'new', isRetry };
  const kind = before === hash && !everything ? 'unchanged' : 'changed';
  return { entry, hash, kind, isRetry: false };
}

/** What was left out of entries that a plan does not have read, as it was told when they were read. */
export function rememberedRejections(
  { unchanged, refused }: ChangePlan,
  leftOut: readonly LeftOut[],
): readonly Rejection[] {
  const unread = new Set([...unchanged, ...refused].map(({ id }) => id));
  return leftOut.flatMap(({ entry, rejections }) => (unread.has(entry) ? rejections : []));
}

/** The hash under which the store keeps an entry. */
export function versionedHash(entry: SourceEntry): string {
  return createHash('sha256').update(`${PACKING_VERSION}:${entry.hash}`).digest('hex').slice(0, 40);
}
