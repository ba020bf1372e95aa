// What every KnowledgeStore must do. In: a site where stores can be opened, closed and opened again, and a
// way to damage what they keep. The order of the tests is the order of a collection's life.

import { describe } from 'vitest';
import type { KnowledgeReader, KnowledgeStore } from '../../src/store/knowledge-store.js';
import { describeCarrying } from './knowledge-store/carrying.js';
import { describeCopies } from './knowledge-store/copies.js';
import { describeDamage } from './knowledge-store/damage.js';
import { describeEntries } from './knowledge-store/entries.js';
import { describeFilters } from './knowledge-store/filters.js';
import { describeGenerations } from './knowledge-store/generations.js';
import { describeHistories } from './knowledge-store/histories.js';
import { describeLeftOut } from './knowledge-store/left-out.js';
import { describeLexical } from './knowledge-store/lexical.js';
import { describePastVersions } from './knowledge-store/past-versions.js';
import { describeRemoval } from './knowledge-store/removal.js';
import { describeRoundTrip } from './knowledge-store/round-trip.js';
import { describeWordsApart } from './knowledge-store/words-apart.js';

export type OpenReader = KnowledgeReader & { close(): Promise<void> };

/** One place where a store lives; everything opened is closed when the test ends. */
export interface StoreSite {
  openStore(): KnowledgeStore;
  openReader(): OpenReader;
  /** Change one byte of what is stored for a label, behind the store's back. */
  damageText(label: number): void | Promise<void>;
  damageVector(label: number): void | Promise<void>;
  damageSentences(label: number): void | Promise<void>;
  /** True where other machines may ask with the model that is there: another one must be forced. */
  readonly guardsModel?: boolean;
}

/** Opens a fresh, empty place. */
export type OpenSite = () => StoreSite;

export interface KnowledgeStoreUnderTest {
  readonly name: string;
  readonly site: OpenSite;
}

export function describeKnowledgeStore({ name, site }: KnowledgeStoreUnderTest): void {
  describe(`KnowledgeStore contract: ${name}`, () => {
    describeGenerations(site);
    describeEntries(site);
    describeLeftOut(site);
    describePastVersions(site);
    describeRemoval(site);
    describeRoundTrip(site);
    describeCarrying(site);
    describeLexical(site);
    describeWordsApart(site);
    describeFilters(site);
    describeCopies(site);
    describeDamage(site);
    describeHistories(site);
  });
}
