import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openReplyHandles } from '../../src/store/reply-handles.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describe('messages that follow a job', () => {
  it('are all kept where several begin at once', async () => {
    const path = join(temporaryFolder(), 'replies.json');
    const now = () => new Date(1_000);
    const handles = openReplyHandles(path, now);
    const ids = ['1', '2', '3', '4'];
    const handleOf = (id: string) => ({
      jobId: 'job',
      id,
      token: `token ${id}`,
      applicationId: '9',
      arrivedAt: 0,
    });
    await Promise.all(ids.map((id) => handles.keep(handleOf(id))));
    const kept = await openReplyHandles(path, now).all();
    expect(kept.map(({ id }) => id).sort()).toEqual(ids);
  });
});
