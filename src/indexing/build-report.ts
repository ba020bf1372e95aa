// What a build did, as plain data: for `build-index --json`, for the line a person reads, for tests.

import type { CleaningReport, Rejection } from '../corpus/document.js';
import type { Generation, KnowledgeReader } from '../store/knowledge-store.js';
import type { EmbeddedCounts } from './embed-pending.js';
import type { DocumentChanges } from './fill-draft.js';

export interface BuildProgress {
  readonly stage: 'reading' | 'embedding' | 'indexing';
  readonly done: number;
  readonly total: number;
}

export interface FileReport {
  readonly file: string;
  readonly id: string;
  readonly status: 'new' | 'changed' | 'unchanged';
  readonly encoding: string;
  readonly keptParagraphs: number;
  readonly keptCharacters: number;
  /** How many lines each rule took out. */
  readonly removedByRule: Readonly<Record<string, number>>;
  readonly removals: CleaningReport['removals'];
}

export interface BuildReport {
  readonly collection: string;
  /** Number of the generation that serves now. */
  readonly generation: number;
  readonly published: boolean;
  readonly new: number;
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
  readonly rejected: readonly Rejection[];
  readonly documents: number;
  readonly passages: number;
  /** Texts that went through the model in this build: passages, and sentences beside them. */
  readonly embeddedPassages: number;
  readonly embeddedSentences: number;
  readonly index: 'hnsw' | 'exact';
  readonly seconds: {
    readonly reading: number;
    readonly embedding: number;
    readonly total: number;
  };
  readonly files: readonly FileReport[];
}

export interface ReportInput {
  readonly store: KnowledgeReader;
  readonly changes: DocumentChanges;
  readonly rejections: readonly Rejection[];
  readonly generation: Generation;
  readonly published: boolean;
  readonly embedded: EmbeddedCounts;
  readonly embeddingSeconds: number;
  readonly seconds: { readonly reading: number; readonly total: number };
}

/** Puts together what a build did, with the cleaning of every document that is indexed now. */
export async function reportBuild(input: ReportInput): Promise<BuildReport> {
  const { generation, changes, embedded } = input;
  const cleaning = await input.store.cleaningReports(generation);
  const documents = await input.store.listDocuments(generation);
  const files = documents.flatMap((document) => {
    const report = cleaning.get(document.id);
    if (report === undefined) return [];
    return [fileReport(document, changes.status.get(document.id) ?? 'unchanged', report)];
  });
  const indexed = new Set(documents.map((document) => document.id));
  // A document may have left one entry for another.
  const removed = [...changes.left].filter((id) => !indexed.has(id));
  const count = (kind: FileReport['status']): number =>
    files.filter((file) => file.status === kind).length;
  return {
    collection: generation.collection,
    generation: generation.number,
    published: input.published,
    new: count('new'),
    changed: count('changed'),
    removed: removed.length,
    unchanged: count('unchanged'),
    rejected: input.rejections,
    documents: generation.documents,
    passages: generation.passages,
    embeddedPassages: embedded.passages,
    embeddedSentences: embedded.sentences,
    index: generation.graph === null ? 'exact' : 'hnsw',
    seconds: { ...input.seconds, embedding: input.embeddingSeconds },
    files,
  };
}

function fileReport(
  document: { readonly id: string; readonly file: string },
  status: FileReport['status'],
  cleaning: CleaningReport,
): FileReport {
  const removedByRule: Record<string, number> = {};
  for (const { rule } of cleaning.removals) removedByRule[rule] = (removedByRule[rule] ?? 0) + 1;
  return {
    file: document.file,
    id: document.id,
    status,
    encoding: cleaning.encoding,
    keptParagraphs: cleaning.keptParagraphs,
    keptCharacters: cleaning.keptCharacters,
    removedByRule,
    removals: cleaning.removals,
  };
}

/** One line for a person: `12 new, 3 changed, 1 removed, 240 unchanged`. */
export function summaryLine(report: BuildReport): string {
  const counts = (['new', 'changed', 'removed', 'unchanged'] as const)
    .map((name) => `${report[name]} ${name}`)
    .join(', ');
  const rejected = report.rejected.length === 0 ? '' : `, ${report.rejected.length} left out`;
  const documents = report.documents === 1 ? '1 document' : `${report.documents} documents`;
  const passages = report.passages === 1 ? '1 passage' : `${report.passages} passages`;
  return `${counts}${rejected}: ${documents}, ${passages}.`;
}
