// What calibration found out, on the disk.

import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CONFIDENCE } from '../src/answering/outcome.js';
import { confidenceModelOf, readCalibrations, writeCalibration } from '../src/confidence-file.js';
import { temporaryFolder } from './support/temporary-folder.js';

const ENTRY = { fingerprint: 'f', slope: 2, offset: 1, questions: 30, calibratedAt: '2026-01-01' };
const model = { name: 'm', fingerprint: 'f', dimension: 4 };

describe('a calibration on the disk', () => {
  it('scales the confidence of its own collection and model, and of no other', async () => {
    const path = join(temporaryFolder(), 'confidence.json');
    await writeCalibration(path, 'default', ENTRY);
    const stored = readCalibrations(path);
    const scaled = confidenceModelOf(stored, { collection: 'default', model });
    expect(scaled.intercept).toBe(2 * CONFIDENCE.intercept + 1);
    expect(scaled.weights.cosine).toBe(2 * CONFIDENCE.weights.cosine);
    expect(confidenceModelOf(stored, { collection: 'other', model })).toBe(CONFIDENCE);
    const other = { ...model, fingerprint: 'g' };
    expect(confidenceModelOf(stored, { collection: 'default', model: other })).toBe(CONFIDENCE);
  });

  it('is forgotten alone, and leaves no other file behind', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'confidence.json');
    await writeCalibration(path, 'default', ENTRY);
    await writeCalibration(path, 'other', ENTRY);
    await writeCalibration(path, 'default', null);
    expect(Object.keys(readCalibrations(path).collections)).toEqual(['other']);
    expect(readdirSync(folder)).toEqual(['confidence.json']);
  });

  it.each([
    '',
    '{',
    '{"version":2,"collections":{}}',
    '{"version":1,"collections":{"a":{"slope":-1}}}',
  ])('that reads %j is told, and the shipped confidence serves', (text) => {
    const path = join(temporaryFolder(), 'confidence.json');
    writeFileSync(path, text);
    const stored = readCalibrations(path);
    expect(stored.notice).toContain('confidence.json is not readable');
    expect(confidenceModelOf(stored, { collection: 'default', model })).toBe(CONFIDENCE);
  });

  it('is nothing where there is none', () => {
    expect(readCalibrations(join(temporaryFolder(), 'none.json'))).toEqual({
      collections: {},
      notice: null,
    });
  });
});
