// A store that stands for a database: it can be switched off at any moment, and counts the rows it gave.

import { ReadableError } from '../../src/shared/errors.js';
import type { KnowledgeReader } from '../../src/store/knowledge-store.js';

export interface SwitchedReader<R extends KnowledgeReader> {
  readonly reader: R;
  /** False: every call fails, those that are under way among them. */
  isOn: boolean;
  /** Calls so far. */
  readonly calls: { count: number };
  /** Rows that a method gave so far. */
  rows(method: keyof KnowledgeReader): number;
  forgetRows(): void;
  /** Called before every call. */
  beforeCall: (method: string) => void;
}

export function databaseAway(): ReadableError {
  return new ReadableError({
    code: 'store_unavailable',
    text: 'The database cannot be reached: it is switched off.',
  });
}

const STREAMS: ReadonlySet<string> = new Set(['allVectors', 'sampleTexts', 'exportEmbeddings']);

/** Puts a switch in front of a reader. */
export function switchedReader<R extends KnowledgeReader>(real: R): SwitchedReader<R> {
  const counts = new Map<string, number>();
  const calls = { count: 0 };
  const requireOn = (): void => {
    if (!switched.isOn) throw databaseAway();
  };
  const begin = (method: string): void => {
    calls.count += 1;
    switched.beforeCall(method);
    requireOn();
  };
  async function* stream(method: string, items: AsyncIterable<unknown>): AsyncIterable<unknown> {
    begin(method);
    for await (const item of items) {
      requireOn();
      yield item;
    }
  }
  const reader = new Proxy(real, {
    get: (target, method: string) => {
      const call = Reflect.get(target, method) as (...args: unknown[]) => unknown;
      if (STREAMS.has(method)) {
        return (...args: unknown[]) => stream(method, call(...args) as AsyncIterable<unknown>);
      }
      return async (...args: unknown[]) => {
        begin(method);
        const value = await call(...args);
        requireOn();
        counts.set(method, (counts.get(method) ?? 0) + rowsIn(value));
        return value;
      };
    },
  });
  const switched: SwitchedReader<R> = {
    reader,
    isOn: true,
    calls,
    rows: (method) => counts.get(method) ?? 0,
    forgetRows: () => {
      counts.clear();
    },
    beforeCall: () => undefined,
  };
  return switched;
}

function rowsIn(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  if (value instanceof Map || value instanceof Set) return value.size;
  return value === null || value === undefined ? 0 : 1;
}
