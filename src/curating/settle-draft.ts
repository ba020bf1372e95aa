// What becomes of a draft: corrected, cancelled, or confirmed, which makes it part of the collection and has the
// index brought up to date. A draft is its maker's alone, and it is looked up anew at every step.

import { ReadableError } from '../shared/errors.js';
import type { Original, Source, SourceKind } from '../sources/source.js';
import type { Job } from '../store/job-store.js';
import { correctedBy, type Correction } from './correction.js';
import { BY_COMMAND, type CuratingParts } from './curating-parts.js';
import type { DraftPreview } from './draft-preview.js';
import { DRAFT_MS, listingOfDraft, placeOf, previewDraft } from './hand-in.js';
import { publishJob, refreshJob } from './job-payloads.js';
import { originalIdOf, sourceIdOf } from '../sources/source-ids.js';
import { UPLOADS, uploadsIdOf } from './place-ids.js';
import { EVERY_MINUTES, MOST_OF_A_FEED, requireRoom } from './quotas.js';

export interface DraftKey {
  readonly collection: string;
  readonly draftId: string;
  readonly person: string;
}

export interface Confirmed {
  readonly title: string;
  readonly kind: DraftPreview['kind'];
  /** The job that makes it searchable. */
  readonly job: Job;
}

/**
 * The draft of a person.
 *
 * @throws ReadableError `draft_gone` where it was settled, has expired, or is somebody else's
 */
export async function openDraft(parts: CuratingParts, key: DraftKey): Promise<Original> {
  const draft = await parts.sources.original(key.collection, key.draftId);
  const isTheirs = draft?.state === 'draft' && draft.addedBy === key.person;
  if (
    draft === null ||
    !isTheirs ||
    parts.now().getTime() - Date.parse(draft.fetchedAt) > DRAFT_MS
  ) {
    throw new ReadableError({
      code: 'draft_gone',
      text: 'This draft is not there any more.',
      remedy: 'It was added, cancelled, or nobody confirmed it within an hour; add it again.',
    });
  }
  return draft;
}

/**
 * Corrects what was understood.
 *
 * @throws ReadableError `draft_gone`, or `source_refused` where a date is none
 */
export async function correctDraft(
  parts: CuratingParts,
  key: DraftKey,
  correction: Correction,
): Promise<DraftPreview> {
  const draft = await openDraft(parts, key);
  const { bytes, ...facts } = draft;
  const corrected = { ...facts, stated: correctedBy(draft.stated, correction) };
  await parts.sources.describeOriginal(corrected);
  return previewDraft(parts, { ...corrected, bytes });
}

/** Takes a draft back. */
export async function cancelDraft(parts: CuratingParts, key: DraftKey): Promise<void> {
  await openDraft(parts, key);
  await parts.sources.removeOriginal(key.collection, key.draftId);
}

/**
 * Makes a draft part of the collection.
 *
 * @throws ReadableError `draft_gone`, `quota_exceeded`
 */
export async function confirmDraft(parts: CuratingParts, key: DraftKey): Promise<Confirmed> {
  const draft = await openDraft(parts, key);
  const { collection } = draft;
  const listing = listingOfDraft(draft);
  await requireRoom(parts, {
    collection,
    bytes: listing === null ? draft.size : null,
    isHeld: listing === null,
  });
  const kind = listing?.kind ?? kindOf(draft);
  const source = sourceOf(parts, draft, kind);
  const title = draft.stated.title ?? draft.url ?? draft.name;
  await parts.sources.putSource(source);
  if (listing !== null) {
    await parts.sources.removeOriginal(collection, draft.id);
    const job = await parts.jobs.addJob(refreshJob(parts.newId(), collection, [source.id]));
    return { title, kind: listing.kind, job };
  }
  const id = originalIdOf(collection, placeOf(draft));
  await parts.sources.putOriginal({ ...draft, id, sourceId: source.id, state: 'kept' });
  await parts.sources.removeOriginal(collection, draft.id);
  const job = await parts.jobs.addJob(publishJob(parts.newId(), collection));
  return { title, kind: 'document', job };
}

/** Drafts that nobody confirmed in time go; tells how many. */
export function sweepDrafts(parts: Pick<CuratingParts, 'sources' | 'now'>): Promise<number> {
  return parts.sources.removeDrafts(new Date(parts.now().getTime() - DRAFT_MS));
}

function kindOf({ collection, sourceId }: Original): SourceKind {
  return sourceId === uploadsIdOf(collection) ? 'upload' : 'address';
}

function sourceOf(parts: CuratingParts, draft: Original, kind: SourceKind): Source {
  const { collection, url, stated, addedBy } = draft;
  const place = kind === 'upload' ? UPLOADS : (url ?? UPLOADS);
  const isListing = kind === 'feed' || kind === 'sitemap';
  return {
    id: sourceIdOf({ collection, kind, place }),
    collection,
    kind,
    place,
    everyMinutes: isListing ? EVERY_MINUTES[kind] : null,
    outlet: isListing ? (stated.outlet ?? null) : null,
    language: null,
    include: [],
    exclude: [],
    select: null,
    acceptBroken: false,
    most: isListing && parts.quotasOf(collection) !== null ? MOST_OF_A_FEED : null,
    addedBy: kind === 'upload' ? BY_COMMAND : (addedBy ?? BY_COMMAND),
    addedAt: parts.now().toISOString(),
  };
}
