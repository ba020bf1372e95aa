// Sources and originals with only what a test is about spelled out.

import { createHash } from 'node:crypto';
import { originalIdOf, sourceIdOf } from '../../src/sources/source-ids.js';
import type { Original, Source, SourceState } from '../../src/sources/source.js';

export const NOON = '2024-05-01T12:00:00.000Z';

/** A moment so many minutes after noon. */
export function afterNoon(minutes: number): string {
  return new Date(Date.parse(NOON) + minutes * 60_000).toISOString();
}

export function sourceOf(parts: Partial<Source> = {}): Source {
  const source = {
    collection: 'default',
    kind: 'feed' as const,
    place: 'https://news.example.org/rss.xml',
    ...parts,
  };
  return {
    id: sourceIdOf(source),
    everyMinutes: 60,
    outlet: null,
    language: null,
    include: [],
    exclude: [],
    select: null,
    acceptBroken: false,
    most: null,
    addedBy: 'test',
    addedAt: NOON,
    ...source,
  };
}

export function stateOf(source: Source, parts: Partial<SourceState> = {}): SourceState {
  return {
    sourceId: source.id,
    checkedAt: NOON,
    succeededAt: NOON,
    failingSince: null,
    problem: null,
    dueAt: afterNoon(60),
    validators: { etag: null, lastModified: null },
    ...parts,
  };
}

/** A page that was kept; its id, size and hash follow from the rest. */
export function originalOf(
  text: string,
  parts: Partial<Omit<Original, 'bytes' | 'size' | 'sha256'>> = {},
): Original {
  const bytes = Buffer.from(text);
  const url = parts.url === undefined ? 'https://news.example.org/a.html' : parts.url;
  const collection = parts.collection ?? 'default';
  const name = parts.name ?? 'a.html';
  return {
    id: originalIdOf(collection, url ?? name),
    collection,
    sourceId: 'a-source',
    url,
    name,
    mediaType: 'text/html',
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    stated: {},
    fallback: {},
    select: null,
    acceptBroken: false,
    fetchedAt: NOON,
    changedAt: NOON,
    seenAt: NOON,
    validators: { etag: '"1"', lastModified: null },
    problem: null,
    state: 'kept',
    addedBy: null,
    ...parts,
    bytes,
  };
}
