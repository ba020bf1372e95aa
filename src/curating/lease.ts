// The hold on one job: it is renewed while the work goes on, tells how far the work is, at most every few seconds,
// and says at once when the job is in other hands.

import type { JobStore, LeasedJob } from '../store/job-store.js';

/** The job is somebody else's now: whoever hears this writes nothing more. */
export class LeaseLost extends Error {}

export interface Lease {
  /** @throws LeaseLost */
  check(): void;
  /** Says what is being done; shares are 0 to 1. */
  tell(text: string, share: number | null): void;
  /** Gives the job up unfinished: it is free for another worker at once, and lost to this one. */
  readonly letGo: () => void;
  /** Stops renewing; what is being written is waited for. */
  end(): Promise<void>;
}

export interface LeaseTimes {
  /** How long the hold lasts unless it is renewed. */
  readonly leaseMs: number;
  /** Between two renewals. */
  readonly renewMs: number;
}

/** A worker that dies is missed after a minute; a busy one has three chances to renew in that time. */
export const LEASE_TIMES: LeaseTimes = { leaseMs: 60_000, renewMs: 15_000 };

/** Between two reports to the store: nobody reads faster. */
const TELL_MS = 1_000;

interface Said {
  readonly text: string;
  readonly share: number | null;
}

/** Holds on to a leased job. */
export function holdLease(
  jobs: Pick<JobStore, 'report'>,
  leased: LeasedJob,
  { leaseMs, renewMs }: LeaseTimes,
): Lease {
  let isLost = false;
  let said: Said = { text: 'Begun', share: null };
  let toldAt = 0;
  let writing: Promise<void> = Promise.resolve();
  const renewFor = (milliseconds: number): void => {
    toldAt = Date.now();
    writing = writing.then(async () => {
      // A store that cannot be written to now may be written to at the next renewal.
      const renewed = jobs.report(leased, { ...said, leaseMs: milliseconds });
      if (!(await renewed.catch(() => true))) isLost = true;
    });
  };
  const report = (): void => {
    if (!isLost) renewFor(leaseMs);
  };
  const timer = setInterval(report, renewMs);
  report();
  return {
    check: () => {
      if (isLost) throw new LeaseLost('the job was taken over');
    },
    tell: (text, share) => {
      said = { text, share };
      if (Date.now() - toldAt >= TELL_MS) report();
    },
    letGo: () => {
      clearInterval(timer);
      isLost = true;
      renewFor(0);
    },
    end: async () => {
      clearInterval(timer);
      await writing;
    },
  };
}
