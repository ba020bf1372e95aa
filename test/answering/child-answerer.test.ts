// Calls through a child that dies, hangs or takes long. Time, chance and the processes are the test's.

import { describe, expect, it } from 'vitest';
import { failureOf } from '../support/failure-of.js';
import { keeping, SECONDS } from './keeping.js';

const FAILED = { code: 'question_failed' };
const TIMEOUT = { code: 'answerer_timeout' };
const UNAVAILABLE = { code: 'answerer_unavailable' };

describe('calls', () => {
  it('wait until the child is ready, then go in the order they were made', async () => {
    const { ask, process, restart } = keeping();
    process().dies();
    const asked = [ask('one'), ask('two')];
    expect(process().asked).toEqual([]);
    restart();
    expect(process().asked).toEqual(['one', 'two']);
    process().answers('two');
    process().answers('one');
    expect(await Promise.all(asked)).toEqual(['answer to one', 'answer to two']);
  });

  it('fail as they failed in the child: readable errors by name, defects with their stack', async () => {
    const { ask, process } = keeping();
    const [refused, broken] = [ask('refused'), ask('broken')];
    const readable = { kind: 'readable', text: 'None.', remedy: 'Build it.' } as const;
    const error = { ...readable, code: 'index_missing' } as const;
    process().says({ kind: 'failed', id: process().idOf('refused'), error });
    const failure = await failureOf(() => refused);
    expect(failure).toMatchObject({ code: 'index_missing', message: 'None.', remedy: 'Build it.' });
    const stack = 'TypeError: x\n    at search.js:1';
    const defect = { kind: 'defect', message: 'x', stack } as const;
    process().says({ kind: 'failed', id: process().idOf('broken'), error: defect });
    await expect(broken).rejects.toMatchObject({ message: 'x', stack });
  });

  it('that cannot be sent as data fail alone', async () => {
    const { answerer, ask, process } = keeping();
    const odd = { question: 'odd', id: (() => 'x') as unknown as string };
    await expect(answerer.answer(odd)).rejects.toThrow(/could not be cloned/);
    const asked = ask('one');
    process().answers('one');
    expect(await asked).toBe('answer to one');
  });

  it('take no notice of what is no reply, or of a reply to nothing', async () => {
    const { ask, process } = keeping();
    const asked = ask('one');
    for (const junk of [null, 7, 'ready', {}, { kind: 'result' }, { kind: 'failed', id: 1 }]) {
      process().saysJunk(junk);
    }
    process().says({ kind: 'result', id: 4_711, value: 'x' });
    process().answers('one');
    expect(await asked).toBe('answer to one');
  });
});

describe('a death', () => {
  it('lets the question be tried once more, on the next child', async () => {
    const { ask, process, processes, restart, warnings } = keeping();
    const asked = ask('one');
    process().dies();
    restart();
    process().answers('one');
    expect(await asked).toBe('answer to one');
    expect(processes).toHaveLength(2);
    expect(warnings).toEqual([{ how: 'signal SIGSEGV', calls: 1 }]);
  });

  it('twice with the same question ends it, and it is refused from then on', async () => {
    const { ask, process, restart } = keeping();
    const asked = ask('poison');
    process().dies();
    restart();
    process().dies();
    expect(await failureOf(() => asked)).toMatchObject(FAILED);
    restart();
    const again = await failureOf(() => ask(' poison  '));
    expect(again).toMatchObject({ ...FAILED, remedy: 'Ask it in other words.' });
    expect(process().asked).toEqual([]);
    const other = [ask('other words'), ask('poison', 'other-collection')];
    process().answers('other words');
    process().answers('poison');
    expect(await Promise.all(other)).toHaveLength(2);
  });

  it('does not blame the questions beside the one that causes it', async () => {
    const { ask, process, restart } = keeping();
    const [before, poison, after] = [ask('before'), ask('poison'), ask('after')];
    process().dies();
    restart();
    expect(process().asked).toEqual(['before']);
    process().answers('before');
    expect(process().asked).toEqual(['before', 'poison']);
    process().dies();
    restart();
    expect(process().asked).toEqual(['after']);
    process().answers('after');
    expect(await failureOf(() => poison)).toMatchObject(FAILED);
    expect(await Promise.all([before, after])).toEqual(['answer to before', 'answer to after']);
  });

  it('ends the same question of somebody else as well', async () => {
    const { ask, process, restart } = keeping();
    const both = [ask('poison'), ask('poison')];
    process().dies();
    restart();
    process().dies();
    for (const asked of both) expect(await failureOf(() => asked)).toMatchObject(FAILED);
  });

  it('keeps new questions back while a suspect one runs, but nothing else', async () => {
    const { answerer, ask, process, restart } = keeping();
    void ask('suspect');
    process().dies();
    restart();
    const fresh = ask('fresh');
    const status = answerer.status();
    expect(process().asked).toEqual(['suspect', 'status']);
    process().answers('suspect');
    expect(process().asked).toEqual(['suspect', 'status', 'fresh']);
    process().answers('fresh');
    process().answers('status');
    expect(await Promise.all([fresh, status])).toHaveLength(2);
  });

  it('twice with a call that asks no question gives it up as unavailable', async () => {
    const { answerer, process, restart } = keeping();
    const documents = answerer.documents();
    process().dies();
    restart();
    process().dies();
    expect(await failureOf(() => documents)).toMatchObject(UNAVAILABLE);
  });
});

