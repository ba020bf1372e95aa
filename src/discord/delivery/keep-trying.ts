// In: a request and how long it is worth trying. Out: its value, or the last error. Resets, 5xx and silence are
// tried again after growing, jittered pauses; a refusal ends it at once; nothing outlives the deadline.

import { NO_RESPONSE, readRestError, type RestError } from './read-rest-error.js';

/** One attempt; the signal ends it. */
export type Request = (signal: AbortSignal) => Promise<unknown>;

export interface Patience {
  /** The moment after which it is not worth it, by the clock. */
  readonly until: number;
  /** Milliseconds for one attempt, waits for rate limits included. */
  readonly attemptMs: number;
  readonly pauses: Pauses;
  /** Milliseconds during which repeating it is harmless after it may have taken effect. */
  readonly repeatableMs: number;
}

/** Milliseconds before the second attempt, how they grow, and where that ends. */
export interface Pauses {
  readonly firstMs: number;
  readonly growth: number;
  readonly mostMs: number;
}

export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/** Milliseconds: a busy stretch, however long, counts as no more than this. */
const LISTENING_SLICE_MS = 100;

export type Tried =
  | { readonly kind: 'done'; readonly value: unknown }
  | {
      readonly kind: 'failed';
      readonly error: RestError;
      /** True where an attempt before the last may have taken effect. */
      readonly wasRepeated: boolean;
    }
  /** The time was over before the first attempt. */
  | { readonly kind: 'late' };

/** Tries until it is done, refused, or no longer worth it. */
export async function keepTrying(
  request: Request,
  patience: Patience,
  clock: Clock,
): Promise<Tried> {
  let { until } = patience;
  let mayHaveArrived = false;
  for (let n = 0; ; n += 1) {
    const startedAt = clock.now();
    if (n === 0 && startedAt >= until) return { kind: 'late' };
    const attempt = await tryOnce(request, Math.min(patience.attemptMs, until - startedAt));
    if (attempt.kind === 'done') return attempt;
    const { error } = attempt;
    const failed = { kind: 'failed', error, wasRepeated: mayHaveArrived } as const;
    if (error.kind !== 'trouble') return failed;
    if (error.trouble.mayHaveArrived && !mayHaveArrived) {
      mayHaveArrived = true;
      until = Math.min(until, startedAt + patience.repeatableMs);
    }
    const pause = error.trouble.waitMs ?? pauseAfter(n, patience.pauses, clock.random());
    if (clock.now() + pause >= until) return failed;
    await clock.sleep(pause);
  }
}

/** The pause after attempt `n`, counted from 0: between a half and the whole of what it has grown to. */
export function pauseAfter(n: number, pauses: Pauses, random: number): number {
  const grown = Math.min(pauses.mostMs, pauses.firstMs * pauses.growth ** n);
  return grown * (0.5 + random / 2);
}

type Attempt =
  | { readonly kind: 'done'; readonly value: unknown }
  | { readonly kind: 'failed'; readonly error: RestError };

async function tryOnce(request: Request, milliseconds: number): Promise<Attempt> {
  const controller = new AbortController();
  let forget: () => void = () => undefined;
  // A signal alone is not enough: while discord.js waits for a rate limit it does not look at it.
  const silence = new Promise<Attempt>((resolve) => {
    forget = afterListening(milliseconds, () => {
      controller.abort();
      resolve({ kind: 'failed', error: { kind: 'trouble', trouble: NO_RESPONSE } });
    });
  });
  const response = Promise.resolve()
    .then(() => request(controller.signal))
    .then(
      (value): Attempt => ({ kind: 'done', value }),
      (error: unknown): Attempt => ({ kind: 'failed', error: readRestError(error) }),
    );
  try {
    return await Promise.race([response, silence]);
  } finally {
    forget();
  }
}

/**
 * Calls after so many milliseconds in which this process could listen; gives back what forgets it. Timers come
 * before the network in a turn of the event loop: after a busy stretch, one long timer would end hundreds of
 * attempts whose responses are there and unread, and trying them all again would keep it busy.
 */
function afterListening(milliseconds: number, call: () => void): () => void {
  let left = milliseconds;
  let timer: NodeJS.Timeout | undefined;
  const listen = (): void => {
    const slice = Math.min(left, LISTENING_SLICE_MS);
    left -= slice;
    timer = setTimeout(left > 0 ? listen : call, slice);
  };
  listen();
  return () => {
    clearTimeout(timer);
  };
}
