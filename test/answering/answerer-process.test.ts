// A real child process: killed, hung, signalled, left behind by its parent, and what it is told.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  startAnswererProcess,
  type AnswererProcess,
} from '../../src/answering/answerer-process.js';
import type { AnswererPool } from '../../src/answering/answerer-pool.js';
import { buildIndex } from '../../src/build-index.js';
import { openAnswererBeside } from '../../src/open-answerer-beside.js';
import { parseSettings, type Settings } from '../../src/settings.js';
import { silentLog } from '../../src/shared/log.js';
import { ANSWERER_CHILD, answererInChild } from '../support/answerer-child.js';
import { buildInto, QUESTION, TEXTS } from '../support/answering-site.js';
import { compiled, isCompiled } from '../support/child-process.js';
import { failureOf } from '../support/failure-of.js';
import { manualClock } from '../support/manual-clock.js';
import { hasModel, MODEL_FOLDER } from '../support/model.js';
import { temporaryFolder } from '../support/temporary-folder.js';

async function builtFolder(): Promise<string> {
  const folder = temporaryFolder();
  await buildInto(folder, TEXTS);
  return folder;
}

const exists = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const endOf = (child: AnswererProcess): Promise<string> =>
  new Promise((resolve) => {
    child.onExit(resolve);
  });

describe.skipIf(!isCompiled)('a child process', () => {
  it('that dies with a question is followed by one that answers it', async () => {
    const answerer = answererInChild(await builtFolder());
    const question = `${QUESTION.question} crash once`;
    const answer = await answerer.answer({ question });
    expect(answer.citations[0]?.text).toBe(TEXTS['bagram.md']);
    expect(answerer.health).toMatchObject({ state: 'ready', restarts: 1 });
    expect(answerer.health.lastError).toContain('SIGKILL');
  });

  it('that dies of a question twice is not asked it again', async () => {
    const answerer = answererInChild(await builtFolder());
    const question = 'crash always';
    expect((await failureOf(() => answerer.answer({ question }))).code).toBe('question_failed');
    expect((await answerer.answer(QUESTION)).outcome).toBe('answer');
    expect((await failureOf(() => answerer.answer({ question }))).code).toBe('question_failed');
    expect(answerer.health.restarts).toBe(2);
  });

  it('that hangs is ended, and the next one answers', async () => {
    const clock = manualClock();
    const deaths: unknown[] = [];
    let noteDeath: () => void = () => undefined;
    const died = new Promise<void>((resolve) => (noteDeath = resolve));
    const log = {
      warn: (detail: unknown) => {
        deaths.push(detail);
        noteDeath();
      },
    };
    const answerer = answererInChild(await builtFolder(), { clock, log });
    const first = (await answerer.status()).generation;
    const hanging = failureOf(() => answerer.answer({ question: 'hang' }));
    clock.advance(25_000);
    expect((await hanging).code).toBe('answerer_timeout');
    clock.advance(5_000);
    await died;
    clock.advance(0);
    expect((await answerer.status()).generation).toBe(first);
    expect(deaths).toEqual([{ how: 'signal SIGKILL', calls: 1 }]);
  });

  it('tells a defect with its own stack, and goes on', async () => {
    const answerer = answererInChild(await builtFolder());
    const broken = answerer.answer({ question: 'break' });
    await expect(broken).rejects.toMatchObject({
      message: 'no such thing in here',
      stack: expect.stringContaining('answerer-child.mjs') as string,
    });
    expect((await answerer.answer(QUESTION)).outcome).toBe('answer');
    expect(answerer.health.restarts).toBe(0);
  });

  it('ends when it is closed', async () => {
    const answerer = answererInChild(await builtFolder());
    await answerer.status();
    const pid = answerer.health.pid ?? 0;
    expect(exists(pid)).toBe(true);
    await answerer.close();
    expect(exists(pid)).toBe(false);
  });

  it('ends with its parent, even where that is killed', async () => {
    const folder = await builtFolder();
    const parent = spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `const { startAnswererProcess } = await import(${JSON.stringify(compiled('answering/answerer-process.js'))});
         const script = new URL(${JSON.stringify(ANSWERER_CHILD.href)});
         const folder = ${JSON.stringify(folder)};
         const child = startAnswererProcess({ script, arguments: [folder], environment: {}, settings: null });
         child.onMessage((message) => console.log(message.kind));`,
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    // The child holds the pipe of its parent's stderr: it is closed when both are gone.
    const bothEnded = once(parent, 'close');
    const [said] = (await once(parent.stdout, 'data')) as [Buffer];
    expect(said.toString()).toBe('ready\n');
    parent.kill('SIGKILL');
    await bothEnded;
    expect(parent.signalCode).toBe('SIGKILL');
  });

  it('that is gone takes messages silently', async () => {
    const script = join(temporaryFolder(), 'leaves.mjs');
    writeFileSync(script, 'process.exit(7);');
    const child = startAnswererProcess({ script, environment: {}, settings: null });
    expect(await endOf(child)).toBe('code 7');
    child.send({ kind: 'close' });
    child.kill();
  });
});

