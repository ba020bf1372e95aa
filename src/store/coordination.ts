// What several processes must agree on: how often something may be done, what happened already, and who does it.
// Nothing in it is worth keeping: all of it expires. test/contracts holds what every implementation must do.

/** So many in so many milliseconds. */
export interface Allowance {
  readonly points: number;
  readonly windowMs: number;
}

export type Taken =
  { readonly ok: true } | { readonly ok: false; /** At least 1. */ readonly retryAfterMs: number };

/** Something that one holder has for a while. */
export interface Lease {
  readonly name: string;
  /** Grows with every holder of the name; whoever writes under a lease is refused with an older one. */
  readonly fence: number;
}

export interface Coordination {
  /** Takes one of an allowance's points under a key; what is refused costs nothing. */
  take(key: string, allowance: Allowance): Promise<Taken>;
  /** Gives a point back that was taken for nothing. */
  giveBack(key: string, allowance: Allowance): Promise<void>;
  /**
   * True for the first who says a key, false for everyone else while it is remembered. A shared store without a
   * synchronous standby may forget what was said in the last moment before its server dies, as it may the points taken
   * then; leases are kept.
   */
  once(key: string, rememberMs: number): Promise<boolean>;
  /** Null where somebody else holds it. */
  lease(name: string, leaseMs: number): Promise<Lease | null>;
  /** False where it was lost: another may hold it. */
  renew(lease: Lease, leaseMs: number): Promise<boolean>;
  /** Lets it go at once; a lease that was lost stays with whoever has it. */
  release(lease: Lease): Promise<void>;
  /** Names under which something is held and that begin so, such as of everyone who does the same; sorted. */
  held(prefix: string): Promise<readonly string[]>;
  /** Removes what has expired; tells how much. */
  sweep(): Promise<number>;
  close(): Promise<void>;
}
