// Data sets: read as the contract says, a broken line named by its number.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDataSetSource } from '../../src/evaluation/data-set-source.js';
import { readDataSet, readQuestions } from '../../src/evaluation/data-set.js';
import { failureOf } from '../support/failure-of.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const FILES = {
  'corpus.jsonl': [
    '{"_id":"d1","title":"One","text":"First line.\\n\\nSecond  line.","date":"2021-07","extra":1}',
    '{"_id":"d2","text":"","url":"https://example.org"}',
    '',
  ],
  'queries.jsonl': ['{"_id":"q1","text":"What?"}', '{"_id":"q2","text":"Why?","answerable":false}'],
  'qrels.tsv': ['query-id\tcorpus-id\tscore', 'q1\td1\t2', 'q1\td2\t0', ''],
};

function dataSetWith(changes: Partial<Record<keyof typeof FILES, readonly string[]>> = {}): string {
  const folder = temporaryFolder();
  for (const [name, lines] of Object.entries({ ...FILES, ...changes })) {
    writeFileSync(join(folder, name), lines.join('\n'));
  }
  return folder;
}

describe('readDataSet', () => {
  it('reads documents, queries and judgements, and ignores what it does not know', async () => {
    const { documents, queries, judgements } = await readDataSet(dataSetWith());
    expect(documents.map(({ _id, title }) => [_id, title])).toEqual([
      ['d1', 'One'],
      ['d2', ''],
    ]);
    expect(queries.map(({ answerable }) => answerable)).toEqual([undefined, false]);
    expect([...(judgements.get('q1') ?? [])]).toEqual([
      ['d1', 2],
      ['d2', 0],
    ]);
  });

  it.each([
    ['corpus.jsonl', [...FILES['corpus.jsonl'].slice(0, 2), '{"_id":"d3"'], 3],
    ['corpus.jsonl', ['', '{"_id":"d3","text":7}'], 2],
    ['queries.jsonl', ['{"text":"no id"}'], 1],
    ['queries.jsonl', ['{"_id":"","text":"x"}'], 1],
    ['qrels.tsv', ['header', 'q1\td1\t1', 'q1 d1 1'], 3],
    ['qrels.tsv', ['header', 'q1\td1\tmany'], 2],
  ] as const)('names the broken line of %s', async (name, lines, number) => {
    const folder = dataSetWith({ [name]: lines });
    const failure = await failureOf(() => readDataSet(folder));
    expect(failure.code).toBe('data_set_invalid');
    expect(failure.message).toContain(`${join(folder, name)}, line ${number}:`);
    expect(failure.remedy).toContain('qrels.tsv');
  });

  it('names a line of qrels.tsv whose score is empty', async () => {
    const folder = dataSetWith({ 'qrels.tsv': ['header', 'q1\td1\t'] });
    await failureOf(() => readDataSet(folder));
  });

  it('names a file that is missing', async () => {
    const folder = temporaryFolder();
    const failure = await failureOf(() => readDataSet(folder));
    expect(failure.code).toBe('data_set_invalid');
    expect(failure.message).toMatch(/cannot be read \(ENOENT\)/);
  });
});

describe('readQuestions', () => {
  it('reads labelled questions and names a broken line', async () => {
    const file = join(temporaryFolder(), 'questions.jsonl');
    const good = '{"id":"a","question":"Who?","answerable":true,"source":"x.md","evidence":"He."}';
    writeFileSync(file, `${good}\r\n${good}`);
    expect(await readQuestions(file)).toHaveLength(2);
    writeFileSync(file, `${good}\n{"id":"b","question":"Who?"}`);
    expect((await failureOf(() => readQuestions(file))).message).toContain('line 2: answerable');
  });

  it('skips a line that nobody has labelled yet, by name', async () => {
    const file = join(temporaryFolder(), 'questions.jsonl');
    const lines = [
      {
        id: 'a',
        question: 'Who?',
        answerable: null,
        source: null,
        evidence: null,
        needs: 'review',
      },
      { id: 'b', question: 'Who?', answerable: null },
      { id: 'c', question: 'Who?', answerable: false, source: null, evidence: null },
    ];
    writeFileSync(file, lines.map((line) => JSON.stringify(line)).join('\n'));
    const skipped: string[] = [];
    const questions = await readQuestions(file, (name) => skipped.push(name));
    expect(questions.map(({ id }) => id)).toEqual(['c']);
    expect(skipped).toEqual(['a (needs review)', 'b (needs a label)']);
  });
});

describe('openDataSetSource', () => {
  it('gives each document as it stands, and rejects one without text', async () => {
    const { documents } = await readDataSet(dataSetWith());
    const source = openDataSetSource(documents);
    const { entries, rejections } = await source.list();
    expect(entries.map(({ id }) => id)).toEqual(['d1', 'd2']);
    expect(rejections).toEqual([]);
    const results = await Promise.all(entries.map((entry) => source.read(entry)));
    expect(results[0]).toMatchObject({ documents: [{ title: 'One', date: '2021-07' }] });
    const texts = results[0]?.documents[0]?.paragraphs ?? [];
    expect(texts.map(({ text, start, end }) => [text, start, end])).toEqual([
      ['First line.', 0, 11],
      ['Second line.', 13, 25],
    ]);
    expect(results[1]).toMatchObject({ documents: [], rejections: [{ code: 'empty_document' }] });
  });

  it('gives another hash as soon as anything of a document changes', async () => {
    const { documents } = await readDataSet(dataSetWith());
    const hashOf = async (changes: object): Promise<string | undefined> => {
      const changed = documents.map((document) => ({ ...document, ...changes }));
      return (await openDataSetSource(changed).list()).entries[0]?.hash;
    };
    const hashes = await Promise.all(
      [{}, { title: 'x' }, { text: 'x' }, { date: 'x' }, { url: 'x' }, { outlet: 'x' }].map(hashOf),
    );
    expect(new Set(hashes).size).toBe(6);
    expect(await hashOf({})).toBe(hashes[0]);
  });
});
