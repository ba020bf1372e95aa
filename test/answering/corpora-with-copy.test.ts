// Questions while a store that stands for the database is switched off and on: what answers, from when, and that no
// answer is of two stores or of none.

import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Answer } from '../../src/answering/answer.js';
import { openInProcessAnswerer } from '../../src/answering/in-process-answerer.js';
import type { CorpusParts } from '../../src/answering/open-corpus.js';
import type { Generation, KnowledgeReader } from '../../src/store/knowledge-store.js';
import { lateReader } from '../../src/store/late-reader.js';
import type { ReadableStore } from '../../src/store/stores.js';
import { rememberPassages } from '../../src/store/remember-passages.js';
import { openSqliteCopyReader } from '../../src/store/sqlite/sqlite-copy-store.js';
import { buildExactIndex } from '../../src/vector-index/exact-index.js';
import { copySite, type CopySite } from '../support/copy-site.js';
import { documentOf, versionOf } from '../support/builders.js';
import { failureOf } from '../support/failure-of.js';
import { FAKE_DIMENSION, fakeEmbedder, fakeVector } from '../support/fake-embedder.js';
import { manualClock } from '../support/manual-clock.js';
import { draftOf, embedAll } from '../support/published.js';
import { randomNumbers } from '../support/random.js';
import { databaseAway } from '../support/switched-reader.js';
import { CANARY_TEXT } from '../../src/embeddings/embedder.js';

const NAMES = ['ferry', 'bridge', 'market'];

/** Publishes a generation whose every text tells its number. */
async function publishNumbered(site: CopySite, number: number, collection = 'default') {
  const draft = await draftOf(site.database, {
    collection,
    put: NAMES.map((name) =>
      versionOf(
        documentOf(`${collection}-${name}.md`, {
          paragraphs: [`The ${name} of edition ${number} was closed on a Monday by the council.`],
        }),
      ),
    ),
  });
  await embedAll(draft);
  const builtAt = new Date(Date.UTC(2024, 4, 1, 0, number)).toISOString();
  await draft.publish({ canary: fakeVector(CANARY_TEXT), graph: null, builtAt });
}

const openIndex: CorpusParts['openIndex'] = async (
  reader: KnowledgeReader,
  generation: Generation,
) => {
  const items = [];
  for await (const item of reader.allVectors(generation)) items.push(item);
  const vectors = { labels: items.map((i) => i.label), vectors: items.map((i) => i.vector) };
  return { index: buildExactIndex(FAKE_DIMENSION, vectors), notice: null };
};

function answering(site: CopySite, given?: ReadableStore) {
  // Whoever opened the database closes it.
  const reader = {
    ...(given ?? rememberPassages(site.switched.reader)),
    close: () => Promise.resolve(),
  };
  const clock = manualClock();
  const told: string[] = [];
  const used: string[] = [];
  const answerer = openInProcessAnswerer({
    reader,
    loadEmbedder: () => Promise.resolve(fakeEmbedder()),
    openIndex: async (from, generation) => {
      const opened = await openIndex(from, generation);
      return {
        ...opened,
        index: {
          ...opened.index,
          // As pgvector's: a search of it reaches the database.
          search: async (query, k) => {
            site.switched.beforeCall('search');
            if (!site.switched.isOn) throw databaseAway();
            return opened.index.search(query, k);
          },
        },
      };
    },
    onNotice: () => undefined,
    copy: {
      open: () =>
        Promise.resolve({
          reader: rememberPassages(openSqliteCopyReader(site.copyPath)),
          openIndex,
          onNotice: () => undefined,
        }),
      onUsed: (names) => used.push(...names),
      onDamaged: () => told.push('damaged'),
      onAway: () => told.push('away'),
      onBack: () => told.push('back'),
      clock,
    },
  });
  onTestFinished(async () => {
    site.switched.isOn = true;
    site.switched.beforeCall = () => undefined;
    await answerer.close();
  });
  return { answerer, clock, told, used };
}

const QUESTION = { question: 'When was the ferry closed by the council?' };

