// In: a collection. Out: what was checked and what is wrong with it: every original against its hash, the store
// itself, every passage against its hash, and the graph's file against its manifest. Nothing is changed.

import { describeFailure } from '../shared/errors.js';
import type { SourceStore } from '../sources/source-store.js';
import type { Generation, KnowledgeReader } from '../store/knowledge-store.js';
import type { WithIndex } from './curating-parts.js';
import { sha256Of } from './place-ids.js';

export interface Check {
  readonly name: 'originals' | 'store' | 'passages' | 'graph';
  readonly isRight: boolean;
  /** One line: what was checked, or what is wrong and what mends it. */
  readonly text: string;
}

export interface VerifyParts {
  readonly sources: Pick<SourceStore, 'originals' | 'original'>;
  readonly withIndex: WithIndex;
  /** What the store says of itself, a line each; empty where all is well. */
  readonly checkDatabases: () => Promise<readonly string[]>;
  /**
   * Null where the store has an index of its own in place of files.
   *
   * @throws ReadableError where the graph's file is not the manifest's
   */
  readonly verifyGraph: ((generation: Generation) => Promise<void>) | null;
}

/** Labels that are read at once. */
const BATCH = 500;

/** Checks a collection. */
export async function verifyCollection(parts: VerifyParts, collection: string): Promise<Check[]> {
  const checks = [await checkOriginals(parts, collection), await checkStore(parts)];
  const ofIndex = await parts
    .withIndex(async (reader) => {
      const generation = await reader.current(collection);
      if (generation === null) return [];
      return [
        await checkPassages(reader, generation),
        await settled('graph', async () => {
          if (parts.verifyGraph === null) return 'The database keeps an index of its own.';
          if (generation.graph === null) return 'There is no graph: exact search serves.';
          await parts.verifyGraph(generation);
          return `${generation.graph.file} has the bytes that were written.`;
        }),
      ];
    })
    .catch((error: unknown) => [wrong('store', describeFailure(error).text)]);
  return [...checks, ...(ofIndex ?? [])];
}

async function checkOriginals({ sources }: VerifyParts, collection: string): Promise<Check> {
  const facts = await sources.originals(collection);
  const damaged: string[] = [];
  for (const { id, name, sha256 } of facts) {
    const original = await sources.original(collection, id);
    if (original !== null && sha256Of(original.bytes) !== sha256) damaged.push(name);
  }
  if (damaged.length === 0)
    return right('originals', `${facts.length} originals have their hashes.`);
  const named = damaged.slice(0, 5).join(', ');
  return wrong(
    'originals',
    `${damaged.length} of ${facts.length} originals are damaged (${named}). Remove them and add them again, or import an export.`,
  );
}

async function checkStore({ checkDatabases }: VerifyParts): Promise<Check> {
  return settled('store', async () => {
    const problems = await checkDatabases();
    if (problems.length === 0) return 'The store finds nothing wrong with itself.';
    throw new Error(problems.slice(0, 3).join('; '));
  });
}

async function checkPassages(reader: KnowledgeReader, generation: Generation): Promise<Check> {
  return settled('passages', async () => {
    const labels = await reader.labelsMatching(generation, {});
    for (let at = 0; at < labels.length; at += BATCH) {
      const wanted = labels.slice(at, at + BATCH);
      const found = await reader.passages(wanted);
      const vectors = await reader.vectors(wanted);
      if (found.length !== wanted.length || vectors.length !== wanted.length) {
        throw new Error(
          'passages or vectors are missing; mend it with: npm run build-index -- --force',
        );
      }
    }
    return `${labels.length} passages and their vectors have their hashes.`;
  });
}

async function settled(name: Check['name'], check: () => Promise<string>): Promise<Check> {
  try {
    return right(name, await check());
  } catch (error) {
    const isReadable = error instanceof Error && error.name === 'ReadableError';
    const said = error instanceof Error ? error.message : String(error);
    return wrong(name, isReadable ? describeFailure(error).text : said);
  }
}

function right(name: Check['name'], text: string): Check {
  return { name, isRight: true, text };
}

function wrong(name: Check['name'], text: string): Check {
  return { name, isRight: false, text };
}
