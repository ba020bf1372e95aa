// Stored values that are not what was written are named, never a defect.

import { describe, expect, it } from 'vitest';
import { parseStored, spansFromText, spansToText } from '../../src/store/rows.js';
import { failureOf } from '../support/failure-of.js';

describe('parseStored', () => {
  it('refuses damaged JSON with the command that mends it', async () => {
    const failure = await failureOf(() => parseStored('[1, 2'));
    expect(failure.code).toBe('index_corrupt');
    expect(failure.remedy).toContain('build-index -- --force');
  });
});

describe('spansToText', () => {
  it('is read back by spansFromText', () => {
    const spans = [
      { start: 0, end: 12 },
      { start: 13, end: 40 },
    ];
    expect(spansFromText(spansToText(spans))).toEqual(spans);
  });
});
