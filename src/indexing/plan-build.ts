// In: a corpus as it was listed, and what the store knows of it. Out: what a build has to do and what is left out
// without being read again. The start and the doctor ask the same, so that they never call stale what a build
// would leave as it is.

import type { CorpusListing } from '../corpus/corpus-source.js';
import type { Rejection } from '../corpus/document.js';
import type { KnowledgeReader } from '../store/knowledge-store.js';
import type { LeftOut } from '../store/left-out.js';
import { keepAway, type KeptAway } from './keep-away.js';
import { planChanges, rememberedRejections, type ChangePlan } from './plan-changes.js';

/** What the store knows of a collection's corpus. */
export interface KnownCorpus {
  /** Hash of every indexed entry, by id. */
  readonly hashes: ReadonlyMap<string, string>;
  /** The source of `sources.yaml` that listed an indexed entry, by the entry's id. */
  readonly sources: ReadonlyMap<string, string>;
  readonly leftOut: readonly LeftOut[];
}

/** What is known where nothing was ever built. */
export const NOTHING_KNOWN: KnownCorpus = { hashes: new Map(), sources: new Map(), leftOut: [] };

export interface BuildPlan {
  readonly plan: ChangePlan;
  readonly kept: KeptAway;
  /** What is left out before anything is read: files, sources that are away, and what is remembered. */
  readonly rejections: readonly Rejection[];
}

export interface BuildPlanInput {
  readonly listing: CorpusListing;
  readonly known: KnownCorpus;
  /** True where everything must be read and packed again. */
  readonly everything: boolean;
  readonly now: Date;
}

type CorpusReader = Pick<KnowledgeReader, 'entryHashes' | 'entrySources' | 'leftOut'>;

/** Reads what the store knows. */
export async function readKnownCorpus(
  reader: CorpusReader,
  collection: string,
): Promise<KnownCorpus> {
  return {
    hashes: await reader.entryHashes(collection),
    sources: await reader.entrySources(collection),
    leftOut: await reader.leftOut(collection),
  };
}

/** Plans a build. */
export function planBuild({ listing, known, everything, now }: BuildPlanInput): BuildPlan {
  const { sources, leftOut } = known;
  const kept = keepAway({ away: listing.away ?? [], sources, leftOut, now });
  const plan = planChanges({
    entries: listing.entries,
    indexed: known.hashes,
    everything,
    leftOut,
    away: kept.ids,
  });
  const remembered = rememberedRejections(plan, leftOut);
  return { plan, kept, rejections: [...listing.rejections, ...kept.rejections, ...remembered] };
}

/** Entries whose refusal is over: they are read again, or the corpus no longer lists them. */
export function endedRefusals(
  { plan, kept }: BuildPlan,
  { leftOut }: KnownCorpus,
  refusedNow: ReadonlySet<string>,
): readonly string[] {
  const staying = new Set([...kept.remembered, ...plan.refused.map(({ id }) => id), ...refusedNow]);
  return leftOut.flatMap(({ entry, isWhole }) => (isWhole && !staying.has(entry) ? [entry] : []));
}
