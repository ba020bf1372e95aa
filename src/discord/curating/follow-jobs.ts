// In: a job, and the interaction in which somebody asked for it. Out: their message, edited as the job goes on and
// once at its end, as long as the interaction's token lives. Tokens are kept until then, so that the bot goes on after a
// restart, and whichever process follows for all; they are never logged.

import type { Job, JobStore } from '../../store/job-store.js';
import type { ReplyHandles } from '../../store/reply-handles.js';
import { jobLine } from '../../replies/corpus-status-reply.js';
import type { Log } from '../../shared/log.js';
import { noticeCard } from '../asking/notice-card.js';
import type { Delivery, InteractionHandle } from '../delivery/delivery.js';
import type { HeldTurn } from '../sharding/held-turn.js';

export interface JobFollower {
  /** Keeps a message up to date with a job. */
  follow(job: Job, handle: InteractionHandle): Promise<void>;
  /** Looks at every job that is followed, once. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

export interface JobFollowerParts {
  readonly jobs: Pick<JobStore, 'job'>;
  readonly delivery: Pick<Delivery, 'edit'>;
  readonly handles: ReplyHandles;
  readonly now: () => Date;
  readonly log: Log;
  /** Whether it is this process that follows; of several one does, and another when it is gone. */
  readonly turn: HeldTurn;
  /** Milliseconds between two looks; 3,000 unless given, none where null. */
  readonly everyMs?: number | null;
}

/** Discord takes edits for 15 minutes; the last one is made in good time. */
const FOLLOWED_MS = 14 * 60_000 + 30_000;
const EVERY_MS = 3_000;

const LATER = 'This goes on; /corpus status shows how far it is.';

/** Opens a follower; what was followed before a restart is followed again. */
export function openJobFollower(parts: JobFollowerParts): JobFollower {
  const { handles, log, turn, everyMs = EVERY_MS } = parts;
  /** What was shown last, by job and interaction. */
  const shown = new Map<string, string>();
  let isLooking = false;
  let hasFailed = false;
  const look = async (): Promise<void> => {
    if (isLooking) return;
    isLooking = true;
    try {
      if (await turn.isOurs()) {
        for (const followed of await handles.all()) await lookAt(parts, shown, followed);
      } else {
        // What another process shows meanwhile is not known here.
        shown.clear();
      }
      hasFailed = false;
    } catch (error) {
      // Where the store is away it is away at every look.
      if (!hasFailed) log.error({ err: error }, 'jobs could not be followed');
      hasFailed = true;
    } finally {
      isLooking = false;
    }
  };
  const timer = everyMs === null ? null : setInterval(() => void look(), everyMs);
  timer?.unref();
  return {
    follow: (job, { id, token, applicationId, arrivedAt }) =>
      handles.keep({ jobId: job.id, id, token, applicationId, arrivedAt }),
    look,
    stop: async () => {
      if (timer !== null) clearInterval(timer);
      await turn.end();
    },
  };
}

type Followed = Awaited<ReturnType<ReplyHandles['all']>>[number];

async function lookAt(
  { jobs, delivery, handles, now }: JobFollowerParts,
  shown: Map<string, string>,
  followed: Followed,
): Promise<void> {
  const job = await jobs.job(followed.jobId);
  const isOver = job === null || job.state === 'done' || job.state === 'failed';
  const isLate = now().getTime() - followed.arrivedAt > FOLLOWED_MS;
  const text = job === null || (isLate && !isOver) ? LATER : lineOf(job);
  if (shown.get(followed.id) !== text) {
    shown.set(followed.id, text);
    await delivery.edit(followed, noticeCard(text));
  }
  if (!isOver && !isLate) return;
  shown.delete(followed.id);
  await handles.forget(followed.id);
}

/** A job's line; how it ended stands without the time, which the message itself has. */
function lineOf(job: Job): string {
  if (job.state === 'done') return job.progress ?? 'Done.';
  if (job.state === 'failed') return `That failed: ${job.progress ?? 'the log has the details.'}`;
  return job.state === 'waiting' ? 'Waiting for its turn …' : `${jobLine(job)} …`;
}
