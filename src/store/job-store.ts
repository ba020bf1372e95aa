// Work that takes longer than a click and must outlive a process: a job is leased to one worker at a time, and a
// lease that runs out is taken over. The fence tells a worker that it has lost its job before it writes.

/** What is to be done; a worker knows each kind. */
export type JobKind = 'publish' | 'refresh' | 'import';

export interface NewJob {
  readonly id: string;
  readonly kind: JobKind;
  readonly collection: string;
  /** Ids and numbers, as JSON; never a secret but a reply's own, which expires. */
  readonly payload: unknown;
  /** Two waiting jobs with the same key are one. */
  readonly key: string;
}

export type JobState = 'waiting' | 'running' | 'done' | 'failed';

export interface Job extends NewJob {
  readonly state: JobState;
  /** One line for people: what is being done, or how it went. */
  readonly progress: string | null;
  /** 0 to 1; null where it cannot be told. */
  readonly share: number | null;
  readonly attempts: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** A job in the hands of one worker. */
export interface LeasedJob {
  readonly job: Job;
  /** Grows with every lease; a write with an older one is refused. */
  readonly fence: number;
}

export interface JobStore {
  /** Adds a job; the waiting one with the same key where there is one. */
  addJob(job: NewJob): Promise<Job>;
  /** Leases the oldest job that waits, or whose lease has run out; null where there is none. */
  claim(leaseMs: number): Promise<LeasedJob | null>;
  /** Renews the lease and tells how far it is; false where the job was taken over. */
  report(
    leased: LeasedJob,
    progress: { readonly text: string; readonly share: number | null; readonly leaseMs: number },
  ): Promise<boolean>;
  /** Ends it; false where it was taken over. */
  finish(
    leased: LeasedJob,
    end: { readonly state: 'done' | 'failed'; readonly text: string },
  ): Promise<boolean>;
  job(id: string): Promise<Job | null>;
  /** Of a collection, the newest first; ended ones for a day. */
  jobs(collection: string): Promise<Job[]>;
  /** Whether anything waits or its lease has run out. */
  hasWork(): Promise<boolean>;
  sweepJobs(now: Date): Promise<number>;
}
