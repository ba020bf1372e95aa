// Sets beside each other: the table, the page, and which sets there are.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluateQuestions } from '../../src/evaluation/evaluate-questions.js';
import type { EvaluationResult, Yardstick } from '../../src/evaluation/evaluation-result.js';
import { evaluationTable } from '../../src/evaluation/evaluation-table.js';
import { showDifference, showFigure } from '../../src/evaluation/figure-columns.js';
import { findTargets } from '../../src/evaluation/find-targets.js';
import { rememberQueries } from '../../src/evaluation/remember-queries.js';
import { reportPage } from '../../src/evaluation/report-page.js';
import { ablationRows, setRows, yardstickTable } from '../../src/evaluation/yardstick-table.js';
import { fakeAnswerer } from '../console/fake-answerer.js';
import { answerOf, citationOf } from '../replies/answers.js';
import { fakeEmbedder } from '../support/fake-embedder.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const HOSTILE = '<script>alert(1)</script>';

async function resultOf(name: string, evidence: string): Promise<EvaluationResult> {
  const citations = [citationOf('Bagram was given up.', { document: { file: 'a.md' } })];
  const { figures } = await evaluateQuestions(
    fakeAnswerer({ answer: () => answerOf({ citations }), sources: citations }),
    {
      questions: [{ id: '1', question: 'Who?', answerable: true, source: null, evidence }],
      corpusDir: '/nowhere',
    },
  );
  return {
    ...{ name, figures, skipped: [], documents: 1, passages: 2, buildSeconds: 1 },
    ...{ embeddedPassages: 0, passagesPerSecond: null },
    run: {
      date: '2026-01-02T03:04:05.000Z',
      version: '1.2.3',
      commit: null,
      model: { name: 'm', fingerprint: 'f' },
      settings: { without: [], constants: { denseWeight: 0.9 }, sample: 4 },
    },
  };
}

async function yardstickOf(name = 'own.jsonl'): Promise<Yardstick> {
  const complete = await resultOf(name, 'given up');
  const lesser = await resultOf(name, 'something else');
  const ablation = [{ piece: 'sentences' as const, sets: [lesser] }];
  return { sets: [complete], ablation, missing: ['x is not there.'], failed: [] };
}

function column(rows: readonly (readonly string[])[], heading: string): (string | undefined)[] {
  const at = rows[0]?.indexOf(heading) ?? -1;
  return rows.slice(1).map((row) => row[at]);
}

describe('the table', () => {
  it('has a row a set, and no column that no set has a figure for', async () => {
    const rows = setRows((await yardstickOf()).sets);
    expect(rows[1]?.[0]).toBe('own');
    expect(column(rows, 'ev@1')).toEqual(['1.000']);
    expect(rows[0]).not.toContain('nDCG@10');
  });

  it('shows what changes without a part, and what the figures belong to', async () => {
    const yardstick = await yardstickOf();
    const rows = ablationRows(yardstick);
    expect(column(rows, 'ev@1')).toEqual(['1.000', '-1.000']);
    expect(column(rows, 'answered')).toEqual(['1.000', '·']);
    const table = yardstickTable(yardstick);
    expect(table).toContain(
      'm (f) · denseWeight 0.9 · every part on · 1 query in 4 · version 1.2.3',
    );
    expect(table).toContain('x is not there.');
  });

  it('writes figures without a leading nought and differences with a sign', () => {
    expect([0.9321, 1, -0.5].map((value) => showFigure(value, 3))).toEqual([
      '.932',
      '1.000',
      '-.500',
    ]);
    expect([0.004, -0.012, 0.0002, -0.0002].map(showDifference)).toEqual([
      '+.004',
      '-.012',
      '·',
      '·',
    ]);
    expect([showFigure(null, 3), showDifference(null)]).toEqual(['', '']);
  });

  it('leaves curves out of the figures of one set', async () => {
    const [single] = (await yardstickOf()).sets;
    const table = evaluationTable(single ?? {});
    expect(table).toContain('figures.confidence.ece');
    expect(table).not.toMatch(/riskCoverage|reliability|recallAt/);
  });
});

describe('reportPage', () => {
  it('draws tables and four charts without anything from elsewhere', async () => {
    const page = await reportPage(await yardstickOf());
    expect(page.match(/<svg/g)).toHaveLength(4);
    expect(page).not.toMatch(/<script|<link|src=|@import|url\((?!#)/);
    expect(page).toContain('x is not there.');
  });

  it('shows a hostile name as text, in tables and in charts', async () => {
    const page = await reportPage(await yardstickOf(HOSTILE));
    expect(page).not.toContain(HOSTILE);
    expect(page).toContain('&lt;script&gt;');
  });

  it('is a page even where nothing could be measured', async () => {
    const page = await reportPage({ sets: [], ablation: [], missing: ['nothing'], failed: [] });
    expect(page).toContain('nothing');
  });
});

describe('findTargets', () => {
  it('finds folders with a corpus, the seeds beside them and our own questions', async () => {
    const root = temporaryFolder();
    for (const folder of [
      'eval/b',
      'eval/a',
      'eval/none',
      'seeds',
      'own/test/questions',
      'own/corpus',
    ]) {
      mkdirSync(join(root, folder), { recursive: true });
    }
    for (const file of [
      'eval/a/corpus.jsonl',
      'eval/b/corpus.jsonl',
      'eval/seed-questions.public.jsonl',
      'own/test/questions/shipped-corpus.jsonl',
    ]) {
      writeFileSync(join(root, file), '');
    }
    const { targets, missing } = await findTargets(join(root, 'eval'), join(root, 'own'));
    expect(missing).toEqual([]);
    expect(targets.map((target) => target.kind)).toEqual([
      ...['data-set', 'data-set', 'questions', 'questions'],
    ]);
    expect(targets[0]).toEqual({ kind: 'data-set', folder: join(root, 'eval/a') });
    expect(targets[2]).toMatchObject({ corpus: join(root, 'seeds') });
  });

  it('says what is missing in a line each', async () => {
    const root = temporaryFolder();
    const { targets, missing } = await findTargets(join(root, 'eval'), root);
    expect(targets).toEqual([]);
    expect(missing).toHaveLength(3);
    expect(missing[0]).toContain(join(root, 'eval'));
  });
});

describe('rememberQueries', () => {
  it('embeds a question once, and does not close what it did not open', async () => {
    const embedder = fakeEmbedder();
    let asked = 0;
    const remembering = rememberQueries({
      identity: embedder.identity,
      embedPassage: (text) => embedder.embedPassage(text),
      embedQuery: (text) => {
        asked += 1;
        return embedder.embedQuery(text);
      },
      close: () => Promise.reject(new Error('closed')),
    });
    const [first, again] = [await remembering.embedQuery('a'), await remembering.embedQuery('a')];
    expect(again).toBe(first);
    expect(asked).toBe(1);
    await remembering.close();
  });
});
