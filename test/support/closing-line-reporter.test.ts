// The line that machines read.

import { expect, describe, it } from 'vitest';
import { closingLine } from './closing-line-reporter.js';

describe('closingLine', () => {
  it('names the skipped only where some were', () => {
    expect(closingLine({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
    expect(closingLine({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped');
  });
});
