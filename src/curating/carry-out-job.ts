// In: a job in our hands. Out: how it went, in one line with counts. Before anything is written the lease is looked
// at: who has lost the job stops, because somebody else has begun it anew.

import type { BuildProgress, BuildReport } from '../indexing/build-report.js';
import { ReadableError } from '../shared/errors.js';
import { nextState } from '../sources/next-state.js';
import type { RefreshProgress, RefreshReport } from '../sources/refresh-report.js';
import type { Source } from '../sources/source.js';
import type { SourceStore } from '../sources/source-store.js';
import type { Job, JobStore } from '../store/job-store.js';
import { importArchive, type ImportParts } from './import-archive.js';
import type { Incoming } from '../store/incoming.js';
import { readImport, readRefresh } from './job-payloads.js';
import type { Lease } from './lease.js';
import { isRefreshable } from './request-refresh.js';

export interface JobParts extends ImportParts {
  readonly sources: SourceStore;
  readonly jobs: Pick<JobStore, 'jobs'>;
  readonly incoming: Incoming;
  /** Builds the index of a collection; `build_in_progress` where another build runs. */
  readonly publish: (
    collection: string,
    onProgress: (progress: BuildProgress) => void,
  ) => Promise<BuildReport>;
  readonly refresh: (
    source: Source,
    onProgress: (progress: RefreshProgress) => void,
    /** Ends it between two pages. */
    signal: AbortSignal,
  ) => Promise<RefreshReport>;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** Between two tries while another build runs, and how often it is tried: an hour in all. */
const BUILD_WAIT_MS = 5_000;
const MOST_WAITS = 720;

/**
 * A refresh that takes longer ends, so that slow sites of one server keep no other server's waiting; sources that
 * were due still are, and go on where they were after the jobs that wait. At four requests a second it is 2,400 pages.
 */
const MOST_REFRESH_MS = 10 * 60_000;

const STAGES: Readonly<Record<BuildProgress['stage'], string>> = {
  reading: 'Reading documents',
  embedding: 'Embedding passages',
  indexing: 'Building the graph',
};

/**
 * Carries a job out.
 *
 * @throws LeaseLost where somebody else has the job now; ReadableError for what people can mend
 */
export function carryOut(parts: JobParts, job: Job, lease: Lease): Promise<string> {
  switch (job.kind) {
    case 'publish':
      return publish(parts, job, lease);
    case 'refresh':
      return refresh(parts, job, lease);
    case 'import':
      return importInto(parts, job, lease);
  }
}

async function publish(parts: JobParts, { collection }: Job, lease: Lease): Promise<string> {
  for (let waits = 0; ; waits += 1) {
    lease.check();
    try {
      const report = await parts.publish(collection, ({ stage, done, total }) => {
        lease.check();
        lease.tell(`${STAGES[stage]}: ${done} of ${total}`, total === 0 ? null : done / total);
      });
      return published(report);
    } catch (error) {
      const isTaken = error instanceof ReadableError && error.code === 'build_in_progress';
      if (!isTaken || waits >= MOST_WAITS) throw error;
      lease.tell('Waiting for another build to end', null);
      await parts.sleep(BUILD_WAIT_MS);
    }
  }
}

async function refresh(parts: JobParts, job: Job, lease: Lease): Promise<string> {
  const sources = await sourcesOf(parts, job);
  const counts = { added: 0, changed: 0, removed: 0, unchanged: 0 };
  const problems: string[] = [];
  const ending = new AbortController();
  const until = parts.now().getTime() + MOST_REFRESH_MS;
  for (const [at, source] of sources.entries()) {
    lease.check();
    const onProgress = ({ done, total }: RefreshProgress): void => {
      lease.check();
      if (done < total && parts.now().getTime() >= until) ending.abort();
      const share = (at + (total === 0 ? 0 : done / total)) / sources.length;
      lease.tell(`Fetching source ${at + 1} of ${sources.length}: ${done} of ${total}`, share);
    };
    const report = await parts.refresh(source, onProgress, ending.signal);
    for (const name of ['added', 'changed', 'removed', 'unchanged'] as const) {
      counts[name] += report[name];
    }
    problems.push(...report.problems.map(({ text }) => text));
    if (ending.signal.aborted) await holdBack(parts, source, report);
    if (parts.now().getTime() >= until) break;
  }
  const fetched = `${counted(sources.length, 'source')} fetched: ${counts.added} new, ${counts.changed} changed, ${counts.removed} removed, ${counts.unchanged} unchanged.`;
  const trouble =
    problems.length === 0 ? '' : ` ${problems.length} could not be had: ${problems[0] ?? ''}`;
  const hasChanged = counts.added + counts.changed + counts.removed > 0;
  // What changed in a folder is seen by the build alone.
  const hasFolder = sources.some(({ kind }) => kind === 'folder');
  if (!hasChanged && !hasFolder && !(await mayBeBehind(parts, job))) return fetched + trouble;
  return `${fetched}${trouble} ${await publish(parts, job, lease)}`;
}

/** Whether something may have been fetched that was not published: before this worker, or by the job before. */
async function mayBeBehind(
  { jobs }: JobParts,
  { id, collection, attempts }: Job,
): Promise<boolean> {
  if (attempts > 1) return true;
  const ended = (await jobs.jobs(collection)).filter(
    (job) => job.id !== id && (job.state === 'done' || job.state === 'failed'),
  );
  return ended[0]?.state === 'failed';
}

/** A source that gave nothing in all that time is failing; else it would be the first to be asked every time. */
async function holdBack(
  { sources, now }: JobParts,
  source: Source,
  { added, changed, removed }: RefreshReport,
): Promise<void> {
  if (added + changed + removed > 0) return;
  const states = await sources.states(source.collection);
  const before = states.find(({ sourceId }) => sourceId === source.id) ?? null;
  const text = `${source.place}: its pages took more than ${MOST_REFRESH_MS / 60_000} minutes.`;
  const end = { now: now(), retryAt: null, validators: null };
  await sources.putState(nextState(source, before, { ...end, problem: { code: 'timeout', text } }));
}

/** What is to be fetched: sources that were removed meanwhile are not. */
async function sourcesOf({ sources, now }: JobParts, job: Job): Promise<Source[]> {
  const { sources: wanted } = readRefresh(job);
  if (wanted === 'due') {
    return (await sources.due(now())).filter(({ collection }) => collection === job.collection);
  }
  const all = (await sources.sources(job.collection)).filter(isRefreshable);
  return wanted === 'all' ? all : all.filter(({ id }) => wanted.includes(id));
}

async function importInto(parts: JobParts, job: Job, lease: Lease): Promise<string> {
  const { archive, fromAnother, addedBy } = readImport(job);
  const bytes = await parts.incoming.take(archive);
  if (bytes === null) {
    throw new ReadableError({
      code: 'archive_refused',
      text: 'The archive is not there any more.',
      remedy: 'Hand it in again.',
    });
  }
  try {
    const imported = await importArchive(parts, {
      collection: job.collection,
      bytes,
      fromAnother,
      addedBy,
      onDocument: (done, total) => {
        lease.check();
        lease.tell(`Importing documents: ${done} of ${total}`, done / total);
      },
    });
    const { documents, sources } = imported;
    const said = `${counted(documents, 'document')} and ${counted(sources, 'source')} imported.`;
    const end = `${said} ${await publish(parts, job, lease)}`;
    await parts.incoming.remove(archive);
    return end;
  } catch (error) {
    // What is refused is refused again; anything else may be tried by who takes the job over.
    if (error instanceof ReadableError) await parts.incoming.remove(archive);
    throw error;
  }
}

function published(report: BuildReport): string {
  const { rejected, documents, passages } = report;
  const counts = `${report.new} new, ${report.changed} changed, ${report.removed} removed`;
  const leftOut =
    rejected.length === 0 ? '' : `, ${rejected.length} left out (${rejected[0]?.text ?? ''})`;
  return `Indexed: ${counts}${leftOut}; ${counted(documents, 'document')} in ${counted(passages, 'passage')} can be searched.`;
}

function counted(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}
