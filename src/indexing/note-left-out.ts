// In: what was read of an entry, and what of it clashed. Out: what was left out, noted in the store so that the entry is
// not read again while it is what it is: parts with the draft, whole entries at once, whatever becomes of the build.

import type { ReadResult } from '../corpus/corpus-source.js';
import type { Rejection } from '../corpus/document.js';
import { rejectionOf } from '../corpus/show-file-name.js';
import type { DocumentClash, GenerationDraft } from '../store/generation-draft.js';
import type { KnowledgeStore } from '../store/knowledge-store.js';
import type { LeftOut } from '../store/left-out.js';
import type { PlannedChange } from './plan-changes.js';

export interface LeftOutWork {
  readonly store: Pick<KnowledgeStore, 'refuse'>;
  readonly collection: string;
  /** What was left out before. */
  readonly leftOut: readonly LeftOut[];
  readonly now: () => Date;
}

export interface LeftOutNotes {
  leaveOut(
    change: PlannedChange,
    read: ReadResult,
    clashes: readonly DocumentClash[],
  ): Promise<void>;
  result(): { readonly rejections: readonly Rejection[]; readonly refused: ReadonlySet<string> };
}

/** Starts noting what a build leaves out. */
export function noteLeftOut(
  work: LeftOutWork,
  drafted: () => Promise<GenerationDraft>,
): LeftOutNotes {
  const known = new Map(work.leftOut.map((leftOut) => [leftOut.entry, leftOut]));
  const all: Rejection[] = [];
  const refused = new Set<string>();
  return {
    leaveOut: async ({ entry: { id, source = null }, hash }, read, clashes) => {
      const before = known.get(id);
      const since = before?.hash === hash ? before.since : work.now().toISOString();
      const rejections = [...read.rejections, ...clashes.map((clash) => clashRejection(id, clash))];
      all.push(...rejections);
      if (read.documents.length === 0) {
        refused.add(id);
        await work.store.refuse(work.collection, { entry: id, hash, source, rejections, since });
      } else if (rejections.length > 0) {
        const waitsFor = [...new Set(clashes.map(({ heldBy }) => heldBy))].filter(
          (by) => by !== id,
        );
        await (await drafted()).noteLeftOut(id, { rejections, waitsFor, since });
      } else if (before !== undefined) await (await drafted()).noteLeftOut(id, null);
    },
    result: () => ({ rejections: all, refused }),
  };
}

function clashRejection(entry: string, clash: DocumentClash): Rejection {
  const other = clash.heldBy === entry ? 'one before it' : 'a document of another file';
  const reason = `its document "${clash.document.title.slice(0, 80)}" has the same id as ${other}`;
  return rejectionOf(clash.document.file, 'id_taken', reason);
}
