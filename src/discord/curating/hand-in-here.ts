// In: what a moderator handed in. Out: the card with what was understood, for them alone. Fetching and parsing
// wait for their turn in a queue of their own, so that no question waits behind them.

import type { DraftPreview } from '../../curating/draft-preview.js';
import { handInAddress, handInFile, type HandedFile } from '../../curating/hand-in.js';
import { MOST_BYTES_OF_A_FILE } from '../../curating/quotas.js';
import { draftReply } from '../../replies/draft-reply.js';
import { ReadableError } from '../../shared/errors.js';
import type { Card } from '../cards/card.js';
import { renderCard } from '../cards/render-card.js';
import type { GivenFile } from '../given-file.js';
import type { Curating } from './curating.js';
import type { Curator } from './may-curate.js';

/** The card of a draft. */
export function draftCardOf(preview: DraftPreview): Card {
  return renderCard(draftReply(preview), { kind: 'draft', draftId: preview.draftId });
}

/** Runs what takes seconds, in the turn of its server, or says that too many are before it. */
export function inTurn<T>(
  { curating, collection }: Pick<Curator, 'curating' | 'collection'>,
  work: () => Promise<T>,
): Promise<T> {
  const { queue, turns } = curating;
  const isRoom = queue.estimateMs(collection) !== null;
  const running = isRoom ? turns.take(collection, () => queue.run(work, collection)) : null;
  if (running !== null) return running;
  const seconds = queue.busySeconds(collection);
  throw new ReadableError({
    code: 'source_refused',
    text: `${isRoom ? 'This server is' : 'Others are'} adding sources just now. Please try again in ${seconds} s.`,
  });
}

/** Takes an attachment. */
export async function attachmentCard(curator: Curator, file: GivenFile): Promise<Card> {
  const { curating, collection, person } = curator;
  const bytes = await bytesOf(curating, file);
  const { name, mediaType } = file;
  return fileCard(curator, { collection, person, name, mediaType, bytes });
}

/** Takes a file that is at hand. */
export async function fileCard({ curating }: Curator, file: HandedFile): Promise<Card> {
  return draftCardOf(await handInFile(curating.parts, file));
}

/** Takes an address. */
export async function addressCard(curator: Curator, url: string): Promise<Card> {
  const { curating, collection, person } = curator;
  return draftCardOf(await handInAddress(curating.parts, { collection, person, url: url.trim() }));
}

/**
 * The bytes of an attachment.
 *
 * @throws ReadableError `source_refused` where it is too large or Discord does not give it
 */
export async function bytesOf({ parts }: Curating, file: GivenFile): Promise<Uint8Array> {
  if (file.size > MOST_BYTES_OF_A_FILE) {
    throw new ReadableError({
      code: 'source_refused',
      text: `The file has more than ${MOST_BYTES_OF_A_FILE / 1_048_576} MiB. Split it.`,
    });
  }
  const fetched = await parts.fetch({
    url: file.url,
    mostBytes: MOST_BYTES_OF_A_FILE,
    obeysRobots: false,
  });
  if (fetched.kind === 'fetched') return fetched.bytes;
  throw new ReadableError({
    code: 'source_refused',
    text: 'Discord did not give me the file. Please attach it again.',
  });
}
