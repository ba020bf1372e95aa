// In: what has to be done. Out: a draft that holds what changed, read and packed, and which documents that
// were. Entries that change nothing need no draft, and so no generation.

import type { CorpusSource, ReadResult } from '../corpus/corpus-source.js';
import type { Rejection } from '../corpus/document.js';
import type { CountTokens } from '../embeddings/embedder.js';
import {
  MAX_CHARACTERS,
  MAX_TOKENS,
  packPassages,
  TARGET_CHARACTERS,
} from '../passages/pack-passages.js';
import type {
  DocumentClash,
  DocumentVersion,
  EntryChanges,
  GenerationDraft,
} from '../store/generation-draft.js';
import type { Generation, KnowledgeStore } from '../store/knowledge-store.js';
import { noteDocument, type NotedDocument } from './documents-by-place.js';
import { signDocument, type CopyMeasure } from './find-copies.js';
import { noteLeftOut, type LeftOutWork } from './note-left-out.js';
import type { ChangePlan, PlannedChange } from './plan-changes.js';
import { readAhead } from './read-ahead.js';
import { settleFurniture } from './settle-furniture.js';

/** What became of documents; those that are named nowhere stayed what they were. */
export interface DocumentChanges {
  readonly status: ReadonlyMap<string, 'new' | 'changed'>;
  /** Ids of documents that their entry gives no more. */
  readonly left: ReadonlySet<string>;
  readonly rejections: readonly Rejection[];
  /** Ids of entries that were read and gave nothing. */
  readonly refused: ReadonlySet<string>;
}

export interface FilledDraft extends DocumentChanges {
  /** Null where nothing changed. */
  readonly draft: GenerationDraft | null;
}

export interface DraftWork extends LeftOutWork {
  readonly plan: ChangePlan;
  readonly source: CorpusSource;
  readonly store: KnowledgeStore;
  /** The generation that serves; null before the first. */
  readonly current: Generation | null;
  readonly openDraft: () => Promise<GenerationDraft>;
  readonly openCounter: () => Promise<CountTokens>;
  readonly copies: CopyMeasure | null;
  readonly onRead: (done: number, total: number) => void;
}

/** Reads and packs what changed into a draft. */
export async function fillDraft(work: DraftWork): Promise<FilledDraft> {
  const filling = startFilling(work);
  for (const id of work.plan.removedIds) await filling.retire(id);
  const { changes } = work.plan;
  const clashing: PlannedChange[] = [];
  const changing = new Set(changes.map((change) => change.entry.id));
  const noted = new Map<string, readonly NotedDocument[]>();
  const reading = readAhead(changes, (change) => work.source.read(change.entry));
  let done = 0;
  for await (const { item: change, result: read } of reading) {
    noted.set(change.entry.id, read.documents.map(noteDocument));
    const clashes = await filling.put(change, read);
    const mayPass = (clash: DocumentClash): boolean =>
      clash.heldBy !== change.entry.id && changing.has(clash.heldBy);
    // An id may move from one entry to another: it is free once the other was read.
    if (clashes.some(mayPass)) clashing.push(change);
    else await filling.leaveOut(change, read, clashes);
    done += 1;
    work.onRead(done, changes.length);
  }
  for (const change of clashing) {
    const read = await work.source.read(change.entry);
    await filling.leaveOut(change, read, await filling.put(change, read));
  }
  await putSettled(work, noted, filling);
  return filling.result();
}

/** Puts once more what lines that recur over a source are now taken out of, or back into. */
async function putSettled(
  { plan, source, store, current }: DraftWork,
  noted: ReadonlyMap<string, readonly NotedDocument[]>,
  filling: Filling,
): Promise<void> {
  const isTouched = plan.changes.length + plan.removedIds.length > 0;
  const entryOf =
    current === null || !isTouched
      ? new Map<string, string>()
      : await store.documentEntries(current);
  const known = { source, reader: store, current, plan, noted, entryOf };
  for await (const { entry, hash, documents } of settleFurniture(known)) {
    // What clashed was told when it was read first.
    await filling.put({ entry, hash, kind: 'changed' }, { documents, rejections: [] });
  }
}

interface Filling {
  retire(id: string): Promise<void>;
  put(change: PlannedChange, read: ReadResult): Promise<readonly DocumentClash[]>;
  /** Notes what was left out of an entry that was read and put. */
  leaveOut(
    change: PlannedChange,
    read: ReadResult,
    clashes: readonly DocumentClash[],
  ): Promise<void>;
  result(): FilledDraft;
}

function startFilling(work: DraftWork): Filling {
  let draft: GenerationDraft | null = null;
  const drafted = async (): Promise<GenerationDraft> => (draft ??= await work.openDraft());
  const status = new Map<string, 'new' | 'changed'>();
  const left = new Set<string>();
  const notes = noteLeftOut(work, drafted);
  const note = (changes: EntryChanges): void => {
    for (const id of changes.added) status.set(id, 'new');
    for (const id of changes.changed) if (!status.has(id)) status.set(id, 'changed');
    for (const id of changes.restored) status.delete(id);
    for (const id of changes.left) left.add(id);
  };
  const retire = async (id: string): Promise<void> => {
    for (const document of await (await drafted()).retireEntry(id)) left.add(document);
  };
  return {
    retire,
    put: async (change, read) => {
      if (read.documents.length === 0) {
        // What can no longer be read can no longer be cited: its earlier version leaves.
        if (change.kind === 'changed') await retire(change.entry.id);
        return [];
      }
      const documents = await versionsOf(work, read);
      const { id, source = null } = change.entry;
      const entry = { id, hash: change.hash, source, documents };
      const changes = await (await drafted()).putEntry(entry);
      note(changes);
      return changes.clashes;
    },
    leaveOut: (change, read, clashes) => notes.leaveOut(change, read, clashes),
    result: () => ({ draft, status, left, ...notes.result() }),
  };
}

async function versionsOf(work: DraftWork, read: ReadResult): Promise<DocumentVersion[]> {
  const countTokens = await work.openCounter();
  return read.documents.map((document) => {
    const passages = packPassages(document.paragraphs, {
      targetCharacters: TARGET_CHARACTERS,
      maxCharacters: MAX_CHARACTERS,
      maxTokens: MAX_TOKENS,
      countTokens,
    });
    if (work.copies === null) return { document, passages };
    return { document, passages, signature: signDocument(document, work.copies) };
  });
}
