// A folder that `sources.yaml` names -> its part of the corpus: the files its patterns take, under ids of the source's
// own, with the outlet and language that the source gives where a file is silent.

import { createHash } from 'node:crypto';
import type { CorpusListing, CorpusSource, SourceEntry } from '../corpus/corpus-source.js';
import type { Rejection } from '../corpus/document.js';
import type { Given } from '../corpus/given.js';
import { rejectionOf } from '../corpus/show-file-name.js';
import { ReadableError } from '../shared/errors.js';
import { withEntryIds } from './entry-ids.js';
import { isIncluded } from './match-patterns.js';
import { folderFileIdOf } from './source-ids.js';
import type { Source } from './source.js';

/** Opens a folder, with what is known of every file in it. */
type OpenFolder = (dir: string, options: { readonly given: Given }) => CorpusSource;

/** Opens a folder source; `openFolder` opens the folder itself and may throw that there is none. */
export function openSourceFolder(source: Source, openFolder: OpenFolder): CorpusSource {
  const own = new Map<string, SourceEntry>();
  return {
    list: async () => {
      const listing = await listFolder(source, openFolder);
      const taken = listing.entries.filter(({ file }) => isIncluded(file, source));
      own.clear();
      const entries = taken.slice(0, source.most ?? taken.length).map((entry) => {
        const id = folderFileIdOf(source.id, entry.file);
        own.set(id, entry);
        const file = shownFile(source, entry.file);
        return { id, file, hash: hashOf(source, entry), source: source.id };
      });
      const rejections = listing.rejections.map((it) => placed(source, it));
      return { entries, rejections, away: listing.away ?? [] };
    },
    read: async (entry) => {
      const inFolder = own.get(entry.id);
      if (inFolder === undefined) throw new Error(`${entry.id} was not listed`);
      const result = await openFolder(source.place, { given: givenOf(source) }).read(inFolder);
      return withEntryIds(entry, {
        documents: result.documents.map((it) => ({ ...it, file: shownFile(source, it.file) })),
        rejections: result.rejections.map((it) => placed(source, it)),
      });
    },
  };
}

/** A folder that cannot be opened now is away; the rest of the corpus goes on. */
async function listFolder(source: Source, openFolder: OpenFolder): Promise<CorpusListing> {
  try {
    return await openFolder(source.place, { given: givenOf(source) }).list();
  } catch (error) {
    if (!(error instanceof ReadableError)) throw error;
    // Where on the disk it lies is the operator's to know: moderators of a collection see this too.
    const isGone = error.code === 'corpus_missing';
    const reason = isGone ? 'the folder cannot be opened.' : error.message;
    const rejection = rejectionOf(shownFile(source, '.'), 'unreadable', reason);
    return { entries: [], rejections: [], away: [{ source: source.id, rejection }] };
  }
}

function givenOf({ outlet, language, select, acceptBroken }: Source): Given {
  return { fallback: { outlet, language }, select, acceptBroken };
}

/** Files keep their path below the folder, with the folder's own name before it. */
function shownFile({ place }: Source, file: string): string {
  const name =
    place
      .replace(/[/\\]+$/, '')
      .split(/[/\\]/)
      .pop() ?? '';
  return name === '' ? file : `${name}/${file}`;
}

function placed(source: Source, rejection: Rejection): Rejection {
  return { ...rejection, file: shownFile(source, rejection.file) };
}

function hashOf(
  { id, outlet, language, select, acceptBroken }: Source,
  { hash }: SourceEntry,
): string {
  const shaping = JSON.stringify([id, hash, outlet, language, select, acceptBroken]);
  return createHash('sha256').update(shaping).digest('hex');
}
