// What serves while generations come and go, over a reader and indexes that only count: who is open, who is
// searched, what is closed.

import { describe, expect, it } from 'vitest';
import type { OpenedIndex } from '../../src/answering/open-corpus.js';
import { OpenCorpora, type OpenLimits } from '../../src/answering/open-corpora.js';
import type { Generation, KnowledgeReader } from '../../src/store/knowledge-store.js';
import { FAKE_MODEL } from '../support/fake-embedder.js';
import { failureOf } from '../support/failure-of.js';

function generationOf(collection: string, number: number): Generation {
  return {
    ...{ collection, number, model: FAKE_MODEL, canary: new Float32Array(64) },
    ...{ documents: 0, passages: 0, graph: null, measure: null },
    builtAt: new Date(number).toISOString(),
  };
}

interface Shop {
  readonly corpora: OpenCorpora;
  readonly current: Map<string, Generation>;
  /** Generations whose index is open, and how often each was opened and closed. */
  readonly open: Set<string>;
  readonly counts: { opened: number; closed: number };
  readonly notices: string[];
  /** Reads of a collection's current generation. */
  readonly reads: string[];
  openIndex: (generation: Generation) => Promise<void>;
}

async function* noTexts(): AsyncIterable<readonly string[]> {
  yield await Promise.resolve([]);
}

const FACTS = { documents: 0, passages: 0, first: null, last: null, outlets: [] };

function openShop(limits?: OpenLimits): Shop {
  const current = new Map<string, Generation>();
  const open = new Set<string>();
  const counts = { opened: 0, closed: 0 };
  const notices: string[] = [];
  const reads: string[] = [];
  const reader: Partial<KnowledgeReader> = {
    current: (collection) => {
      reads.push(collection);
      return Promise.resolve(current.get(collection) ?? null);
    },
    facts: () => Promise.resolve(FACTS),
    sampleTexts: noTexts,
  };
  const shop: Shop = {
    ...{ current, open, counts, notices, reads },
    openIndex: () => Promise.resolve(),
    corpora: new OpenCorpora(
      {
        reader: reader as KnowledgeReader,
        openIndex: async (_, generation): Promise<OpenedIndex> => {
          await shop.openIndex(generation);
          const name = `${generation.collection} ${generation.number}`;
          counts.opened += 1;
          open.add(name);
          const close = () => {
            counts.closed += 1;
            open.delete(name);
            return Promise.resolve();
          };
          const search = () => Promise.resolve([]);
          return { index: { kind: 'exact', count: 0, search, close }, notice: null };
        },
        onNotice: (notice) => notices.push(notice),
      },
      limits,
    ),
  };
  return shop;
}

/** A promise that a test settles. */
function door() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

const numberOf = (shop: Shop, scope = 'a'): Promise<number> =>
  shop.corpora.use(scope, ({ generation }) => Promise.resolve(generation.number));

describe('a new generation', () => {
  it('keeps nobody waiting: the one before goes on serving until it is open', async () => {
    const shop = openShop();
    shop.current.set('a', generationOf('a', 1));
    expect(await numberOf(shop)).toBe(1);
    const { open, opened } = door();
    shop.openIndex = () => opened;
    shop.current.set('a', generationOf('a', 2));
    expect(await numberOf(shop)).toBe(1);
    expect(await numberOf(shop)).toBe(1);
    open();
    await settled();
    expect(await numberOf(shop)).toBe(2);
    expect(shop.counts).toEqual({ opened: 2, closed: 1 });
  });

  it('leaves a search that has begun on the one before, which is freed when that ends', async () => {
    const shop = openShop();
    shop.current.set('a', generationOf('a', 1));
    const { open, opened } = door();
    const long = shop.corpora.use('a', async ({ generation }) => {
      await opened;
      expect(shop.open.has(`a ${generation.number}`)).toBe(true);
      return generation.number;
    });
    await settled();
    shop.current.set('a', generationOf('a', 2));
    await numberOf(shop);
    await settled();
    expect(await numberOf(shop)).toBe(2);
    expect(shop.corpora.counts).toEqual({ open: 2, searched: 1 });
    open();
    expect(await long).toBe(1);
    await settled();
    expect([...shop.open]).toEqual(['a 2']);
  });

  it('that cannot be opened changes nothing, which is said once; the next one is tried', async () => {
    const shop = openShop();
    shop.current.set('a', generationOf('a', 1));
    await numberOf(shop);
    shop.openIndex = ({ number }) =>
      number === 2 ? Promise.reject(new Error('no memory')) : Promise.resolve();
    shop.current.set('a', generationOf('a', 2));
    for (let i = 0; i < 5; i += 1) {
      expect(await numberOf(shop)).toBe(1);
      await settled();
    }
    expect(shop.notices).toHaveLength(1);
    expect(shop.notices[0]).toMatch(/^Index 2 of "a" could not be opened: .* Index 1 goes on/);
    shop.current.set('a', generationOf('a', 3));
    await numberOf(shop);
    await settled();
    expect(await numberOf(shop)).toBe(3);
    expect([...shop.open]).toEqual(['a 3']);
  });

  it('that finds no passage of its own is not taken, and is closed again', async () => {
    const shop = openShop();
    shop.current.set('a', generationOf('a', 1));
    await numberOf(shop);
    shop.current.set('a', { ...generationOf('a', 2), passages: 7 });
    await numberOf(shop);
    await settled();
    expect(await numberOf(shop)).toBe(1);
    expect([...shop.open]).toEqual(['a 1']);
    expect(shop.notices).toHaveLength(1);
  });
});

