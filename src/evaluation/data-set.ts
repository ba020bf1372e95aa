// In: a folder with corpus.jsonl, queries.jsonl and qrels.tsv. Out: a data set as plain data. Unknown fields
// are ignored; a broken line is named by its number.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ReadableError, systemErrorCode } from '../shared/errors.js';

const corpusLine = z.object({
  _id: z.string().min(1),
  title: z.string().default(''),
  text: z.string(),
  date: z.string().nullish(),
  url: z.string().nullish(),
  outlet: z.string().nullish(),
  sentences: z.array(z.string()).optional(),
});

const queryLine = z.object({
  _id: z.string().min(1),
  text: z.string(),
  answerable: z.boolean().optional(),
  answers: z.array(z.string()).optional(),
  context_id: z.string().optional(),
  gold_sentence_idx: z.array(z.int()).optional(),
  corpus_id: z.string().optional(),
  spans: z.array(z.object({ start: z.int(), end: z.int() })).optional(),
});

const questionLine = z.object({
  id: z.string().min(1),
  question: z.string(),
  /** Null where nobody has said yet: such a line is skipped. */
  answerable: z.boolean().nullable(),
  source: z.string().nullish(),
  evidence: z.string().nullish(),
  needs: z.string().nullish(),
});

export type DataSetDocument = z.infer<typeof corpusLine>;
export type DataSetQuery = z.infer<typeof queryLine>;
export type LabelledQuestion = Omit<z.infer<typeof questionLine>, 'answerable' | 'needs'> & {
  readonly answerable: boolean;
};

/** Grades by document id, for each query id. */
export type Judgements = ReadonlyMap<string, ReadonlyMap<string, number>>;

export interface DataSet {
  readonly documents: readonly DataSetDocument[];
  readonly queries: readonly DataSetQuery[];
  readonly judgements: Judgements;
}

/** @throws ReadableError `data_set_invalid` that names the file and, where one is broken, the line */
export async function readDataSet(folder: string): Promise<DataSet> {
  const [documents, queries, judgements] = await Promise.all([
    readJsonLines(join(folder, 'corpus.jsonl'), corpusLine),
    readJsonLines(join(folder, 'queries.jsonl'), queryLine),
    readJudgements(join(folder, 'qrels.tsv')),
  ]);
  return { documents, queries, judgements };
}

/** A set's question is not written with operators in mind: what looks like one is part of its words. */
export function asPlainText(question: string): string {
  return question.replace(/["“”]/g, ' ').replace(/(^|\s)-(?=\S)/g, '$1');
}

/** Reads a file of labelled questions over a corpus folder; a line without a label is skipped by name. */
export async function readQuestions(
  file: string,
  onSkipped: (name: string) => void = () => undefined,
): Promise<LabelledQuestion[]> {
  return (await readJsonLines(file, questionLine)).flatMap(({ answerable, needs, ...question }) => {
    if (answerable !== null) return [{ ...question, answerable }];
    onSkipped(`${question.id} (needs ${needs ?? 'a label'})`);
    return [];
  });
}

export async function readJsonLines<T>(file: string, schema: z.ZodType<T>): Promise<T[]> {
  const lines = (await readLines(file)).map((line, i) => ({ line, number: i + 1 }));
  return lines.flatMap(({ line, number }) => {
    if (line.trim() === '') return [];
    const parsed = schema.safeParse(parseJson(line));
    if (parsed.success) return [parsed.data];
    const issue = parsed.error.issues[0];
    throw invalid(
      `${file}, line ${number}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
    );
  });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

async function readJudgements(file: string): Promise<Judgements> {
  const judgements = new Map<string, Map<string, number>>();
  const [, ...lines] = await readLines(file);
  lines.forEach((line, i) => {
    if (line.trim() === '') return;
    const [query, document, score] = line.split('\t');
    const grade = Number(score);
    if (
      query === undefined ||
      document === undefined ||
      score?.trim() === '' ||
      !Number.isFinite(grade)
    ) {
      throw invalid(`${file}, line ${i + 2}: not "query-id, corpus-id, score" with tabs`);
    }
    const grades = judgements.get(query) ?? new Map<string, number>();
    grades.set(document, grade);
    judgements.set(query, grades);
  });
  return judgements;
}

async function readLines(file: string): Promise<string[]> {
  try {
    return (await readFile(file, 'utf8')).split(/\r?\n/);
  } catch (cause) {
    throw invalid(`${file} cannot be read (${systemErrorCode(cause) ?? 'read error'})`, cause);
  }
}

function invalid(text: string, cause?: unknown): ReadableError {
  return new ReadableError({
    code: 'data_set_invalid',
    text: `The data set is not readable: ${text}.`,
    remedy:
      'A data set has corpus.jsonl, queries.jsonl and qrels.tsv; a question file has one JSON object a line.',
    cause,
  });
}
