// The regression gate of follow-ups: the real model over conversations on the shipped corpus. A floor is the
// figure that was measured on all of them, less two: one conversation may tip with a change of scores.

import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { buildIndex } from '../../src/build-index.js';
import { openAnswerer } from '../../src/open-answerer.js';
import { parseSettings } from '../../src/settings.js';
import { silentLog } from '../../src/shared/log.js';
import { hasModel } from '../support/model.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { measureConversations, readConversations } from './measure-conversations.js';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const TIMEOUT_MS = 120_000;

describe('conversations over the shipped corpus', () => {
  it.skipIf(!hasModel)(
    'are completed where they go on, left alone where they do not, and lead to their evidence',
    async () => {
      const settings = parseSettings({ DATA_DIR: temporaryFolder() }, PROJECT);
      await buildIndex({ settings });
      const answerer = await openAnswerer({ settings, log: silentLog });
      onTestFinished(() => answerer.close());
      const conversations = readConversations(`${PROJECT}test/questions/conversations.jsonl`);
      const figures = await measureConversations(answerer, conversations);
      const { completed, leftAlone, evidence, reason, wrong } = figures;
      const told = wrong.join('\n');
      expect(conversations.length).toBeGreaterThanOrEqual(100);
      expect(completed.right / completed.of, told).toBeGreaterThanOrEqual(68 / 73);
      expect(leftAlone.right / leftAlone.of, told).toBeGreaterThanOrEqual(26 / 29);
      expect(evidence.right / evidence.of, told).toBeGreaterThanOrEqual(61 / 73);
      expect(reason.right, told).toBe(reason.of);
    },
    TIMEOUT_MS,
  );
});
