import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { keepBeside, startKeeperProcess, type KeeperProcess } from '../src/keep-beside.js';
import { parseSettings } from '../src/settings.js';
import { silentLog } from '../src/shared/log.js';
import { compiled, isCompiled } from './support/child-process.js';
import { manualClock } from './support/manual-clock.js';
import { temporaryFolder } from './support/temporary-folder.js';

/** Keepers that end when the test says so. */
function keepers() {
  const ends: ((code: number | null) => void)[] = [];
  const start = (): KeeperProcess => {
    let listener: (code: number | null) => void = () => undefined;
    ends.push((code) => {
      listener(code);
    });
    return {
      onEnd: (next) => {
        listener = next;
      },
      end: () => {
        listener(null);
      },
    };
  };
  return { start, ends };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('the keeper beside the bot', () => {
  it('is started when there is work, one at a time, and again after it ended idle', async () => {
    const { start, ends } = keepers();
    const clock = manualClock();
    let isThere = false;
    const hasWork = () => Promise.resolve(isThere);
    const beside = keepBeside({ start, hasWork, clock, log: silentLog });
    await settle();
    expect(ends).toHaveLength(0);
    isThere = true;
    beside.wake();
    beside.wake();
    await settle();
    expect(ends).toHaveLength(1);
    ends[0]?.(0);
    clock.advance(1_100);
    await settle();
    expect(ends).toHaveLength(2);
    beside.stop();
    clock.advance(600_000);
    await settle();
    expect(ends).toHaveLength(2);
  });

  it('is started again with growing pauses where it fails, even when it is called for', async () => {
    const { start, ends } = keepers();
    const clock = manualClock();
    const beside = keepBeside({
      start,
      hasWork: () => Promise.resolve(true),
      clock,
      log: silentLog,
    });
    await settle();
    for (const pause of [1_000, 2_000, 4_000]) {
      const before = ends.length;
      ends.at(-1)?.(139);
      clock.advance(pause - 1);
      beside.wake();
      await settle();
      expect(ends).toHaveLength(before);
      clock.advance(1);
      beside.wake();
      await settle();
      expect(ends).toHaveLength(before + 1);
    }
    beside.stop();
  });

  it('is a process that knows no token', async () => {
    const script = join(temporaryFolder(), 'keeper.mjs');
    writeFileSync(
      script,
      `process.once('message', (settings) => {
        const known = JSON.stringify(settings) + JSON.stringify(process.env);
        process.exit(known.includes('canary-token') ? 1 : 0);
      });`,
    );
    const settings = parseSettings({ DISCORD_TOKEN: 'canary-token' }, '/');
    const keeper = startKeeperProcess(settings, pathToFileURL(script));
    const code = await new Promise((resolve) => {
      keeper.onEnd(resolve);
    });
    expect(code).toBe(0);
  });

  it.skipIf(!isCompiled)('ends with its bot that has gone early', { timeout: 60_000 }, async () => {
    const folder = temporaryFolder();
    const settings = parseSettings({ CORPUS_DIR: folder, DATA_DIR: folder }, '/');
    const keeper = startKeeperProcess(settings, new URL(compiled('../scripts/keep-corpora.js')));
    keeper.end();
    const code = await new Promise((resolve) => {
      keeper.onEnd(resolve);
    });
    expect(code).toBe(0);
  });
});
