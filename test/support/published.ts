// Publishing into a store as a build does, with the fake model.

import type { ModelIdentity } from '../../src/embeddings/embedder.js';
import type {
  DocumentVersion,
  EntryVersion,
  GenerationDraft,
} from '../../src/store/generation-draft.js';
import type { Generation, KnowledgeStore } from '../../src/store/knowledge-store.js';
import { FAKE_MODEL, fakeVector } from './fake-embedder.js';

export interface DraftParts {
  readonly collection?: string;
  readonly model?: ModelIdentity;
  readonly reuseVectors?: boolean;
  /** Each as an entry of its own. */
  readonly put?: readonly DocumentVersion[];
  readonly entries?: readonly EntryVersion[];
  /** Ids of entries. */
  readonly retire?: readonly string[];
  readonly builtAt?: string;
}

/** A draft with entries put and retired, and nothing embedded. */
export async function draftOf(
  store: KnowledgeStore,
  parts: DraftParts = {},
): Promise<GenerationDraft> {
  const { collection = 'default', model = FAKE_MODEL, reuseVectors = true } = parts;
  const draft = await store.draft({ collection, model, reuseVectors });
  const put = (parts.put ?? []).map(entryOf);
  for (const entry of [...put, ...(parts.entries ?? [])]) await draft.putEntry(entry);
  for (const id of parts.retire ?? []) await draft.retireEntry(id);
  return draft;
}

/** An entry of one document, under the document's id. */
export function entryOf(version: DocumentVersion): EntryVersion {
  const { id, file } = version.document;
  return { id, hash: `hash of ${file}`, documents: [version] };
}

/** Gives every pending text its vectors; tells how many passages there were. */
export async function embedAll(draft: GenerationDraft): Promise<number> {
  const pending = await draft.pendingTexts();
  await draft.putEmbeddings(
    pending.map(({ hash, text, sentences }) => ({
      hash,
      passage: fakeVector(text),
      sentences:
        sentences.length < 2 ? [] : sentences.map((s) => fakeVector(text.slice(s.start, s.end))),
    })),
  );
  return pending.length;
}

/** A published generation. */
export async function publish(store: KnowledgeStore, parts: DraftParts): Promise<Generation> {
  const draft = await draftOf(store, parts);
  await embedAll(draft);
  return draft.publish({
    canary: fakeVector('canary'),
    graph: null,
    builtAt: parts.builtAt ?? '2024-05-01T00:00:00.000Z',
  });
}
