import { describe, expect, it } from 'vitest';
import { whenNoBuildRuns } from '../../src/indexing/when-no-build-runs.js';
import { ReadableError } from '../../src/shared/errors.js';
import { failureOf } from '../support/failure-of.js';

const taken = (): ReadableError =>
  new ReadableError({ code: 'build_in_progress', text: 'A build is running already.' });

describe('a build that waits', () => {
  it('begins when the one before has ended', async () => {
    let pauses = 0;
    const build = (): Promise<string> =>
      pauses < 3 ? Promise.reject(taken()) : Promise.resolve('built');
    const sleep = (): Promise<void> => {
      pauses += 1;
      return Promise.resolve();
    };
    expect(await whenNoBuildRuns(build, sleep)).toBe('built');
    expect(pauses).toBe(3);
  });

  it('does not try again where it fails for another reason, and gives up after an hour', async () => {
    let slept = 0;
    const sleep = (milliseconds: number): Promise<void> => {
      slept += milliseconds;
      return Promise.resolve();
    };
    const full = new ReadableError({ code: 'disk_full', text: 'The disk is full.' });
    const failed = await failureOf(() => whenNoBuildRuns(() => Promise.reject(full), sleep));
    expect([failed.code, slept]).toEqual(['disk_full', 0]);
    const late = await failureOf(() => whenNoBuildRuns(() => Promise.reject(taken()), sleep));
    expect([late.code, slept]).toEqual(['build_in_progress', 3_600_000]);
  });
});
