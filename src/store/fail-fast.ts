// In: a store on another machine. Out: the same store, which does not have every caller wait for a deadline while it is
// away: after the first call that found it away, calls fail at once until it answers again.

import type { Breaker } from '../shared/breaker.js';
import { isStoreAway } from '../shared/is-away.js';
import { ReadableError } from '../shared/errors.js';

/** Puts a breaker before every call of a store; `close` goes through. */
export function failFast<S extends object>(store: S, breaker: Breaker): S {
  return new Proxy(store, {
    get: (target, name, receiver) => {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== 'function' || name === 'close') return member;
      return async (...args: unknown[]) => {
        if (breaker.isAway) throw stillAway();
        try {
          return await (Reflect.apply(member, target, args) as Promise<unknown>);
        } catch (error) {
          if (isStoreAway(error)) breaker.trip(error);
          throw error;
        }
      };
    },
  });
}

function stillAway(): ReadableError {
  return new ReadableError({
    code: 'store_unavailable',
    text: 'The database cannot be reached; it is asked again and again beside.',
  });
}
