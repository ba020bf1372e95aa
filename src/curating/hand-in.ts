// In: a file's bytes, an address, or a text, and who hands it in. Out: a draft that is kept apart until it is
// confirmed, with a preview of what was understood; or why it is refused, and then nothing is kept.

import type { ReadResult } from '../corpus/corpus-source.js';
import type { Metadata } from '../corpus/document.js';
import type { Validators } from '../fetching/fetched.js';
import { ReadableError } from '../shared/errors.js';
import { givenOf } from '../sources/given-of.js';
import type { Original, OriginalFacts } from '../sources/source.js';
import type { CuratingParts } from './curating-parts.js';
import { documentPreview, listingPreview, type DraftPreview } from './draft-preview.js';
import { nameOfAddress, nameOfTitle, safeFileName } from './file-names.js';
import { listingOf } from './listing-kind.js';
import { originalIdOf, sourceIdOf } from '../sources/source-ids.js';
import { sha256Of, uploadsIdOf } from './place-ids.js';
import { MOST_BYTES_OF_A_FILE, requireRoom } from './quotas.js';

/** A draft that nobody confirms within this goes. */
export const DRAFT_MS = 3_600_000;

export interface HandedIn {
  readonly collection: string;
  /** Who hands it in: a person's id, or `command`. */
  readonly person: string;
  /** What they say of it; it wins over the text. */
  readonly stated?: Partial<Metadata>;
}

export interface HandedFile extends HandedIn {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly mediaType?: string | null;
  /** Where it is found, such as a message's address; it is never fetched. */
  readonly url?: string | null;
}

/** A site that wants minutes between two requests would have everybody else wait behind this one. */
const MOST_PAUSE_MS = 5_000;

const NO_VALIDATORS: Validators = { etag: null, lastModified: null };

/**
 * Takes a file.
 *
 * @throws ReadableError `quota_exceeded`, or `source_refused` with the reader's reason
 */
export async function handInFile(parts: CuratingParts, file: HandedFile): Promise<DraftPreview> {
  const { collection, url = null, mediaType = null } = file;
  const name = safeFileName(file.name);
  const draft = draftOf(parts, {
    ...file,
    name,
    url,
    mediaType,
    sourceId: uploadsIdOf(collection),
    validators: NO_VALIDATORS,
  });
  return keepDraft(parts, draft);
}

/** Takes a text that was typed, under its title. */
export async function handInText(
  parts: CuratingParts,
  text: HandedIn & { readonly title: string; readonly text: string },
): Promise<DraftPreview> {
  const { collection, person, title, stated = {} } = text;
  const bytes = new TextEncoder().encode(text.text);
  const file = { collection, person, name: nameOfTitle(title), bytes };
  return handInFile(parts, { ...file, stated: { ...stated, title } });
}

/**
 * Takes what is behind an address: a page, a file, a feed or a sitemap.
 *
 * @throws ReadableError `quota_exceeded`, or `source_refused` where it cannot be had or read
 */
export async function handInAddress(
  parts: CuratingParts,
  handed: HandedIn & { readonly url: string },
): Promise<DraftPreview> {
  await requireRoom(parts, { collection: handed.collection, bytes: 0, isHeld: false });
  const fetched = await parts.fetch({
    url: handed.url,
    mostBytes: MOST_BYTES_OF_A_FILE,
    mostPauseMs: MOST_PAUSE_MS,
  });
  if (fetched.kind === 'refused') throw refused(fetched.problem.text);
  if (fetched.kind === 'unchanged') throw refused('The server sent nothing; try again later.');
  const { url, bytes, mediaType, validators } = fetched;
  const kind = listingOf(bytes)?.kind ?? 'address';
  const draft = draftOf(parts, {
    ...handed,
    url,
    bytes,
    mediaType,
    validators,
    name: nameOfAddress(url, mediaType),
    sourceId: sourceIdOf({ collection: handed.collection, kind, place: url }),
  });
  return keepDraft(parts, draft);
}

/** What a draft is a draft of, by its place. */
export function placeOf({ url, name }: Pick<OriginalFacts, 'url' | 'name'>): string {
  return url ?? name;
}

/**
 * Reads a draft and says what was understood.
 *
 * @throws ReadableError `source_refused`
 */
export async function previewDraft(parts: CuratingParts, draft: Original): Promise<DraftPreview> {
  const others = await parts.sources.originals(draft.collection, 'kept');
  const id = originalIdOf(draft.collection, placeOf(draft));
  const same = others.find(({ sha256 }) => sha256 === draft.sha256);
  const drafted = {
    draft,
    replaces: others.some((other) => other.id === id),
    sameAs: same === undefined ? null : (same.url ?? same.name),
  };
  const listing = listingOfDraft(draft);
  if (listing !== null) return listingPreview(drafted, listing);
  const { name: file, bytes } = draft;
  const read = await parts.read({ file, bytes, sidecar: null, given: givenOf(draft) });
  const preview = documentPreview(drafted, read);
  if (preview === null) throw refused(whyNothing(read));
  return preview;
}

/** A feed or a sitemap; a file that was handed in is never one, whatever it holds. */
export function listingOfDraft({ collection, sourceId, bytes }: Original) {
  const isUpload = sourceId === uploadsIdOf(collection);
  return isUpload ? null : listingOf(bytes);
}

type DraftInput = HandedFile &
  Pick<Original, 'url' | 'mediaType' | 'sourceId' | 'validators' | 'name'>;

function draftOf(parts: CuratingParts, input: DraftInput): Original {
  const { collection, person, stated = {}, name, bytes, url, mediaType } = input;
  const now = parts.now().toISOString();
  return {
    id: `d-${parts.newId()}`,
    collection,
    sourceId: input.sourceId,
    url,
    name,
    mediaType,
    bytes,
    size: bytes.byteLength,
    sha256: sha256Of(bytes),
    stated,
    fallback: {},
    select: null,
    acceptBroken: false,
    fetchedAt: now,
    changedAt: now,
    seenAt: now,
    validators: input.validators,
    problem: null,
    state: 'draft',
    addedBy: person,
  };
}

async function keepDraft(parts: CuratingParts, draft: Original): Promise<DraftPreview> {
  const { collection, size } = draft;
  if (size > MOST_BYTES_OF_A_FILE) {
    throw refused(`It has more than ${MOST_BYTES_OF_A_FILE / 1_048_576} MiB. Split it.`);
  }
  const bytes = listingOfDraft(draft) === null ? size : null;
  await requireRoom(parts, { collection, bytes, isHeld: false });
  const preview = await previewDraft(parts, draft);
  await parts.sources.putOriginal(draft);
  return preview;
}

function whyNothing({ rejections }: ReadResult): string {
  return rejections[0]?.text ?? 'There is no text in it.';
}

function refused(text: string): ReadableError {
  return new ReadableError({ code: 'source_refused', text });
}
