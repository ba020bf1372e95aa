// The export, from a state store and an index on the disk to lines that the evaluation reads.

import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataFiles } from '../../src/data-files.js';
import { readQuestions } from '../../src/evaluation/data-set.js';
import { exportFeedback } from '../../src/export-feedback.js';
import type { KnowledgeStore, StoredPassage } from '../../src/store/knowledge-store.js';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-knowledge-store.js';
import { openSqliteStateStore } from '../../src/store/sqlite/sqlite-state-store.js';
import type { Feedback, FoundPassage } from '../../src/store/state-store.js';
import { bareFound, feedbackOf, noon, recordOf } from '../contracts/state-store/records.js';
import { documentOf, versionOf } from '../support/builders.js';
import { failureOf } from '../support/failure-of.js';
import { publish } from '../support/published.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const TEXT = 'Nobody waited at the quay. The ferry left at noon. It rained.';
const FERRY = documentOf('ferry.md', { paragraphs: [TEXT] });

describe('exportFeedback', () => {
  it('gives a praised answer the file and the sentence that it showed first', async () => {
    const dataDir = temporaryFolder();
    const passage = await withIndex(dataDir, firstPassage);
    await keep(dataDir, [highlighting(passage, 'The ferry left at noon.')], {});
    const { lines, leftOut } = await exportFeedback({ dataDir, databaseUrl: null }, noon);
    expect(leftOut).toEqual([]);
    expect(lines[0]).toMatchObject({
      answerable: true,
      source: 'ferry.md',
      evidence: 'The ferry left at noon.',
    });
  });

  it('leaves out a praised answer whose passage has left the corpus', async () => {
    const dataDir = temporaryFolder();
    const passage = await withIndex(dataDir, async (store) => {
      const first = await firstPassage(store);
      const put = [versionOf(documentOf('other.md'))];
      await publish(store, { put, retire: [FERRY.id] });
      return first;
    });
    await keep(dataDir, [highlighting(passage, 'It rained.')], {});
    const { lines, leftOut } = await exportFeedback({ dataDir, databaseUrl: null }, noon);
    expect(lines).toEqual([]);
    expect(leftOut.map(({ why }) => why)).toEqual(['passage_gone']);
  });

  it('leaves out a reference that does not fit its passage', async () => {
    const dataDir = temporaryFolder();
    const passage = await withIndex(dataDir, firstPassage);
    const found = { ...highlighting(passage, 'It rained.'), highlight: { start: 5, end: 9_000 } };
    await keep(dataDir, [found], {});
    const { leftOut } = await exportFeedback({ dataDir, databaseUrl: null }, noon);
    expect(leftOut.map(({ why }) => why)).toEqual(['passage_gone']);
  });

  it('writes lines that the evaluation reads, skipping by name those to be completed', async () => {
    const dataDir = temporaryFolder();
    const passage = await withIndex(dataDir, firstPassage);
    const found = [highlighting(passage, 'It rained.')];
    await keep(dataDir, found, {});
    await keep(dataDir, found, { person: 'bob', verdict: 'down', reason: 'should_have_found' });
    await keep(dataDir, found, { person: 'eve', verdict: 'down', reason: 'outdated' });
    const { lines } = await exportFeedback({ dataDir, databaseUrl: null }, noon);
    const file = join(dataDir, 'questions.jsonl');
    writeFileSync(file, lines.map((line) => JSON.stringify(line)).join('\n'));
    const skipped: string[] = [];
    const questions = await readQuestions(file, (name) => skipped.push(name));
    expect(questions).toMatchObject([{ answerable: true, evidence: 'It rained.' }]);
    expect(skipped.map((name) => name.replace(/^\S+ /, ''))).toEqual([
      '(needs evidence)',
      '(needs review)',
    ]);
  });

  it('needs no index for complaints, and names its absence where it is needed', async () => {
    const dataDir = temporaryFolder();
    await keep(dataDir, [bareFound(1)], { verdict: 'down' });
    expect((await exportFeedback({ dataDir, databaseUrl: null }, noon)).lines).toHaveLength(1);
    await keep(dataDir, [bareFound(1)], { verdict: 'up' });
    expect((await failureOf(() => exportFeedback({ dataDir, databaseUrl: null }, noon))).code).toBe(
      'index_missing',
    );
  });

  it('exports nothing, and makes no file, where no feedback was ever kept', async () => {
    const dataDir = temporaryFolder();
    expect(await exportFeedback({ dataDir, databaseUrl: null }, noon)).toEqual({
      lines: [],
      leftOut: [],
    });
    expect(existsSync(dataFiles(dataDir).state)).toBe(false);
  });
});

/** Builds an index of one document below a data folder. */
async function withIndex<T>(
  dataDir: string,
  read: (store: KnowledgeStore) => Promise<T>,
): Promise<T> {
  const store = openSqliteStore(dataFiles(dataDir).store);
  await publish(store, { put: [versionOf(FERRY)] });
  return read(store).finally(() => store.close());
}

async function firstPassage(store: KnowledgeStore): Promise<StoredPassage> {
  const generation = await store.current('default');
  const labels = generation === null ? [] : await store.labelsOf(generation, FERRY.id);
  const [passage] = await store.passages(labels);
  if (passage === undefined) throw new Error('the document has no passage');
  return passage;
}

function highlighting(passage: StoredPassage, sentence: string): FoundPassage {
  const start = passage.text.indexOf(sentence);
  const { label, document } = passage;
  const highlight = { start, end: start + sentence.length };
  return { ...bareFound(label), shownAs: 1, documentId: document.id, highlight };
}

/** Keeps an answer and what one person said of it. */
async function keep(
  dataDir: string,
  found: readonly FoundPassage[],
  parts: Partial<Feedback>,
): Promise<void> {
  const store = openSqliteStateStore({ path: dataFiles(dataDir).state, now: noon });
  await store.saveAnswer(recordOf('a', { found }));
  await store.saveFeedback(feedbackOf('a', { question: 'When?', ...parts }));
  await store.close();
}
