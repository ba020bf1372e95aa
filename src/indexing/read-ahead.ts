// Items -> their results in the same order, a few under way at once: while one is packed, the next are read, some
// of them in processes of their own. What is read ahead is bounded, and so is what waits in memory.

/** A file that is parsed apart leaves this process idle; two of those run at once. */
const READ_AHEAD = 2;

/** One item and what came of it. */
export interface Ahead<Item, Result> {
  readonly item: Item;
  readonly result: Result;
}

/** Reads items in order, up to `READ_AHEAD` at once; throws what a read throws, at its place. */
export async function* readAhead<Item, Result>(
  items: readonly Item[],
  read: (item: Item) => Promise<Result>,
): AsyncGenerator<Ahead<Item, Result>> {
  const pending: { readonly item: Item; readonly reading: Promise<Result> }[] = [];
  let next = 0;
  const start = (): void => {
    const item = items[next];
    if (next >= items.length || item === undefined) return;
    next += 1;
    const reading = Promise.resolve().then(() => read(item));
    // Awaited in its turn; until then nobody else hears that it failed.
    reading.catch(() => undefined);
    pending.push({ item, reading });
  };
  for (let count = 0; count < READ_AHEAD; count += 1) start();
  for (let first = pending.shift(); first !== undefined; first = pending.shift()) {
    const result = await first.reading;
    start();
    yield { item: first.item, result };
  }
}
