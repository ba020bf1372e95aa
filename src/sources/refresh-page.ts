// One page that a source lists, and the copy that is kept of it -> the copy brought up to date in the store. A page
// that is gone leaves; one that cannot be had keeps its last good copy and says why.

import { createHash } from 'node:crypto';
import type { Metadata } from '../corpus/document.js';
import type { Fetch, Fetched } from '../fetching/fetched.js';
import { canonicalLink } from './canonical-link.js';
import { feedTextPage } from './feed-text-page.js';
import type { KeptOriginals } from './kept-originals.js';
import { NO_VALIDATORS, type Page } from './list-pages.js';
import { isMedia, originalName } from './original-name.js';
import { originalIdOf } from './source-ids.js';
import type { SourceStore } from './source-store.js';
import type { Original, OriginalFacts, Source, SourceProblem } from './source.js';

/** What would come on top of what a collection holds; bytes may be negative. */
export interface Addition {
  readonly collection: string;
  readonly originals: number;
  readonly bytes: number;
}

/** Whether a collection may hold that much more; a problem where it may not. */
export type MayKeep = (addition: Addition) => Promise<SourceProblem | null>;

export interface PageParts {
  readonly store: SourceStore;
  readonly fetch: Fetch;
  readonly mayKeep: MayKeep;
  readonly now: () => Date;
  /** True asks for everything anew, whatever is kept. */
  readonly afresh: boolean;
}

export interface PageContext {
  readonly parts: PageParts;
  readonly source: Source;
  readonly kept: KeptOriginals;
}

export interface PageOutcome {
  readonly kind: 'added' | 'changed' | 'unchanged' | 'removed' | 'absent';
  readonly problem: SourceProblem | null;
  /** The server asks to be left alone; until when, where it says so. */
  readonly hold?: { readonly problem: SourceProblem; readonly retryAt: string | null };
  /** True where the collection may hold no more. */
  readonly isQuota?: boolean;
}

/** More names of one page than that are not remembered. */
const MOST_LINKS = 8;

/** Fetches a page where it changed, and keeps what came. */
export async function refreshPage(context: PageContext, page: Page): Promise<PageOutcome> {
  const { parts, kept } = context;
  const known = kept.byLink(page.link);
  const isConditional = known !== null && !parts.afresh;
  const fetched = await parts.fetch({
    url: page.link,
    ...(isConditional ? { validators: known.validators } : {}),
  });
  if (fetched.kind === 'refused') return keepLastGood(context, { page, known, fetched });
  if (fetched.kind === 'fetched') return keepFetched(context, { page, known, fetched });
  if (known === null) return { kind: 'absent', problem: null };
  const { fetchedAt } = fetched;
  await describe(context, { ...known, fetchedAt, seenAt: fetchedAt, problem: null }, page);
  return { kind: 'unchanged', problem: null };
}

/** Brings what is said of a kept copy up to date, where its page need not be asked for. */
export async function describeKept(
  context: PageContext,
  page: Page,
  known: OriginalFacts,
): Promise<PageOutcome> {
  await describe(context, known, page);
  return { kind: 'unchanged', problem: known.problem };
}

interface Met<K extends Fetched['kind']> {
  readonly page: Page;
  readonly known: OriginalFacts | null;
  readonly fetched: Extract<Fetched, { kind: K }>;
}

async function keepLastGood(context: PageContext, met: Met<'refused'>): Promise<PageOutcome> {
  const { page, known } = met;
  const { code, text, status, retryAt } = met.fetched.problem;
  const problem = { code, text };
  const isBusy = status === 429 || retryAt !== undefined;
  const later = isBusy ? { hold: { problem, retryAt: retryAt ?? null } } : {};
  if (status === 404 || status === 410) {
    if (known === null) return { kind: 'absent', problem };
    await context.parts.store.removeOriginal(known.collection, known.id);
    context.kept.forget(known);
    return { kind: 'removed', problem };
  }
  // Where an address leads inward, nothing that comes with it is wanted either.
  const isBlocked = code === 'bad_address' || code.startsWith('blocked_');
  if (page.fullText !== null && !isBlocked && (known === null || isFeedText(known))) {
    const bytes = feedTextPage({ html: page.fullText, title: page.metadata?.title ?? null });
    const at = context.parts.now().toISOString();
    const copy = { url: page.link, bytes, mediaType: null, validators: NO_VALIDATORS, at, problem };
    return { ...(await keepCopy(context, { page, known }, copy)), ...later };
  }
  if (known === null) return { kind: 'absent', problem, ...later };
  await describe(context, { ...known, problem }, page);
  return { kind: 'unchanged', problem, ...later };
}

/** Whether the copy came with the feed: nothing was said of it by a server. */
function isFeedText({ problem, mediaType, validators }: OriginalFacts): boolean {
  const { etag, lastModified } = validators;
  return problem !== null && mediaType === null && etag === null && lastModified === null;
}

