// One build at a time. Whoever holds the lock builds and publishes; a lock of a store that several machines share can be
// lost, which its fence tells the store.

export interface BuildLock {
  /** Grows with every lease; null where the lock cannot be lost while its owner lives. */
  readonly fence: number | null;
  release(): Promise<void>;
}