/** Lets what was promised come about. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

/** The numbers of the editions that an answer quotes. */
function editionsIn({ citations }: Answer): string[] {
  return [...new Set(citations.map(({ text }) => /edition (\d+)/.exec(text)?.[1] ?? 'none'))];
}

function withoutMarks({ corpus, timings, ...answer }: Answer) {
  const { copyOf, ...rest } = corpus;
  expect(timings.totalMs).toBeGreaterThan(0);
  return { copyOf, answer: { ...answer, corpus: rest } };
}

describe('an answerer with a local copy', () => {
  it('gives the same answer before, while and after the database is away, and says which is from the copy', async () => {
    const site = copySite();
    await publishNumbered(site, 1);
    await site.round();
    const { answerer, clock, told, used } = answering(site);
    const before = withoutMarks(await answerer.answer(QUESTION));
    expect(before.copyOf).toBeUndefined();
    expect(before.answer.outcome).not.toBe('none');
    site.switched.isOn = false;
    const while_ = withoutMarks(await answerer.answer(QUESTION));
    expect(while_.copyOf).toEqual({ at: '2024-05-01T12:31:00.000Z' });
    expect(while_.answer).toEqual(before.answer);
    expect((await answerer.status()).copyOf).toEqual(while_.copyOf);
    site.switched.isOn = true;
    clock.advance(500);
    await settled();
    expect(withoutMarks(await answerer.answer(QUESTION))).toEqual(before);
    expect(told).toEqual(['away', 'back']);
    expect(used).toContain('default');
  });

  it('asks the database nothing while it is away, but for a probe now and then', async () => {
    const site = copySite();
    await publishNumbered(site, 1);
    await site.round();
    const { answerer, clock } = answering(site);
    await answerer.answer(QUESTION);
    site.switched.isOn = false;
    await answerer.answer(QUESTION);
    const { count } = site.switched.calls;
    for (let i = 0; i < 20; i += 1) await answerer.answer(QUESTION);
    expect(site.switched.calls.count).toBe(count);
    clock.advance(500);
    await settled();
    expect(site.switched.calls.count).toBe(count + 1);
    expect(clock.pauses).toEqual([1_000]);
  });

  it('says of timelines, summaries, comparisons and sources that they are from the copy', async () => {
    const site = copySite();
    await publishNumbered(site, 1);
    await site.round();
    const { answerer } = answering(site);
    site.switched.isOn = false;
    const copyOf = { at: '2024-05-01T12:31:00.000Z' };
    const sides = ['ferry', 'bridge'].map((outlet) => ({ kind: 'outlet' as const, outlet }));
    const [first, second] = sides;
    if (first === undefined || second === undefined) throw new Error('two sides are needed');
    const { answer } = await answerer.sources(QUESTION);
    const timeline = await answerer.timeline(QUESTION);
    const summary = await answerer.summarize({ about: 'topic', topic: 'the ferry' });
    const compared = await answerer.compare({ ...QUESTION, first, second });
    for (const { corpus } of [answer, timeline.answer, summary, compared.first, compared.second]) {
      expect(corpus).toMatchObject({ copyOf });
    }
  });

  it('answers a question whole that was under way when the database went, wherever it was', async () => {
    const site = copySite();
    await publishNumbered(site, 1);
    await site.round();
    await publishNumbered(site, 2);
    for (let at = 1; at < 40; at += 1) {
      const { answerer } = answering(site, site.switched.reader);
      let calls = 0;
      site.switched.beforeCall = () => {
        calls += 1;
        if (calls === at) site.switched.isOn = false;
      };
      const answer = await answerer.answer(QUESTION);
      const expected = answer.corpus.copyOf === undefined ? ['2'] : ['1'];
      expect(editionsIn(answer)).toEqual(expected);
      site.switched.beforeCall = () => undefined;
      site.switched.isOn = true;
      await answerer.close();
      if (calls < at) return;
    }
    throw new Error('a question never ended without a failure');
  });

  it('answers 1,000 questions of one store each, none lost and none empty, however often the database goes', async () => {
    const site = copySite();
    await publishNumbered(site, 1);
    await site.round();
    await publishNumbered(site, 2);
    const { answerer, clock } = answering(site, site.switched.reader);
    const random = randomNumbers(20_240_501);
    site.switched.beforeCall = () => {
      if (random() < 0.004) site.switched.isOn = !site.switched.isOn;
    };
    const seen = { shared: 0, copy: 0 };
    const askOne = async (i: number): Promise<void> => {
      const question = `When was the ${NAMES[i % NAMES.length] ?? ''} closed by the council?`;
      const answer = await answerer.answer({ question });
      const isCopy = answer.corpus.copyOf !== undefined;
      seen[isCopy ? 'copy' : 'shared'] += 1;
      expect(editionsIn(answer)).toEqual([isCopy ? '1' : '2']);
    };
    for (let i = 0; i < 1_000; i += 4) {
      await Promise.all([0, 1, 2, 3].map((more) => askOne(i + more)));
      if (random() < 0.1) site.switched.isOn = true;
      if (random() < 0.3) clock.advance(10_000);
    }
    expect(seen.shared + seen.copy).toBe(1_000);
    expect(Math.min(seen.shared, seen.copy)).toBeGreaterThan(100);
  }, 60_000);

  it('names what it has no copy of, and answers from the rest of a scope', async () => {
    const site = copySite();
    await publishNumbered(site, 1);
    await publishNumbered(site, 1, 'g-100000000000000001');
    await site.round();
    const { answerer } = answering(site);
    site.switched.isOn = false;
    const asked = { ...QUESTION, collection: 'default+g-100000000000000001+g-100000000000000002' };
    const answer = await answerer.answer(asked);
    expect(answer.corpus.copyOf?.leftOut).toEqual(['g-100000000000000001']);
    expect(answer.outcome).not.toBe('none');
    const failure = await failureOf(() =>
      answerer.answer({ ...QUESTION, collection: 'g-100000000000000001' }),
    );
    expect(failure).toMatchObject({ code: 'copy_missing' });
    expect(failure.message).toContain('no copy of "g-100000000000000001"');
  });

  it('begins while the database is away, and goes over to it once it is there', async () => {
    const site = copySite();
    await publishNumbered(site, 1);
    await site.round();
    await publishNumbered(site, 2);
    const late = lateReader(() => {
      if (!site.switched.isOn) return Promise.reject(databaseAway());
      return Promise.resolve({ ...site.switched.reader, close: () => Promise.resolve() });
    });
    site.switched.isOn = false;
    const { answerer, clock } = answering(site, rememberPassages(late));
    expect(editionsIn(await answerer.answer(QUESTION))).toEqual(['1']);
    site.switched.isOn = true;
    clock.advance(500);
    await settled();
    expect(editionsIn(await answerer.answer(QUESTION))).toEqual(['2']);
  });

  it('says what a database that is back says, also where nothing was ever built in it', async () => {
    const site = copySite();
    const late = lateReader(() =>
      site.switched.isOn ? Promise.resolve(null) : Promise.reject(databaseAway()),
    );
    site.switched.isOn = false;
    const { answerer, clock, told } = answering(site, rememberPassages(late));
    await failureOf(() => answerer.answer(QUESTION));
    site.switched.isOn = true;
    clock.advance(500);
    await settled();
    expect(told).toEqual(['away', 'back']);
    expect(await failureOf(() => answerer.answer(QUESTION))).toMatchObject({
      code: 'index_missing',
    });
  });

  it('does not answer from a copy that is damaged, and has it made anew', async () => {
    const site = copySite();
    await publishNumbered(site, 1);
    await site.round();
    const { answerer, told } = answering(site);
    const database = new (await import('better-sqlite3')).default(
      join(site.folder, 'store.sqlite'),
    );
    database.exec("UPDATE passage SET text = replace(text, 'Monday', 'Friday')");
    database.close();
    site.switched.isOn = false;
    expect(await failureOf(() => answerer.answer(QUESTION))).toMatchObject({
      code: 'copy_missing',
    });
    expect(told).toEqual(['away', 'damaged']);
  });
});
