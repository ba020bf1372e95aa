// In: something that is read. Out: the same, read at the first call and kept.

/** Reads once; a reading that failed is tried again. */
export function kept<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | null = null;
  return () => {
    reading ??= read().catch((error: unknown) => {
      reading = null;
      throw error;
    });
    return reading;
  };
}
