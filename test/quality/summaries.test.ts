// Summaries with the real model, over the shipped corpus and over the five scrapes beside the project: what a
// person would check by hand. Every sentence stands in its file; none leans on one that is not shown.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Answerer } from '../../src/answering/answerer.js';
import { buildIndex } from '../../src/build-index.js';
import { foldWhiteSpace } from '../../src/corpus/fold-white-space.js';
import { openAnswerer } from '../../src/open-answerer.js';
import { splitSentences } from '../../src/passages/split-sentences.js';
import { parseSettings } from '../../src/settings.js';
import { silentLog } from '../../src/shared/log.js';
import { isFurniture } from '../../src/summaries/furniture.js';
import { standsAlone } from '../../src/summaries/stand-alone.js';
import type { Summary } from '../../src/summaries/summary.js';
import { besideProject } from '../support/beside.js';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const TIMEOUT_MS = 240_000;
const SEEDS = besideProject('seeds');

async function open(corpus: string, folder: string): Promise<Answerer> {
  const settings = parseSettings({ DATA_DIR: folder, CORPUS_DIR: corpus }, PROJECT);
  await buildIndex({ settings });
  return openAnswerer({ settings, log: silentLog, onNotice: () => undefined });
}

/** Everything that a reader would find fault with. */
async function check(summary: Summary, answerer: Answerer, corpus: string): Promise<void> {
  for (const { text, document } of summary.sentences) {
    const paragraphs = await answerer.paragraphs(document.id);
    expect(paragraphs.map((paragraph) => paragraph.text).join('\n\n')).toContain(text);
    if (document.file.endsWith('.txt')) {
      const file = readFileSync(join(corpus, document.file), 'utf8');
      expect(foldWhiteSpace(file)).toContain(foldWhiteSpace(text));
    }
    const sentences = splitSentences(text).map(({ start, end }) => text.slice(start, end));
    expect(sentences.filter(isFurniture)).toEqual([]);
    expect(standsAlone(sentences[0] ?? ''), text).toBe(true);
    expect(text).not.toMatch(/^(?:He|She|It|They|This|These|That|However|But|And|Also)\b/);
  }
  expect(summary.sentences.map(({ n }) => n)).toEqual(summary.sentences.map((_, i) => i + 1));
}

function articlesOf(summary: Summary): number {
  return new Set(summary.sentences.map(({ document }) => document.id)).size;
}

/** Documents and topics of a corpus, in both lengths. */
function describeCorpus(corpus: string, topics: readonly string[]): void {
  let answerer: Answerer;
  beforeAll(async () => {
    // One index serves all tests of a corpus.
    const folder = mkdtempSync(join(tmpdir(), 'verbatim-test-'));
    answerer = await open(corpus, folder);
    return async () => {
      await answerer.close();
      rmSync(folder, { recursive: true, force: true });
    };
  }, TIMEOUT_MS);

  it('sum up every document in clean sentences of its own', async () => {
    for (const { id } of await answerer.documents()) {
      for (const length of ['short', 'long'] as const) {
        const summary = await answerer.summarize({ about: 'document', document: id, length });
        expect(summary.sentences.length, id).toBeGreaterThan(0);
        await check(summary, answerer, corpus);
      }
    }
  });

  it.each(topics)('sum up %s in sentences of three articles at least', async (topic) => {
    for (const length of ['short', 'long'] as const) {
      const summary = await answerer.summarize({ about: 'topic', topic, length });
      expect(articlesOf(summary)).toBeGreaterThanOrEqual(3);
      await check(summary, answerer, corpus);
    }
  });

  it('say nothing on what no document speaks of', async () => {
    const summary = await answerer.summarize({ about: 'topic', topic: 'chocolate cake recipes' });
    expect(summary).toMatchObject({ outcome: 'none', sentences: [] });
  });
}

describe('summaries over the shipped corpus', () => {
  describeCorpus(join(PROJECT, 'corpus'), ['the Taliban', 'Central Asia', 'Kyrgyzstan']);
});

describe.skipIf(SEEDS === null)('summaries over the seeds beside the project', () => {
  describeCorpus(SEEDS ?? '', ['Central Asia', 'Afghanistan', 'the Taliban']);
});
