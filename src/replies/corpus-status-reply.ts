// In: how a collection stands, and a job as it goes on. Out: the same in words.

import type { CollectionStatus, Trouble } from '../curating/collection-status.js';
import type { Job } from '../store/job-store.js';
import type { CorpusStatusReply } from './corpus-replies.js';

const MEBIBYTE = 1_048_576;
const MINUTE = '2026-08-01T00:00'.length;

const KINDS: Readonly<Record<Job['kind'], string>> = {
  publish: 'Indexing',
  refresh: 'Refresh',
  import: 'Import',
};

/** Says how a collection stands. */
export function corpusStatusReply(status: CollectionStatus): CorpusStatusReply {
  const { quarantined, leftOut, failing, leftOutInAll } = status;
  const unread = leftOutInAll - quarantined.length - leftOut.length;
  return {
    kind: 'corpus_status',
    text: indexLine(status),
    facts: facts(status),
    problems: [
      ...failing.map((trouble) => problem('Cannot be had', trouble)),
      ...quarantined.map((trouble) => problem('In quarantine', trouble)),
      ...leftOut.map((trouble) => problem('Left out', trouble)),
      ...(unread > 0 ? [{ what: 'Left out', why: `${counted(unread, 'more file')}.` }] : []),
    ],
    jobs: status.jobs.map((job) => ({ what: KINDS[job.kind], how: jobLine(job) })),
  };
}

/** How a job is, in one line. */
export function jobLine({ state, progress, share, updatedAt }: Job): string {
  const text = progress ?? '';
  if (state === 'waiting') return 'waits for its turn';
  if (state === 'running') {
    const percent = share === null ? '' : ` (${Math.round(share * 100)} %)`;
    return text === '' ? `under way${percent}` : `${text}${percent}`;
  }
  return `${state === 'done' ? 'done' : 'failed'} ${momentText(updatedAt)}: ${text}`;
}

function indexLine({ index }: CollectionStatus): string {
  if (index === null) return 'Nothing is indexed yet.';
  const { documents, passages, builtAt, generation } = index;
  return `${counted(documents, 'document')} in ${counted(passages, 'passage')} can be searched: generation ${generation}, published ${momentText(builtAt)}.`;
}

function facts(status: CollectionStatus): string[] {
  const { kept, bytes, drafts, feeds, quotas, waiting, files, unfetched } = status;
  const size = (bytes / MEBIBYTE).toFixed(1);
  const of = (most: number | undefined): string =>
    most === undefined ? '' : ` of at most ${most}`;
  const kepts = `${kept}${of(quotas?.documents)} ${kept === 1 && quotas === null ? 'document' : 'documents'}`;
  return [
    ...(files === null ? [] : [`${counted(files, 'file')} in the corpus folder`]),
    `${kepts} kept, ${size}${of(quotas === null ? undefined : quotas.bytes / MEBIBYTE)} MiB`,
    feeds === 1 && quotas === null
      ? '1 feed or sitemap'
      : `${feeds}${of(quotas?.feeds)} feeds and sitemaps`,
    ...(unfetched === 0
      ? []
      : [`${counted(unfetched, 'source')} not fetched yet: a refresh does it now`]),
    ...(drafts === 0 ? [] : [`${counted(drafts, 'draft')} not confirmed yet`]),
    waiting === 0 ? 'nothing waits to be indexed' : `${waiting} to be indexed`,
  ];
}

function counted(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}

function problem(what: string, { place, text, since }: Trouble) {
  const when = since === null ? '' : ` (since ${momentText(since)})`;
  // What is refused begins with its place, which stands right above.
  const why = text.startsWith(`${place}: `) ? text.slice(place.length + 2) : text;
  return { what: `${what}: ${place}`, why: `${why}${when}` };
}

function momentText(moment: string): string {
  return `${moment.slice(0, MINUTE).replace('T', ' ')} UTC`;
}
