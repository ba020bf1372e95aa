// In: how every request to Discord ended. Out: counts by class, and a word in time about invalid requests:
// after 10,000 of them within ten minutes Discord shuts out the whole address.

/** How a request ended: the class of its status, or no response at all. */
export type ResponseClass = '2xx' | '4xx' | '429' | '5xx' | 'no_response';

export interface RequestEnd {
  readonly class: ResponseClass;
  /** True where Discord counts it against us: 401, 403, and a 429 that is our own doing. */
  readonly isInvalid: boolean;
}

export interface RequestCounts {
  record(end: RequestEnd): void;
  byClass(): Readonly<Record<ResponseClass, number>>;
  /** Invalid requests of the last ten minutes. */
  invalid(): number;
}

export interface RequestCountsOptions {
  /** Milliseconds; a clock that never jumps, such as performance.now. */
  readonly now: () => number;
  /** Told when invalid requests reach the mark, and again once they have halved and come back. */
  readonly onInvalid: (count: number) => void;
  /** Told of every request, for the metrics. */
  readonly onRequest?: (requestClass: ResponseClass, isInvalid: boolean) => void;
  /** The share of the whole bot that this process is, up to 1: Discord's limit is for all of it. */
  readonly share?: number;
  readonly invalidMark?: number;
}

/** Discord's own window, in milliseconds. */
const WINDOW_MS = 10 * 60_000;

/** A twentieth of the 10,000 that cost a ban, so that there is time to act. */
const INVALID_MARK = 500;

/** Fewer are no sign of anything, however small a share is. */
const LEAST_MARK = 20;

/** Moments kept at most: Discord's own limit, after which the exact number no longer matters. */
const MOST_MOMENTS = 10_000;

/** Opens counts at zero; one for the whole process, because Discord counts by address. */
export function openRequestCounts(options: RequestCountsOptions): RequestCounts {
  const { now, onInvalid, onRequest, share = 1 } = options;
  const { invalidMark = Math.max(LEAST_MARK, INVALID_MARK * share) } = options;
  const counts = { '2xx': 0, '4xx': 0, '429': 0, '5xx': 0, no_response: 0 };
  let moments: number[] = [];
  let isTold = false;
  const invalid = (): number => {
    const oldest = now() - WINDOW_MS;
    const firstKept = moments.findIndex((moment) => moment >= oldest);
    if (firstKept !== 0) moments = firstKept < 0 ? [] : moments.slice(firstKept);
    return moments.length;
  };
  const recordInvalid = (): void => {
    // Looked at before the new one comes in: a pause may have emptied the window meanwhile.
    if (invalid() < invalidMark / 2) isTold = false;
    moments.push(now());
    if (moments.length > MOST_MOMENTS) moments.shift();
    if (isTold || moments.length < invalidMark) return;
    isTold = true;
    onInvalid(moments.length);
  };
  return {
    record: (end) => {
      counts[end.class] += 1;
      onRequest?.(end.class, end.isInvalid);
      if (end.isInvalid) recordInvalid();
    },
    byClass: () => ({ ...counts }),
    invalid,
  };
}
