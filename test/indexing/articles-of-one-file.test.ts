// Recurring lines in a file that holds many articles of one outlet, read by the real reader through whole builds: the
// line goes from all, a change of one article costs one, and the line is back where it recurs no longer.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCorpusFolder } from '../../src/corpus/corpus-folder.js';
import { RECURRING_RULE } from '../../src/corpus/recurring-lines.js';
import { CANARY_TEXT } from '../../src/embeddings/embedder.js';
import { buildSite, type BuildChoices, type BuildSite } from '../support/build.js';
import { fakeEmbedder } from '../support/fake-embedder.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const LINE = 'The Gull answers to no owner but its readers';

const prose = (i: number): string =>
  `Boat number ${i} came in at ${i} bells with ${i * 7} crates of cod from bank ${i * 13} and left again.`;

interface Article {
  readonly number: number;
  readonly text?: string;
  readonly hasLine?: boolean;
}

function written({ number, text = prose(number), hasLine = true }: Article): string {
  const body = [text, prose(number + 100), ...(hasLine ? [LINE] : [])].join('\n\n');
  const title = `News of boat ${number}`;
  return JSON.stringify({ id: `boat-${number}`, title, text: body, outlet: 'The Gull' });
}

const articles = (from: number, to: number): Article[] =>
  Array.from({ length: to - from }, (_, i) => ({ number: from + i }));

interface Paper {
  readonly site: BuildSite;
  readonly write: (files: Readonly<Record<string, readonly Article[]>>) => void;
  readonly build: (choices?: BuildChoices) => ReturnType<BuildSite['build']>;
}

function paper(): Paper {
  const folder = join(temporaryFolder(), 'corpus');
  const site = buildSite({});
  return {
    site,
    write: (files) => {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder);
      for (const [file, held] of Object.entries(files)) {
        writeFileSync(join(folder, file), `${held.map(written).join('\n')}\n`);
      }
    },
    build: (choices = {}) => site.build({ source: openCorpusFolder(folder), ...choices }),
  };
}

interface Indexed {
  readonly title: string;
  readonly texts: readonly string[];
  readonly removed: readonly string[];
  readonly labels: readonly number[];
}

function indexed({ site }: Paper): Promise<Indexed[]> {
  return site.look(async (store) => {
    const generation = await store.current('default');
    if (generation === null) return [];
    const reports = await store.cleaningReports(generation);
    const found: Indexed[] = [];
    for (const { id, title } of await store.listDocuments(generation)) {
      const removals = reports.get(id)?.removals ?? [];
      found.push({
        title,
        texts: (await store.paragraphs(generation, id)).map(({ text }) => text),
        removed: removals.filter(({ rule }) => rule === RECURRING_RULE).map(({ line }) => line),
        labels: await store.labelsOf(generation, id),
      });
    }
    return found.sort((a, b) => (a.title < b.title ? -1 : 1));
  });
}

/** What is the same however the corpus grew. */
const content = (found: readonly Indexed[]) =>
  found.map(({ title, texts, removed }) => ({ title, texts, removed }));

describe('articles of one file', () => {
  it('lose a line that recurs over their outlet', async () => {
    const gull = paper();
    gull.write({ 'gull.jsonl': articles(0, 50) });
    expect(await gull.build()).toMatchObject({ new: 50, documents: 50 });
    const found = await indexed(gull);
    expect(found).toHaveLength(50);
    for (const { texts, removed } of found) {
      expect([texts.length, removed]).toEqual([2, [LINE]]);
    }
  });

  it('keep their labels and vectors where one of them changed', async () => {
    const gull = paper();
    gull.write({ 'gull.jsonl': articles(0, 50) });
    await gull.build();
    const before = await indexed(gull);
    const text = 'This one boat was written about anew, and at greater length than before.';
    gull.write({ 'gull.jsonl': articles(0, 50).with(7, { number: 7, text }) });
    const embedder = fakeEmbedder();
    const report = await gull.build({ embedder });
    expect(report).toMatchObject({ new: 0, changed: 1, removed: 0, unchanged: 49 });
    const fresh = embedder.texts.filter((embedded) => embedded !== CANARY_TEXT);
    expect(fresh.every((embedded) => `${text}\n\n${prose(107)}`.includes(embedded))).toBe(true);
    const after = await indexed(gull);
    const labels = before.map((article) => article.labels.join());
    const moved = after.filter((article, i) => article.labels.join() !== labels[i]);
    expect(moved.map(({ title }) => title)).toEqual(['News of boat 7']);
    expect(moved[0]?.removed).toEqual([LINE]);
  });

  it('end the same in whatever order they came, in one file or in several', async () => {
    const whole = paper();
    whole.write({ 'gull.jsonl': articles(0, 20), 'more.jsonl': articles(20, 30) });
    await whole.build();
    const expected = content(await indexed(whole));
    const growing = paper();
    growing.write({ 'more.jsonl': articles(20, 22) });
    await growing.build();
    expect((await indexed(growing)).every(({ removed }) => removed.length === 0)).toBe(true);
    growing.write({ 'more.jsonl': articles(20, 30) });
    await growing.build();
    growing.write({ 'more.jsonl': articles(20, 30), 'gull.jsonl': articles(5, 20).reverse() });
    await growing.build();
    growing.write({ 'more.jsonl': articles(20, 30), 'gull.jsonl': articles(0, 20) });
    await growing.build();
    expect(content(await indexed(growing))).toEqual(expected);
  });

  it('get the line back where it recurs no longer, those of other files too', async () => {
    const gull = paper();
    const other = articles(50, 52);
    gull.write({ 'gull.jsonl': articles(0, 50), 'other.jsonl': other });
    await gull.build();
    expect((await indexed(gull)).every(({ removed }) => removed.length === 1)).toBe(true);
    const without = articles(0, 50).map((it) => ({ ...it, hasLine: it.number === 3 }));
    gull.write({ 'gull.jsonl': without, 'other.jsonl': other });
    const embedder = fakeEmbedder();
    await gull.build({ embedder });
    expect(embedder.texts.filter((text) => text === LINE)).toHaveLength(3);
    expect(embedder.texts.some((text) => text.includes('Boat number 20 '))).toBe(false);
    const found = await indexed(gull);
    expect(found.flatMap(({ removed }) => removed)).toEqual([]);
    const holding = found.filter(({ texts }) => texts.includes(LINE)).map(({ title }) => title);
    expect(holding).toEqual(['News of boat 3', 'News of boat 50', 'News of boat 51']);
  });
});
