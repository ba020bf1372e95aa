// Every answerer against the contract: in this process, over a channel, in a process of its own, and in several.

import { describe } from 'vitest';
import { AnswerCache } from '../../src/answering/answer-cache.js';
import { openAnswererPool } from '../../src/answering/answerer-pool.js';
import { openChildAnswerer } from '../../src/answering/child-answerer.js';
import { silentLog } from '../../src/shared/log.js';
import { describeAnswerer } from '../contracts/answerer-contract.js';
import { answererInChild } from '../support/answerer-child.js';
import { openOver } from '../support/answering-site.js';
import { isCompiled } from '../support/child-process.js';
import { memoryProcess } from './memory-process.js';

describeAnswerer({ name: 'in process', open: openOver });

describeAnswerer({
  name: 'in process, remembering answers',
  open: (folder) => openOver(folder, { cache: new AnswerCache() }),
});

describeAnswerer({
  name: 'over a channel in memory',
  open: (folder) =>
    openChildAnswerer({
      start: () => memoryProcess(() => Promise.resolve(openOver(folder))),
      onTrouble: () => undefined,
      log: silentLog,
    }),
});

const QUIETLY = { onTrouble: (): void => undefined, log: silentLog };

describeAnswerer({
  name: 'over a pool of three channels in memory',
  open: (folder) =>
    openAnswererPool({
      ...QUIETLY,
      count: 3,
      open: (member) =>
        openChildAnswerer({
          ...QUIETLY,
          ...member,
          start: () => memoryProcess(() => Promise.resolve(openOver(folder))),
        }),
    }),
});

describe.skipIf(!isCompiled)('compiled', () => {
  describeAnswerer({ name: 'in a child process', open: (folder) => answererInChild(folder) });

  describeAnswerer({
    name: 'in a pool of two child processes',
    open: (folder) =>
      openAnswererPool({
        ...QUIETLY,
        count: 2,
        open: (member) => answererInChild(folder, member),
      }),
  });
});