async function keepFetched(context: PageContext, met: Met<'fetched'>): Promise<PageOutcome> {
  const { page, known, fetched } = met;
  const { bytes, mediaType, validators, fetchedAt: at } = fetched;
  if (isMedia(mediaType)) {
    const text = `${page.link}: it is ${mediaType ?? 'a picture'}, which holds no text.`;
    return {
      kind: known === null ? 'absent' : 'unchanged',
      problem: { code: 'no_document', text },
    };
  }
  const canonical = canonicalLink(bytes, fetched.url);
  if (canonical !== null && !canonical.isSameSite && known === null) {
    // A copy of what is kept already; where it is not, the copy is all there is.
    const isKept =
      context.kept.byId(originalIdOf(context.source.collection, canonical.url)) !== null;
    if (isKept) return { kind: 'unchanged', problem: null };
  }
  const url = canonical?.isSameSite === true ? canonical.url : fetched.url;
  return keepCopy(
    context,
    { page, known },
    { url, bytes, mediaType, validators, at, problem: null },
  );
}

interface Copy extends Pick<Original, 'bytes' | 'mediaType' | 'validators' | 'problem'> {
  readonly url: string;
  /** When it came. */
  readonly at: string;
}

async function keepCopy(
  context: PageContext,
  { page, known }: Pick<Met<'fetched'>, 'page' | 'known'>,
  copy: Copy,
): Promise<PageOutcome> {
  const { parts, source, kept } = context;
  const id = originalIdOf(source.collection, copy.url);
  const same = kept.byId(id);
  const before = same ?? known;
  const facts = factsOf({ context, page, copy, id, before });
  if (same?.sha256 === facts.sha256) {
    await describe(context, { ...facts, changedAt: same.changedAt }, page);
    await removeRenamed(context, { known, id });
    return { kind: 'unchanged', problem: copy.problem };
  }
  const refused = await parts.mayKeep({
    collection: source.collection,
    originals: before === null ? 1 : 0,
    bytes: facts.size - (before?.size ?? 0),
  });
  if (refused !== null) {
    return { kind: before === null ? 'absent' : 'unchanged', problem: refused, isQuota: true };
  }
  await parts.store.putOriginal({ ...facts, bytes: copy.bytes });
  kept.note(facts);
  await removeRenamed(context, { known, id });
  return { kind: before === null ? 'added' : 'changed', problem: copy.problem };
}

/** A page that names another address as its own now is one document, not two. */
async function removeRenamed(
  { parts, kept }: PageContext,
  { known, id }: { readonly known: OriginalFacts | null; readonly id: string },
): Promise<void> {
  if (known === null || known.id === id) return;
  await parts.store.removeOriginal(known.collection, known.id);
  kept.forget(known);
}

interface FactsInput {
  readonly context: PageContext;
  readonly page: Page;
  readonly copy: Copy;
  readonly id: string;
  /** The copy that it replaces. */
  readonly before: OriginalFacts | null;
}

function factsOf({ context, page, copy, id, before }: FactsInput): OriginalFacts {
  const { source } = context;
  const { url, bytes, mediaType, validators, problem, at } = copy;
  const links = new Set([page.link, ...(before?.links ?? [])]);
  links.delete(url);
  return {
    id,
    collection: source.collection,
    // Two sources may list one page; it stays with the first.
    sourceId: before?.sourceId ?? source.id,
    url,
    ...(links.size === 0 ? {} : { links: [...links].slice(0, MOST_LINKS) }),
    name: originalName(url, mediaType),
    mediaType,
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    stated: before?.stated ?? {},
    fallback: fallbackOf(source, page.metadata ?? before?.fallback ?? {}),
    select: source.select,
    acceptBroken: source.acceptBroken,
    fetchedAt: at,
    changedAt: at,
    seenAt: at,
    validators,
    problem,
    state: 'kept',
    addedBy: null,
  };
}

/** What an operator says of a source is more than what its feed says of itself. */
function fallbackOf({ outlet, language }: Source, said: Partial<Metadata>): Partial<Metadata> {
  return {
    ...said,
    ...(outlet === null ? {} : { outlet }),
    ...(language === null ? {} : { language }),
  };
}

/** Writes facts where they differ from what is kept. */
async function describe(
  { parts, source, kept }: PageContext,
  facts: OriginalFacts,
  page: Page,
): Promise<void> {
  const isOwn = facts.sourceId === source.id;
  const { select, acceptBroken } = isOwn ? source : facts;
  const fallback = isOwn ? fallbackOf(source, page.metadata ?? facts.fallback) : facts.fallback;
  const described: OriginalFacts = { ...facts, select, acceptBroken, fallback };
  if (isSame(described, kept.byId(facts.id))) return;
  await parts.store.describeOriginal(described);
  kept.note(described);
}

function isSame(one: OriginalFacts, other: OriginalFacts | null): boolean {
  return other !== null && canonicalJson(one) === canonicalJson(other);
}

/** Keys in one order, at every depth. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