describe('a deadline', () => {
  it('is told to the caller, and the child that shows it is alive goes on', async () => {
    const { ask, clock, process, processes } = keeping();
    const asked = ask('slow');
    clock.advance(20 * SECONDS);
    expect(await failureOf(() => asked)).toMatchObject({
      ...TIMEOUT,
      message: 'Searching took too long.',
      remedy: 'Try again in a moment.',
    });
    expect(process().sent.at(-1)?.kind).toBe('ping');
    process().says({ kind: 'pong', id: 0 });
    clock.advance(60 * SECONDS);
    expect(process().isKilled).toBe(false);
    process().answers('slow');
    const next = ask('next');
    process().answers('next');
    expect(await next).toBe('answer to next');
    expect(processes).toHaveLength(1);
  });

  it('ends a child that does not, and what else was asked goes to the next one', async () => {
    const { ask, clock, process, processes, restart } = keeping();
    const hanging = ask('hang');
    clock.advance(19 * SECONDS);
    const beside = ask('beside');
    clock.advance(SECONDS);
    const later = ask('later');
    expect(processes[0]?.asked).toEqual(['hang', 'beside']);
    clock.advance(5 * SECONDS);
    expect(processes[0]?.isKilled).toBe(true);
    restart();
    process().answers('beside');
    process().answers('later');
    expect(await Promise.all([beside, later])).toEqual(['answer to beside', 'answer to later']);
    expect(await failureOf(() => hanging)).toMatchObject(TIMEOUT);
  });

  it('missed by a question that hangs a second child gets it refused', async () => {
    const { ask, clock, restart } = keeping();
    for (const expected of [TIMEOUT, TIMEOUT, FAILED]) {
      const asked = ask('hang');
      clock.advance(25 * SECONDS);
      restart();
      expect(await failureOf(() => asked)).toMatchObject(expected);
    }
  });

  it('comes sooner for calls that search nothing, and doubts nobody', async () => {
    const { answerer, clock, process } = keeping();
    const status = answerer.status();
    status.catch(() => undefined);
    clock.advance(5 * SECONDS);
    expect(await failureOf(() => status)).toMatchObject(TIMEOUT);
    expect(process().sent.map(({ kind }) => kind)).toEqual(['call']);
  });

  it('holds while there is no child', async () => {
    const { ask, clock, process, restart } = keeping();
    process().dies();
    clock.advance(0);
    const asked = ask('one');
    clock.advance(20 * SECONDS);
    expect(await failureOf(() => asked)).toMatchObject(TIMEOUT);
    restart();
    expect(process().asked).toEqual([]);
  });

  it('is forgotten once the answer is there', async () => {
    const { ask, clock, process } = keeping();
    const asked = ask('one');
    process().answers('one');
    await asked;
    expect(clock.pauses).toEqual([]);
  });
});

describe('close', () => {
  it('lets the child finish what it has, and takes nothing new', async () => {
    const { answerer, ask, process, clock } = keeping();
    const running = ask('running');
    const closing = answerer.close();
    expect(process().sent.at(-1)?.kind).toBe('close');
    expect(await failureOf(() => ask('late'))).toMatchObject({ code: 'closed' });
    process().answers('running');
    process().dies('code 0');
    await closing;
    expect(await running).toBe('answer to running');
    expect(process().isKilled).toBe(false);
    expect(clock.pauses).toEqual([]);
    expect(answerer.health).toMatchObject({ state: 'down', pid: null });
  });

  it('ends a child that does not end itself within 2 seconds', async () => {
    const { answerer, ask, clock, process } = keeping();
    const running = ask('running');
    const closing = answerer.close();
    clock.advance(2 * SECONDS);
    await closing;
    expect(process().isKilled).toBe(true);
    expect(await failureOf(() => running)).toMatchObject({ code: 'closed' });
  });

  it('starts no child any more, and lets nobody wait', async () => {
    const { answerer, ask, clock, process, processes } = keeping();
    process().dies();
    const waiting = ask('waiting');
    await answerer.close();
    await answerer.close();
    expect(await failureOf(() => waiting)).toMatchObject({ code: 'closed' });
    clock.advance(60 * SECONDS);
    expect(processes).toHaveLength(1);
  });
});
