// In: a call of npm run corpus and what curating works with. Out: what is shown, and as JSON. The same functions
// serve Discord; what needs a publish is a job here too, carried out at once unless another process has it.

import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { collectionStatus } from '../curating/collection-status.js';
import { BY_COMMAND, type CuratingParts } from '../curating/curating-parts.js';
import { statedBy } from '../curating/correction.js';
import type { DraftPreview } from '../curating/draft-preview.js';
import { exportCollection, type ExportParts } from '../curating/export-collection.js';
import { handInAddress, handInFile } from '../curating/hand-in.js';
import { importJob } from '../curating/job-payloads.js';
import { carryOutNext, type KeeperParts } from '../curating/keep-corpora.js';
import { listHoldings } from '../curating/list-holdings.js';
import { removeHolding } from '../curating/remove-holding.js';
import { requestRefresh } from '../curating/request-refresh.js';
import { cancelDraft, confirmDraft } from '../curating/settle-draft.js';
import { shareCollection } from '../curating/sharing.js';
import { verifyCollection, type VerifyParts } from '../curating/verify-collection.js';
import { corpusStatusReply } from '../replies/corpus-status-reply.js';
import { draftReply } from '../replies/draft-reply.js';
import { holdingsReply } from '../replies/holdings-reply.js';
import type { Reply } from '../replies/reply.js';
import { ReadableError, systemErrorCode } from '../shared/errors.js';
import type { Job } from '../store/job-store.js';
import type { CorpusAction, CorpusCall } from './corpus-call.js';

export interface CorpusParts {
  readonly parts: CuratingParts;
  readonly keeper: KeeperParts;
  readonly exporting: ExportParts;
  readonly verifying: VerifyParts;
  /** Told what goes on. */
  readonly say: (line: string) => void;
}

export interface CorpusResult {
  readonly replies: readonly Reply[];
  readonly json: unknown;
  /** True where the exit code says that something is wrong. */
  readonly isWrong: boolean;
}

/** Carries a call out. */
export async function runCorpus(curating: CorpusParts, call: CorpusCall): Promise<CorpusResult> {
  const { action, collection } = call;
  const { parts } = curating;
  switch (action.kind) {
    case 'add':
      return add(curating, collection, action);
    case 'list': {
      const holdings = await listHoldings(parts, collection);
      const size = Math.max(1, holdings.length);
      return result([holdingsReply(holdings, { number: 1, size })], { collection, holdings });
    }
    case 'status': {
      const status = await collectionStatus(parts, collection);
      return result([corpusStatusReply(status)], status);
    }
    case 'verify':
      return verify(curating, collection);
    case 'remove': {
      const { place, documents, job } = await removeHolding(parts, collection, action.what);
      const ended = await finish(curating, job);
      return ofJob(ended, [`Removed ${place}.`], { removed: { place, documents } });
    }
    case 'refresh':
      return ofJob(
        await finish(curating, await requestRefresh(parts, collection, action.what)),
        [],
      );
    case 'share':
      await shareCollection(parts.sources, collection, action.with);
      return result([notice(sharedLine(collection, action.with))], { collection, ...action });
    case 'export':
      return exportTo(curating, collection, action);
    case 'import':
      return importFrom(curating, collection, action);
  }
}

async function verify({ verifying }: CorpusParts, collection: string): Promise<CorpusResult> {
  const checks = await verifyCollection(verifying, collection);
  const lines = checks.map(({ name, isRight, text }) =>
    notice(`${isRight ? 'ok' : 'WRONG'} ${name}: ${text}`),
  );
  const isWrong = checks.some(({ isRight }) => !isRight);
  return { ...result(lines, { collection, checks }), isWrong };
}

type Of<K extends CorpusAction['kind']> = Extract<CorpusAction, { kind: K }>;

