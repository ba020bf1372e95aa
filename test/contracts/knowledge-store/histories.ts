// Any history of builds, abandoned builds and sweeps: every generation in use sees exactly its own documents,
// words, labels and vectors, and what left is readable as a past version.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentVersion } from '../../../src/store/generation-draft.js';
import type { Generation, KnowledgeStore } from '../../../src/store/knowledge-store.js';
import { documentOf, versionOf } from '../../support/builders.js';
import { draftOf, embedAll, publish } from '../../support/published.js';
import type { OpenSite } from '../knowledge-store-contract.js';

const ENTRIES = 4;
const DOCUMENTS = 3;

/** An entry gives some of its documents, each in one of two versions. */
interface Put {
  readonly entry: number;
  /** Null retires the entry. */
  readonly versions: readonly number[] | null;
}

type Step =
  | {
      readonly kind: 'publish' | 'abandon';
      readonly puts: readonly Put[];
      readonly minutes: number;
    }
  | { readonly kind: 'sweep' };

const put: fc.Arbitrary<Put> = fc.record({
  entry: fc.nat(ENTRIES - 1),
  versions: fc.option(fc.array(fc.nat(2), { minLength: DOCUMENTS, maxLength: DOCUMENTS })),
});

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('publish' as const, 'publish' as const, 'abandon' as const),
    puts: fc.array(put, { maxLength: 4 }),
    minutes: fc.nat(15),
  }),
  fc.record({ kind: fc.constant('sweep' as const) }),
);

const word = (entry: number, document: number, version: number): string =>
  `word${entry}x${document}x${version}`;

/** Version 0 means that the entry does not give the document. */
function versionsOf({ entry, versions }: Put): DocumentVersion[] {
  return (versions ?? []).flatMap((version, i) => {
    if (version === 0) return [];
    const paragraphs = [`This is ${word(entry, i, version)} in full.`];
    return [versionOf(documentOf(`${entry}-${i}.md`, { paragraphs }))];
  });
}

/** File to text, as one generation should see it. */
type State = ReadonlyMap<string, string>;

function after(state: State, { entry, versions }: Put): State {
  const kept = [...state].filter(([file]) => !file.startsWith(`${entry}-`));
  const given = versionsOf({ entry, versions }).map(({ document, passages }) => {
    return [document.file, passages[0]?.text ?? ''] as const;
  });
  return new Map([...kept, ...given]);
}

async function expectSees(store: KnowledgeStore, generation: Generation, state: State) {
  const documents = await store.listDocuments(generation);
  expect(documents.map(({ file }) => file)).toEqual([...state.keys()].sort());
  const labels = await store.labelsMatching(generation, {});
  const passages = await store.passages(labels);
  const byFile = new Map(passages.map(({ document, text }) => [document.file, text]));
  expect(byFile).toEqual(new Map(state));
  const vectors: number[] = [];
  for await (const { label } of store.allVectors(generation)) vectors.push(label);
  expect(vectors).toEqual(labels);
  const query = { terms: ['full'], limit: 100, filter: {} };
  const hits = await store.lexical(generation, query);
  expect(hits.map(({ label }) => label).sort((a, b) => a - b)).toEqual(labels);
  expect(await store.termFrequencies(generation, ['full'])).toEqual([state.size]);
}

interface Published {
  readonly generation: Generation;
  readonly state: State;
  readonly minute: number;
}

const START = Date.parse('2024-05-01T00:00:00.000Z');
const momentOf = (minute: number): Date => new Date(START + minute * 60_000);

/** Published generations that a question may still read at this minute. */
function inUse(published: readonly Published[], minute: number): Published[] {
  return published.filter((_, i) => {
    const next = published[i + 1];
    const isLastButOne = i >= published.length - 2;
    return next === undefined || isLastButOne || next.minute > minute - 10;
  });
}

function partsOf(puts: readonly Put[]) {
  const entries = puts
    .filter(({ versions }) => versions !== null)
    .map((item) => ({
      id: `e${item.entry}`,
      hash: JSON.stringify(item.versions),
      documents: versionsOf(item),
    }));
  const retire = puts.filter(({ versions }) => versions === null).map(({ entry }) => `e${entry}`);
  return { entries, retire };
}

async function live(store: KnowledgeStore, steps: readonly Step[]): Promise<void> {
  const published: Published[] = [];
  let state: State = new Map();
  let minute = 0;
  for (const item of steps) {
    if (item.kind === 'sweep') {
      await store.sweep('default', momentOf(minute));
    } else {
      minute += item.minutes;
      // Puts come before retirements in a draft, as `draftOf` makes it.
      const ordered = [
        ...item.puts.filter(({ versions }) => versions !== null),
        ...item.puts.filter(({ versions }) => versions === null),
      ];
      const parts = partsOf(ordered);
      if (item.kind === 'abandon') {
        await embedAll(await draftOf(store, parts));
      } else {
        const before = published.at(-1);
        state = ordered.reduce(after, state);
        const builtAt = momentOf(minute).toISOString();
        const generation = await publish(store, { ...parts, builtAt });
        published.push({ generation, state, minute });
        if (before !== undefined) await expectPast(store, before);
      }
    }
    for (const each of inUse(published, minute)) {
      await expectSees(store, each.generation, each.state);
    }
  }
}

/** What the generation before held is found, now or as a past version. */
async function expectPast(store: KnowledgeStore, { generation }: Published): Promise<void> {
  const labels = await store.labelsMatching(generation, {});
  const current = await store.current('default');
  const held = current === null ? [] : await store.labelsMatching(current, {});
  const past = await store.pastPassages('default', labels);
  const gone = labels.filter((label) => !held.includes(label));
  expect(past.map(({ passage }) => passage.label)).toEqual(gone);
}

export function describeHistories(site: OpenSite): void {
  describe('any history of builds and sweeps', () => {
    it('lets every generation in use see exactly what was published', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) =>
          live(site().openStore(), steps),
        ),
        { numRuns: 40 },
      );
    }, 60_000);
  });
}
