// What every form of the places must do. In: places in a fresh place, under a clock that the test sets; opening twice
// gives two processes that see the same.

import { describe, expect, it } from 'vitest';
import type { Places } from '../../src/store/places.js';
import { HANDLE_LIFE_MS, MOST_HANDLES, type ReplyHandle } from '../../src/store/reply-handles.js';

export interface PlacesUnderTest {
  readonly name: string;
  /** Gives what opens a fresh, empty place; all of it is closed when the test ends. */
  readonly fresh: (now: () => Date) => Promise<() => Promise<Places>>;
}

const DAY_MS = 86_400_000;
const GUILDS = ['123456789012345678', '223456789012345678'] as const;

/** A clock that starts at noon and passes when it is told to. */
function clock(): { readonly now: () => Date; readonly pass: (milliseconds: number) => void } {
  let moment = Date.parse('2024-05-01T12:00:00.000Z');
  return {
    now: () => new Date(moment),
    pass: (milliseconds) => {
      moment += milliseconds;
    },
  };
}

function handle(id: string, now: Date, jobId = 'job'): ReplyHandle {
  return { jobId, id, token: `token ${id}`, applicationId: '9', arrivedAt: now.getTime() };
}

export function describePlaces(under: PlacesUnderTest): void {
  describe(`Places contract: ${under.name}`, () => {
    describeDepartures(under);
    describeIncoming(under);
    describeHandles(under);
  });
}

function describeDepartures({ fresh }: PlacesUnderTest): void {
  describe('servers that left', () => {
    it('are told from their moment on, by whoever asks', async () => {
      const { now, pass } = clock();
      const open = await fresh(now);
      const [here, there] = [await open(), await open()];
      await here.departures.left(GUILDS[1], now());
      pass(1_000);
      await here.departures.left(GUILDS[0], now());
      expect(await there.departures.leftBy(new Date(now().getTime() - 1_001))).toEqual([]);
      expect(await there.departures.leftBy(new Date(now().getTime() - 1_000))).toEqual([GUILDS[1]]);
      expect(await there.departures.leftBy(now())).toEqual([...GUILDS]);
    });

    it('are noted with the first moment, and forgotten once', async () => {
      const { now, pass } = clock();
      const open = await fresh(now);
      const [here, there] = [await open(), await open()];
      const first = now();
      await here.departures.left(GUILDS[0], first);
      pass(DAY_MS);
      await there.departures.left(GUILDS[0], now());
      expect(await here.departures.leftBy(first)).toEqual([GUILDS[0]]);
      expect(await there.departures.returned(GUILDS[0])).toBe(true);
      expect(await here.departures.returned(GUILDS[0])).toBe(false);
      expect(await here.departures.leftBy(now())).toEqual([]);
    });
  });
}

function describeIncoming({ fresh }: PlacesUnderTest): void {
  describe('an archive on its way', () => {
    it('is found whole by another, until it is removed', async () => {
      const open = await fresh(clock().now);
      const [here, there] = [await open(), await open()];
      // More than one piece of whatever it is kept in, and every value of a byte.
      const bytes = Uint8Array.from({ length: 2_500_000 }, (_, i) => (i * 31) % 256);
      await here.incoming.put('one', bytes);
      const taken = await there.incoming.take('one');
      expect(taken?.equals(bytes)).toBe(true);
      expect((await here.incoming.take('one'))?.length).toBe(bytes.length);
      await there.incoming.remove('one');
      expect(await here.incoming.take('one')).toBeNull();
      await here.incoming.remove('one');
    });

    it('may be empty, and is replaced as a whole', async () => {
      const places = await (await fresh(clock().now))();
      await places.incoming.put('one', new Uint8Array(1_500_000));
      await places.incoming.put('one', new Uint8Array());
      expect((await places.incoming.take('one'))?.length).toBe(0);
    });

    it('goes after a day that nobody fetched it', async () => {
      const { now, pass } = clock();
      const places = await (await fresh(now))();
      await places.incoming.put('old', new Uint8Array([1]));
      pass(DAY_MS - 1_000);
      await places.incoming.put('new', new Uint8Array([2]));
      pass(2_000);
      await places.incoming.sweep(now());
      expect(await places.incoming.take('old')).toBeNull();
      expect(await places.incoming.take('new')).toEqual(Buffer.from([2]));
    });

    it.each(['../x', '', 'A', 'x'.repeat(65)])('is never named %j', async (id) => {
      const places = await (await fresh(clock().now))();
      await expect(
        Promise.resolve().then(() => places.incoming.put(id, new Uint8Array())),
      ).rejects.toThrow('not an id');
    });
  });
}

function describeHandles({ fresh }: PlacesUnderTest): void {
  describe('messages that follow a job', () => {
    it('are all kept where several begin at once, the oldest first', async () => {
      const { now } = clock();
      const open = await fresh(now);
      const places = await open();
      const moments = [3, 1, 4, 2].map((n) => new Date(now().getTime() - 10_000 + n));
      await Promise.all(moments.map((at, n) => places.handles.keep(handle(String(n), at))));
      const kept = await (await open()).handles.all();
      expect(kept.map(({ id }) => id).sort()).toEqual(['0', '1', '2', '3']);
      expect(kept.find(({ id }) => id === '2')).toEqual(handle('2', moments[2] ?? now()));
    });

    it('are replaced by interaction, and forgotten', async () => {
      const { now } = clock();
      const { handles } = await (await fresh(now))();
      await handles.keep(handle('1', now()));
      await handles.keep(handle('1', now(), 'another'));
      expect(await handles.all()).toEqual([handle('1', now(), 'another')]);
      await handles.forget('1');
      await handles.forget('1');
      expect(await handles.all()).toEqual([]);
    });

    it('go when Discord takes no edits any more', async () => {
      const { now, pass } = clock();
      const { handles } = await (await fresh(now))();
      await handles.keep(handle('1', now()));
      pass(HANDLE_LIFE_MS - 1);
      expect(await handles.all()).toHaveLength(1);
      pass(1);
      expect(await handles.all()).toEqual([]);
    });

    it('are so many at most; the oldest give way', async () => {
      const { now, pass } = clock();
      const { handles } = await (await fresh(now))();
      for (let n = 0; n < MOST_HANDLES + 3; n += 1) {
        await handles.keep(handle(String(n), now()));
        pass(1);
      }
      const kept = await handles.all();
      expect(kept).toHaveLength(MOST_HANDLES);
      expect(kept[0]?.id).toBe('3');
    });
  });
}
