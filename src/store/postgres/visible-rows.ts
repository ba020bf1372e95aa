// In: a generation and a filter. Out: SQL conditions over `d` (index_document), `p` (index_passage) and `w` (index_words),
// so that filters narrow what is ranked, never what was ranked.

import { foldText } from '../../shared/fold-text.js';
import type { Filter, Generation } from '../knowledge-store.js';
import { firstDay } from '../partial-dates.js';
import type { Bindings } from './bindings.js';
import { termQuery } from './passage-words.js';
import { storable } from './storable-text.js';

export type NamedGeneration = Pick<Generation, 'collection' | 'number'>;

/** The documents of a generation. */
export function visible(bindings: Bindings, { collection, number }: NamedGeneration): string {
  const at = bindings.bind(number);
  return `d.collection = ${bindings.bind(collection)}
    AND d.since <= ${at} AND (d.until IS NULL OR d.until > ${at})`;
}

/** The passages of a generation that pass a filter; `needs` tells which tables the conditions speak of. */
export function allowed(bindings: Bindings, generation: NamedGeneration, filter: Filter): string {
  return [
    visible(bindings, generation),
    ...factConditions(bindings, filter),
    ...wordConditions(bindings, filter),
  ].join(' AND ');
}

/** Whether a filter speaks of more than the facts of documents. */
export function asksForWords({ phrases = [], without = [] }: Filter): boolean {
  return phrases.length + without.length > 0;
}

function factConditions({ bind }: Bindings, filter: Filter): string[] {
  const parts: string[] = [];
  if (filter.after !== undefined) parts.push(`d.date_to >= ${bind(firstDay(filter.after))}`);
  if (filter.before !== undefined) parts.push(`d.date_from < ${bind(firstDay(filter.before))}`);
  if (filter.outlet !== undefined) {
    parts.push(`strpos(d.folded_outlet, ${bind(storable(foldText(filter.outlet)))}) > 0`);
  }
  if (filter.document !== undefined) parts.push(`d.id = ${bind(storable(filter.document))}`);
  return parts;
}

function wordConditions({ bind }: Bindings, { phrases = [], without = [] }: Filter): string[] {
  const parts: string[] = [];
  for (const phrase of phrases) {
    const words = termQuery(phrase, 'text');
    if (words === null) continue;
    parts.push(`w.tsv @@ ${bind(words)}::tsquery`);
    parts.push(`strpos(p.folded, ${bind(storable(foldText(phrase).trim()))}) > 0`);
  }
  for (const word of without) {
    const words = termQuery(word);
    if (words !== null) parts.push(`NOT w.tsv @@ ${bind(words)}::tsquery`);
  }
  return parts;
}
