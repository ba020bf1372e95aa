// Near copies are kept with the generation that sees both.

import { describe, expect, it } from 'vitest';
import type { DocumentVersion, GenerationDraft } from '../../../src/store/generation-draft.js';
import { documentOf, versionOf } from '../../support/builders.js';
import { draftOf, embedAll, publish } from '../../support/published.js';
import type { OpenSite } from '../knowledge-store-contract.js';

const signed = (file: string, bands: readonly number[]): DocumentVersion => ({
  ...versionOf(documentOf(file)),
  signature: { values: Uint32Array.from([...bands, 4_294_967_295]), bands },
});

const [X, Y, Z] = [
  signed('x.md', [1, 2]),
  signed('y.md', [2, 3]),
  signed('z.md', [4_000_000_000, 9]),
];

async function candidatesOf(draft: GenerationDraft): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for await (const { document, others } of draft.copyCandidates()) {
    found[document.id] = others.map(({ id }) => id).sort();
  }
  return found;
}

const idOf = (version: DocumentVersion): string => version.document.id;

async function publishDraft(draft: GenerationDraft) {
  await embedAll(draft);
  const canary = new Float32Array(64).fill(1);
  return draft.publish({ canary, graph: null, builtAt: '2024-05-01T00:00:00.000Z' });
}

export function describeCopies(site: OpenSite): void {
  describe('near copies', () => {
    it('are looked for among those that share a band', async () => {
      const store = site().openStore();
      await publish(store, { collection: 'other', put: [X] });
      const draft = await draftOf(store, { put: [X, Y, Z, versionOf(documentOf('none.md'))] });
      expect(await candidatesOf(draft)).toEqual({
        [idOf(X)]: [idOf(Y)],
        [idOf(Y)]: [idOf(X)],
        [idOf(Z)]: [],
      });
      for await (const { document } of draft.copyCandidates()) {
        expect(document.values.at(-1)).toBe(4_294_967_295);
      }
    });

    it('are looked for only for what is new', async () => {
      const store = site().openStore();
      await publish(store, { put: [X] });
      const draft = await draftOf(store, { put: [X, Y] });
      expect(await candidatesOf(draft)).toEqual({ [idOf(Y)]: [idOf(X)] });
    });

    it('are looked for where a document that stays was never signed', async () => {
      const store = site().openStore();
      const { document, passages } = X;
      await publish(store, { put: [{ document, passages }] });
      const draft = await draftOf(store, { put: [X] });
      expect(await candidatesOf(draft)).toEqual({ [idOf(X)]: [] });
      expect(await draft.leavingLabels()).toEqual([]);
    });

    it('are given from both sides, the most alike first, in a generation that sees them', async () => {
      const store = site().openStore();
      const draft = await draftOf(store, { put: [X, Y, Z] });
      await draft.putCopies([
        { ids: [idOf(X), idOf(Y)], similarity: 0.7 },
        { ids: [idOf(Z), idOf(X)], similarity: 0.9 },
        { ids: [idOf(X), 'unknown'], similarity: 1 },
      ]);
      const first = await publishDraft(draft);
      const copies = async (generation: typeof first, of: DocumentVersion) =>
        (await store.copiesOf(generation, idOf(of))).map(({ document, similarity }) => [
          document.file,
          similarity,
        ]);
      expect(await copies(first, X)).toEqual([
        ['z.md', 0.9],
        ['y.md', 0.7],
      ]);
      expect(await copies(first, Y)).toEqual([['x.md', 0.7]]);
      const second = await publish(store, { retire: [idOf(Z)] });
      expect(await copies(second, X)).toEqual([['y.md', 0.7]]);
      expect(await copies(first, X)).toHaveLength(2);
      await publish(store, { collection: 'other', put: [X] });
      expect(await copies(second, X)).toHaveLength(1);
    });
  });
}
