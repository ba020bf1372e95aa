// In: filters. Out: the labels that pass them, those of the last filters remembered: both halves of a search ask for
// the same ones, and so does the next question under the same dates. A generation never changes, nor what it sees.

import type { Filter, Generation } from '../knowledge-store.js';
import type { Database } from './open-database.js';
import { readLabels } from './read-documents.js';
import { wordsState } from './words-table.js';

/** Labels remembered over all filters: 8 bytes each. */
const MOST_LABELS = 1_000_000;

export type FilteredLabels = (generation: Generation, filter: Filter) => readonly number[];

/** Reads labels inside the caller's transaction. */
export function openFilteredLabels(database: Database): FilteredLabels {
  const remembered = new Map<string, readonly number[]>();
  let total = 0;
  return (generation, filter) => {
    const { collection, number } = generation;
    // Texts that are removed at once, between two generations, change the state of the words.
    const state = wordsState(database, collection);
    const key = JSON.stringify([collection, number, state, filter]);
    const known = remembered.get(key);
    if (known !== undefined) return known;
    const labels = readLabels(database, { generation, filter });
    if (total + labels.length > MOST_LABELS) {
      remembered.clear();
      total = 0;
    }
    if (labels.length <= MOST_LABELS) {
      remembered.set(key, labels);
      total += labels.length;
    }
    return labels;
  };
}