async function add(
  curating: CorpusParts,
  collection: string,
  { what, stated, isPreview }: Of<'add'>,
): Promise<CorpusResult> {
  const { parts } = curating;
  const handed = { collection, person: BY_COMMAND, stated: statedBy(stated) };
  const previews: DraftPreview[] = [];
  const jobs: Job[] = [];
  for (const one of what) {
    const preview = /^https?:\/\//i.test(one)
      ? await handInAddress(parts, { ...handed, url: one })
      : await handInFile(parts, { ...handed, name: basename(one), bytes: await fileAt(one) });
    previews.push(preview);
    const key = { collection, draftId: preview.draftId, person: BY_COMMAND };
    if (isPreview) await cancelDraft(parts, key);
    else jobs.push((await confirmDraft(parts, key)).job);
  }
  const replies: Reply[] = previews.map(draftReply);
  let isWrong = false;
  for (const id of new Set(jobs.map((job) => job.id))) {
    const ended = await finish(curating, { id });
    replies.push(notice(ended.progress ?? ''));
    isWrong ||= ended.state !== 'done';
  }
  return {
    ...result(replies, { collection, added: isPreview ? [] : previews, previews }),
    isWrong,
  };
}

async function exportTo(
  { exporting, say }: CorpusParts,
  collection: string,
  { file, withVectors }: Of<'export'>,
): Promise<CorpusResult> {
  const parts = withVectors ? exporting : { ...exporting, exportVectors: null };
  const exported = await exportCollection(parts, collection, resolve(file));
  if (withVectors && !exported.hasVectors)
    say('No vectors go with it: there are none, or more than an archive may hold.');
  const { documents, bytes, path } = exported;
  return result(
    [notice(`${documents} ${documents === 1 ? 'document' : 'documents'}, ${bytes} bytes: ${path}`)],
    exported,
  );
}

async function importFrom(
  curating: CorpusParts,
  collection: string,
  { file, fromAnother }: Of<'import'>,
): Promise<CorpusResult> {
  const { parts } = curating;
  const archive = parts.newId();
  await parts.incoming.put(archive, await fileAt(file));
  const payload = { archive, fromAnother, addedBy: BY_COMMAND };
  const job = await parts.jobs.addJob(importJob(parts.newId(), collection, payload));
  return ofJob(await finish(curating, job), []);
}

/** Works until a job has ended, here or in the hands of a keeper beside. */
async function finish({ keeper, say }: CorpusParts, { id }: Pick<Job, 'id'>): Promise<Job> {
  let said: string | null = null;
  for (;;) {
    const job = await keeper.jobs.job(id);
    if (job === null) throw new Error('a job went before it had ended');
    if (job.state === 'done' || job.state === 'failed') return job;
    if (job.state === 'running' && job.progress !== said) {
      said = job.progress;
      if (said !== null) say(said);
    }
    // What else is due is the keeper's: whoever calls for one thing does not wait for all.
    if (!(await carryOutNext(keeper))) await keeper.sleep(LOOK_MS);
  }
}

const LOOK_MS = 500;

function ofJob(job: Job, before: readonly string[], more: object = {}): CorpusResult {
  const { collection, state, progress } = job;
  const lines = [...before, progress ?? ''].filter((line) => line !== '');
  const replies = lines.map((line): Reply => {
    return state === 'failed' && line === progress ? { kind: 'error', text: line } : notice(line);
  });
  const json = { collection, state, text: progress, ...more };
  return { ...result(replies, json), isWrong: state === 'failed' };
}

async function fileAt(path: string): Promise<Buffer> {
  try {
    const facts = await stat(path);
    if (facts.isFile()) return await readFile(path);
  } catch (error) {
    if (systemErrorCode(error) === null) throw error;
  }
  throw new ReadableError({
    code: 'bad_call',
    text: `"${path.slice(0, 200)}" is neither a file that can be read nor an address.`,
  });
}

function sharedLine(collection: string, sharedWith: Of<'share'>['with']): string {
  if (sharedWith === 'everyone') return `Every server may search ${collection}.`;
  if (sharedWith.length === 0) return `${collection} is shared with nobody.`;
  const servers = sharedWith.length === 1 ? '1 server' : `${sharedWith.length} servers`;
  return `${servers} may search ${collection}.`;
}

function notice(text: string): Reply {
  return { kind: 'notice', text };
}

function result(replies: readonly Reply[], json: unknown): CorpusResult {
  return { replies, json, isWrong: false };
}
