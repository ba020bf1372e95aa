// Tests run in their own processes, because native modules are loaded; the reporter's line comes last.

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    // Two files at once, also on two cores: many tests wait for processes more than they compute.
    maxWorkers: 2,
    // A model loads and a thousand words are packed on machines that do other things as well.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    globalSetup: ['./test/support/start-postgres.ts'],
    reporters: ['default', './test/support/closing-line-reporter.ts'],
  },
});
