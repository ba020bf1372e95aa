// Every answerer against the contract: in this process, over a channel, and in a process of its own.

import { describe } from 'vitest';
import { openChildAnswerer } from '../../src/answering/child-answerer.js';
import { silentLog } from '../../src/shared/log.js';
import { describeAnswerer } from '../contracts/answerer-contract.js';
import { answererInChild } from '../support/answerer-child.js';
import { openOver } from '../support/answering-site.js';
import { isCompiled } from '../support/child-process.js';
import { memoryProcess } from './memory-process.js';

describeAnswerer({ name: 'in process', open: openOver });

describeAnswerer({
  name: 'over a channel in memory',
  open: (folder) =>
    openChildAnswerer({
      start: () => memoryProcess(() => Promise.resolve(openOver(folder))),
      onTrouble: () => undefined,
      log: silentLog,
    }),
});

describe.skipIf(!isCompiled)('compiled', () => {
  describeAnswerer({ name: 'in a child process', open: (folder) => answererInChild(folder) });
});
