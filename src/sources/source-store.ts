// What is known of sources and what was fetched from them: a database of its own, so that neither a build nor a
// click waits for it. The truth about a collection's documents beside the corpus folder: an index can be built
// from it again. Every method names a collection or an id that was made from one.

import type { Original, OriginalFacts, Source, SourceState } from './source.js';

/** The operator's own collection: open to everyone where nothing else was decided. */
export const OPEN_COLLECTION = 'default';

/** How much a collection holds, for quotas and for people. */
export interface Holdings {
  readonly originals: number;
  readonly bytes: number;
}

/** What a guild may search and what its moderators decided. */
export interface CollectionSettings {
  readonly collection: string;
  /** Guilds that may search it beside its own; `everyone` for what is open to all. */
  readonly sharedWith: 'everyone' | readonly string[];
}

/** A channel that searches less than its guild may. */
export interface ChannelScope {
  readonly guild: string;
  readonly channel: string;
  readonly collections: readonly string[];
}

export interface SourceStore {
  /** Keeps a source; one with the same id is replaced, its state stays. */
  putSource(source: Source): Promise<void>;
  /** Removes a source, its state and its originals; false where there was none. */
  removeSource(collection: string, id: string): Promise<boolean>;
  sources(collection: string): Promise<Source[]>;
  source(collection: string, id: string): Promise<Source | null>;
  states(collection: string): Promise<SourceState[]>;
  putState(state: SourceState): Promise<void>;
  /** Sources whose time has come, over all collections, the longest waiting first. */
  due(now: Date): Promise<Source[]>;

  /** Keeps an original; one with the same id is replaced as a whole, in one transaction. */
  putOriginal(original: Original): Promise<void>;
  /** Changes everything but the bytes. False where it has gone. */
  describeOriginal(facts: OriginalFacts): Promise<boolean>;
  removeOriginal(collection: string, id: string): Promise<boolean>;
  original(collection: string, id: string): Promise<Original | null>;
  /** Facts of all that is kept, by id; drafts only where they are asked for. */
  originals(collection: string, state?: OriginalFacts['state']): Promise<OriginalFacts[]>;
  originalsOf(collection: string, sourceId: string): Promise<OriginalFacts[]>;
  /** Drafts that nobody confirmed in time go. */
  removeDrafts(before: Date): Promise<number>;
  holdings(collection: string): Promise<Holdings>;

  /** Names of all collections that have a source, an original or settings. */
  collections(): Promise<string[]>;
  settings(collection: string): Promise<CollectionSettings>;
  putSettings(settings: CollectionSettings): Promise<void>;
  /** Collections shared with a guild, or with everyone; for null, with everyone. */
  sharedWith(guild: string | null): Promise<string[]>;
  channelScope(guild: string, channel: string): Promise<ChannelScope | null>;
  /** Narrows a channel; no collections lift it again. */
  putChannelScope(scope: ChannelScope): Promise<void>;
  /** Removes everything of a collection, down to the bytes on the disk; tells how many originals went. */
  removeCollection(collection: string): Promise<number>;
  close(): Promise<void>;
}
