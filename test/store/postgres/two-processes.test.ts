// Real processes on one database: what only one of them may have, one of them has.

import { describe, expect, it, onTestFinished } from 'vitest';
import { leaseBuildLock } from '../../../src/store/postgres/lease-build-lock.js';
import { openPostgresCoordination } from '../../../src/store/postgres/postgres-coordination.js';
import { openPostgresJobStore } from '../../../src/store/postgres/postgres-job-store.js';
import type { PostgresPlace } from '../../../src/store/postgres/postgres.js';
import { compiled, isCompiled, startChild, type Child } from '../../support/child-process.js';
import { failureOf } from '../../support/failure-of.js';
import { ownSchema } from '../../support/own-schema.js';
import { postgresEngine } from '../../support/postgres-engine.js';
import { query } from '../../support/postgres/native-server.js';

const engine = postgresEngine();
const url = engine?.url ?? '';
const JOBS = 60;
const OPENERS = 10;

/** Starts the same piece of code in two processes; `place` is where, and `say` writes a line. */
function twice(place: PostgresPlace, code: string): readonly Child[] {
  const from = (file: string): string => JSON.stringify(compiled(`store/postgres/${file}.js`));
  const script = `
    import { leaseBuildLock } from ${from('lease-build-lock')};
    import { openPostgresCoordination } from ${from('postgres-coordination')};
    import { openPostgresJobStore } from ${from('postgres-job-store')};
    import { openPostgresStateStore } from ${from('postgres-state-store')};
    const place = ${JSON.stringify(place)};
    const say = (line) => process.stdout.write(line + '\\n');
    ${code}
    say('over');`;
  return [startChild(script), startChild(script)];
}

async function over(children: readonly Child[]): Promise<void> {
  await Promise.all(children.map((child) => child.says('over')));
}

function said(children: readonly Child[], word: string): string[] {
  const lines = children.flatMap((child) => child.output().split('\n'));
  return lines.filter((line) => line.startsWith(word)).map((line) => line.slice(word.length + 1));
}

describe.skipIf(engine === null || !isCompiled)('two processes on one PostgreSQL', () => {
  it('bring a fresh database to its present form once, though ten open it together', async () => {
    const place = ownSchema(url);
    // Tables are created without asking whether they are there: a step that ran twice would fail.
    await over(
      twice(
        place,
        `await Promise.all(Array.from({ length: ${OPENERS / 2} }, async () => {
          const [state, jobs] = [
            openPostgresStateStore({ ...place, now: () => new Date() }),
            openPostgresJobStore(place),
          ];
          await Promise.all([state.lastTurn('channel', 'ann'), jobs.hasWork()]);
          await Promise.all([state.close(), jobs.close()]);
        }));`,
      ),
    );
    const parts = await query<{ part: string }>(
      url,
      `SELECT part FROM ${place.schema}.migration WHERE version > 0 ORDER BY part`,
    );
    expect(parts.map(({ part }) => part)).toEqual(['jobs', 'state']);
  });

  it('never give one job to two workers', async () => {
    const place = ownSchema(url);
    const jobs = openPostgresJobStore(place);
    onTestFinished(() => jobs.close());
    const ids = Array.from({ length: JOBS }, (_, n) => `job-${n}`);
    for (const id of ids) {
      await jobs.addJob({ id, kind: 'refresh', collection: 'default', payload: {}, key: id });
    }
    const children = twice(
      place,
      `const jobs = openPostgresJobStore(place);
      await Promise.all([1, 2, 3].map(async () => {
        while (await jobs.hasWork()) {
          const leased = await jobs.claim(60_000);
          if (leased === null) continue;
          say('claimed ' + leased.job.id);
          await jobs.finish(leased, { state: 'done', text: 'done' });
        }
      }));
      await jobs.close();`,
    );
    await over(children);
    expect(said(children, 'claimed').sort()).toEqual(ids.sort());
  });

  it('let one of them build a collection at a time', async () => {
    const place = ownSchema(url);
    const children = twice(
      place,
      `const lock = await leaseBuildLock(openPostgresCoordination(place), 'default').catch(
        (error) => error,
      );
      say(lock.code === undefined ? 'holds it' : 'refused ' + lock.code);
      if (lock.code === undefined) setInterval(() => lock.fence, 1_000);`,
    );
    await over(children);
    expect(said(children, 'holds')).toEqual(['it']);
    expect(said(children, 'refused')).toEqual(['build_in_progress']);
    const third = await failureOf(() => leaseBuildLock(openPostgresCoordination(place), 'default'));
    expect(third.code).toBe('build_in_progress');
  });
});