describe('a collection', () => {
  it('that is alone is read once for a search', async () => {
    const shop = openShop();
    shop.current.set('a', generationOf('a', 1));
    await numberOf(shop);
    shop.reads.length = 0;
    await numberOf(shop);
    expect(shop.reads).toEqual(['a']);
  });

  it('that was removed is not there any more, and is freed', async () => {
    const shop = openShop();
    shop.current.set('a', generationOf('a', 1));
    await numberOf(shop);
    shop.current.delete('a');
    expect((await failureOf(() => numberOf(shop))).code).toBe('index_missing');
    await settled();
    expect(shop.open.size).toBe(0);
  });

  it('without an index is left out of a scope, as long as one has one', async () => {
    const shop = openShop();
    shop.current.set('b', generationOf('b', 4));
    const name = () =>
      shop.corpora.use('a+b+c', ({ generation }) => Promise.resolve(generation.collection));
    expect(await name()).toBe('b');
    shop.current.set('c', generationOf('c', 5));
    expect(await name()).toBe('b+c');
    for (const scope of ['a', 'a+d', '', 'a+', '+', 'a b', '../b', 'B']) {
      expect((await failureOf(() => numberOf(shop, scope))).code).toBe('index_missing');
    }
  });

  it('of another model than the newest is left out, which is said once', async () => {
    const shop = openShop();
    const model = { ...FAKE_MODEL, fingerprint: 'older' };
    shop.current.set('a', { ...generationOf('a', 1), model });
    shop.current.set('b', generationOf('b', 2));
    expect(await numberOf(shop, 'a+b')).toBe(2);
    expect(await numberOf(shop, 'a+b')).toBe(2);
    expect(shop.notices).toEqual([
      '"a" was built with another model and is left out until it is built again.',
    ]);
  });

  it('used longest ago is closed where too many are open, and opens again', async () => {
    const shop = openShop({ collections: 2, jointViews: 1 });
    for (const name of ['a', 'b', 'c', 'd']) shop.current.set(name, generationOf(name, 1));
    for (const name of ['a', 'b', 'a', 'c']) await numberOf(shop, name);
    await settled();
    expect([...shop.open].sort()).toEqual(['a 1', 'c 1']);
    for (const scope of ['b+d', 'a+c', 'b+d']) expect(await numberOf(shop, scope)).toBe(2);
    await settled();
    expect([...shop.open].sort()).toEqual(['b 1', 'd 1']);
  });
});

describe('close', () => {
  it('waits for what is being searched, and lets nothing begin', async () => {
    const shop = openShop();
    shop.current.set('a', generationOf('a', 1));
    const { open, opened } = door();
    const search = shop.corpora.use('a', () => opened);
    await settled();
    let isClosed = false;
    const closing = shop.corpora.close().then(() => {
      isClosed = true;
    });
    await settled();
    expect(isClosed).toBe(false);
    expect(shop.open.size).toBe(1);
    expect((await failureOf(() => numberOf(shop))).code).toBe('closed');
    open();
    await Promise.all([search, closing]);
    expect(shop.open.size).toBe(0);
  });
});

describe('1,000 generations under constant searches', () => {
  it('are each seen whole, and all but the last are closed', async () => {
    const shop = openShop();
    const scopes = ['a', 'b', 'a+b'];
    for (const name of ['a', 'b']) shop.current.set(name, generationOf(name, 1));
    let isOver = false;
    let searches = 0;
    const searchers = scopes
      .flatMap((scope) => [scope, scope])
      .map(async (scope, i) => {
        while (!isOver) {
          await shop.corpora.use(scope, async (corpus) => {
            const { number } = corpus.generation;
            for (let turn = 0; turn <= i; turn += 1) await settled();
            expect(corpus.generation.number).toBe(number);
            searches += 1;
          });
        }
      });
    for (let number = 2; number <= 1_001; number += 1) {
      for (const name of ['a', 'b']) shop.current.set(name, generationOf(name, number));
      while ((await numberOf(shop)) !== number) await settled();
    }
    isOver = true;
    await Promise.all(searchers);
    await numberOf(shop, 'a+b');
    await settled();
    expect(await numberOf(shop, 'a+b')).toBe(2_002);
    expect([...shop.open].sort()).toEqual(['a 1001', 'b 1001']);
    expect(shop.corpora.counts).toEqual({ open: 2, searched: 0 });
    expect(shop.counts.closed).toBe(shop.counts.opened - 2);
    expect(searches).toBeGreaterThan(1_000);
  });
});