/** The process that stands beside a bot; with no index unless the settings say where there is one. */
function beside(
  settings: Settings = parseSettings({ LOG_LEVEL: 'silent' }, temporaryFolder()),
  script = new URL(compiled('serve-answerer.js')),
): AnswererPool {
  const onTrouble = (): void => undefined;
  const answerer = openAnswererBeside({ settings, log: silentLog, onTrouble, script });
  onTestFinished(() => answerer.close());
  return answerer;
}

/** Waits for a child that may load for long where others use the machine; its deadlines do not. */
const readiness = (answerer: AnswererPool, restarts: number): Promise<unknown> =>
  vi.waitUntil(() => answerer.health.state === 'ready' && answerer.health.restarts === restarts, {
    timeout: 60_000,
  });

describe.skipIf(!isCompiled)('the process beside a bot', { timeout: 180_000 }, () => {
  it.skipIf(!hasModel)('answers from a real index, also after it was killed', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'corpus'));
    writeFileSync(join(folder, 'corpus', 'bagram.md'), `# Bagram\n\n${TEXTS['bagram.md']}\n`);
    const settings = parseSettings({ EMBEDDING_MODEL: MODEL_FOLDER, LOG_LEVEL: 'error' }, folder);
    await buildIndex({ settings });
    const answerer = beside(settings);
    await readiness(answerer, 0);
    expect((await answerer.answer(QUESTION)).citations[0]?.text).toBe(TEXTS['bagram.md']);
    process.kill(answerer.health.pid ?? 0, 'SIGKILL');
    await readiness(answerer, 1);
    expect((await answerer.answer(QUESTION)).citations[0]?.text).toBe(TEXTS['bagram.md']);
  });

  it('says what is missing to whoever asks, and lives on', async () => {
    const answerer = beside();
    await readiness(answerer, 0);
    for (const call of [() => answerer.status(), () => answerer.answer(QUESTION)]) {
      const failure = await failureOf(call);
      expect(failure.code).toBe('index_missing');
      expect(failure.remedy).toContain('npm run build-index');
    }
    expect(answerer.health).toMatchObject({ state: 'ready', restarts: 0 });
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'leaves %s to its parent, and ends with it',
    async (signal) => {
      const answerer = beside();
      await readiness(answerer, 0);
      const pid = answerer.health.pid ?? 0;
      process.kill(pid, signal);
      await failureOf(() => answerer.status());
      expect(answerer.health).toMatchObject({ pid, restarts: 0 });
      await answerer.close();
      expect(exists(pid)).toBe(false);
    },
  );

  it('is told no secret, neither by its settings nor by its environment', async () => {
    const told = join(temporaryFolder(), 'told');
    const script = `${told}.mjs`;
    writeFileSync(
      script,
      `import { writeFileSync } from 'node:fs';
       process.once('message', (message) => {
         const all = JSON.stringify([message, process.env]);
         writeFileSync(${JSON.stringify(told)}, all);
         process.kill(process.pid, 'SIGKILL');
       });`,
    );
    const token = 'a-token-of-ours';
    process.env.DISCORD_TOKEN = token;
    onTestFinished(() => {
      delete process.env.DISCORD_TOKEN;
    });
    const answerer = beside(
      parseSettings({ DISCORD_TOKEN: token }, temporaryFolder()),
      pathToFileURL(script),
    );
    await vi.waitUntil(() => answerer.health.restarts > 0, { timeout: 60_000 });
    const everything = readFileSync(told, 'utf8');
    expect(everything).toContain('"dataDir"');
    expect(everything).toContain('"PATH"');
    expect(everything).not.toContain(token);
  });
});
