// The only file that knows hnswlib-node. It is an optional dependency that needs a C++ compiler at install;
// where it is missing, `loadHnswModule` says so by returning null and exact search serves.

/** The part of hnswlib-node that is used; declared here because its types vanish when it is missing. */
export interface NativeGraph {
  initIndex(maxElements: number, m: number, efConstruction: number, randomSeed: number): void;
  addPoint(point: number[], label: number): void;
  markDelete(label: number): void;
  resizeIndex(maxElements: number): void;
  searchKnn(
    query: number[],
    k: number,
    filter?: (label: number) => boolean,
  ): { distances: number[]; neighbors: number[] };
  setEf(ef: number): void;
  getCurrentCount(): number;
  writeIndexSync(path: string): void;
  /** Reads beside the event loop: what is searched meanwhile does not wait. */
  readIndex(path: string): Promise<boolean>;
}

export interface HnswModule {
  readonly HierarchicalNSW: new (space: 'cosine' | 'ip' | 'l2', dimension: number) => NativeGraph;
}

let loading: Promise<HnswModule | null> | null = null;

/** Loads the native module once; null where it is not installed or does not run on this machine. */
export function loadHnswModule(): Promise<HnswModule | null> {
  loading ??= importModule();
  return loading;
}

async function importModule(): Promise<HnswModule | null> {
  // A variable keeps the compiler from asking for types that are not there without the module.
  const name = 'hnswlib-node';
  try {
    const loaded = (await import(name)) as Partial<HnswModule> & { default?: HnswModule };
    if (loaded.HierarchicalNSW !== undefined) return { HierarchicalNSW: loaded.HierarchicalNSW };
    return loaded.default ?? null;
  } catch {
    return null;
  }
}
