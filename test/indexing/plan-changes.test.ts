// What a build has to do.

import { describe, expect, it } from 'vitest';
import { planChanges } from '../../src/indexing/plan-changes.js';

const entry = (id: string, hash: string) => ({ id, file: `${id}.md`, hash });

/** The hash under which a store would know an entry. */
const stored = (id: string, hash: string): string =>
  planChanges({ entries: [entry(id, hash)], indexed: new Map(), everything: false }).changes[0]
    ?.hash ?? '';

describe('planChanges', () => {
  const indexed = new Map([
    ['same', stored('same', 'h')],
    ['other', stored('other', 'h')],
    ['gone', stored('gone', 'h')],
  ]);
  const entries = [entry('same', 'h'), entry('other', 'h2'), entry('fresh', 'h')];

  it('sorts documents into new, changed, removed and unchanged', () => {
    const plan = planChanges({ entries, indexed, everything: false });
    expect(plan.changes.map(({ entry: { id }, kind }) => [id, kind])).toEqual([
      ['other', 'changed'],
      ['fresh', 'new'],
    ]);
    expect(plan.removedIds).toEqual(['gone']);
    expect(plan.unchanged.map(({ id }) => id)).toEqual(['same']);
  });

  it('takes everything where everything is asked for', () => {
    const plan = planChanges({ entries, indexed, everything: true });
    expect(plan.changes.map(({ kind }) => kind)).toEqual(['changed', 'changed', 'new']);
    expect(plan.unchanged).toEqual([]);
  });

  it('keeps a hash of its own, so that a new way of packing packs anew', () => {
    expect(stored('same', 'h')).not.toBe('h');
    expect(stored('same', 'h')).toBe(stored('other', 'h'));
  });
});
