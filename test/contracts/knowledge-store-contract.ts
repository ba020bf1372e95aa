// What every KnowledgeStore must do. In: a site where stores can be opened, closed and opened again, and a
// way to damage what they keep. The order of the tests is the order of a collection's life.

import { describe } from 'vitest';
import type { KnowledgeReader, KnowledgeStore } from '../../src/store/knowledge-store.js';
import { itExcept, type DefineTest } from '../support/known-defects.js';
import { describeDamage } from './knowledge-store/damage.js';
import { describeFilters } from './knowledge-store/filters.js';
import { describeGenerations } from './knowledge-store/generations.js';
import { describeLexical } from './knowledge-store/lexical.js';
import { describeRoundTrip } from './knowledge-store/round-trip.js';

export type OpenReader = KnowledgeReader & { close(): Promise<void> };

/** One place where a store lives; everything opened is closed when the test ends. */
export interface StoreSite {
  openStore(): KnowledgeStore;
  openReader(): OpenReader;
  /** Change one byte of what is stored for a label, behind the store's back. */
  damageText(label: number): void;
  damageVector(label: number): void;
  damageSentences(label: number): void;
}

export interface KnowledgeStoreUnderTest {
  readonly name: string;
  /** Names of tests that it does not pass yet. */
  readonly knownDefects?: readonly string[];
  /** A fresh, empty place. */
  readonly site: () => StoreSite;
}

/** The parts of the suite share a place to store and a way to define tests. */
export interface Suite {
  readonly it: DefineTest;
  readonly site: () => StoreSite;
}

export function describeKnowledgeStore(subject: KnowledgeStoreUnderTest): void {
  const suite: Suite = { it: itExcept(subject.knownDefects ?? []), site: subject.site };
  describe(`KnowledgeStore contract: ${subject.name}`, () => {
    describeGenerations(suite);
    describeRoundTrip(suite);
    describeLexical(suite);
    describeFilters(suite);
    describeDamage(suite);
  });
}
