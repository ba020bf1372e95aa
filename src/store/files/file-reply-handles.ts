// The reply handles of one machine: one small file that only its owner can read. A damaged file counts as empty: then
// nobody is told, and nothing breaks.

import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import {
  HANDLE_LIFE_MS,
  MOST_HANDLES,
  type ReplyHandle,
  type ReplyHandles,
} from '../reply-handles.js';

const handle: z.ZodType<ReplyHandle> = z.object({
  jobId: z.string(),
  id: z.string(),
  token: z.string(),
  applicationId: z.string(),
  arrivedAt: z.number(),
});

/** Opens the handles of a file; it is made with the first one. */
export function openFileReplyHandles(path: string, now: () => Date): ReplyHandles {
  const isAlive = ({ arrivedAt }: ReplyHandle): boolean =>
    now().getTime() - arrivedAt < HANDLE_LIFE_MS;
  let known: readonly ReplyHandle[] | null = null;
  let written: Promise<void> = Promise.resolve();
  let turn: Promise<unknown> = Promise.resolve();
  // One at a time: each reads what there is and writes it anew.
  const inTurn = (change: () => Promise<void>): Promise<void> => {
    const next = turn.then(change, change);
    turn = next.catch(() => undefined);
    return next;
  };
  const all = async (): Promise<readonly ReplyHandle[]> => {
    known ??= await read(path);
    const alive = known.filter(isAlive);
    if (alive.length < known.length) await put(alive);
    return alive;
  };
  const put = async (handles: readonly ReplyHandle[]): Promise<void> => {
    known = handles;
    written = written.then(() => write(path, handles));
    await written;
  };
  return {
    keep: (added) =>
      inTurn(async () => {
        const others = (await all()).filter(({ id }) => id !== added.id);
        await put([...others, added].slice(-MOST_HANDLES));
      }),
    forget: (id) =>
      inTurn(async () => {
        await put((await all()).filter((other) => other.id !== id));
      }),
    all,
  };
}

async function read(path: string): Promise<ReplyHandle[]> {
  try {
    return z.array(handle).parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return [];
  }
}

async function write(path: string, handles: readonly ReplyHandle[]): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.tmp`;
  await writeFile(temporary, JSON.stringify(handles), { mode: 0o600 });
  await rename(temporary, path);
}
