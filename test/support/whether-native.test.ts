// When PostgreSQL can be unpacked and run: said with a reason wherever it cannot, and never skipped in CI where it can.

import { describe, expect, it } from 'vitest';
import { postgresEngine, whyNoPostgres } from './postgres-engine.js';
import { thisMachine, whyNotNative, type Machine } from './postgres/whether-native.js';

const DEBIAN: Machine = { platform: 'linux', isRoot: true, has: () => true };

describe('whyNotNative', () => {
  it('has nothing against a Debian and root', () => {
    expect(whyNotNative(DEBIAN)).toBeNull();
  });

  it.each([
    [{ ...DEBIAN, platform: 'darwin' }, /Linux/],
    [{ ...DEBIAN, isRoot: false }, /root/],
    [{ ...DEBIAN, has: (path: string) => !path.endsWith('.gpg') }, /Debian/],
    [{ ...DEBIAN, has: (path: string) => !path.endsWith('apt-get') }, /apt-get/],
  ] satisfies [Machine, RegExp][])('says what stands in the way (%#)', (machine, reason) => {
    expect(whyNotNative(machine)).toMatch(reason);
  });
});

const isCi = /^(?:1|true)$/.test(process.env.CI ?? '');
const isGiven = (process.env.TEST_PG_URL ?? '') !== '';
const canRun = whyNotNative(thisMachine()) === null;

describe('PostgreSQL of this run', () => {
  it.runIf(isCi && (canRun || isGiven))('is there in CI, wherever it can run', () => {
    if (!isGiven) expect(whyNoPostgres()).toBeNull();
    expect(postgresEngine()?.version).toMatch(/^\d+\.\d+ with pgvector \d/);
  });
});
