// The systemd unit: what it must set, what breaks where it is set, and, where systemd is installed, its own verdict.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inProject, SECONDS_TO_END } from './project-file.js';

const UNIT = inProject('packaging/verbatim.service');

/** Keys of newer versions of systemd, which older ones name and pass over. */
const NEWER = /Unknown key '(?:RestartSteps|RestartMaxDelaySec)'/;

/** What breaks the program, and is said in the unit. */
const NOT_SET = [
  'MemoryDenyWriteExecute',
  'ProcSubset',
  'IPAddressDeny',
  'PrivateNetwork',
  'NoExecPaths',
];

const settings = readFileSync(UNIT, 'utf8')
  .split('\n')
  .filter((line) => /^[A-Z]\w+=/.test(line))
  .map((line): [string, string] => {
    const at = line.indexOf('=');
    return [line.slice(0, at), line.slice(at + 1)];
  });
const valuesOf = (key: string): string[] =>
  settings.filter(([name]) => name === key).map(([, value]) => value);

const systemd = spawnSync('systemd-analyze', ['--version'], { encoding: 'utf8' });
const hasSystemd = systemd.status === 0;

describe('verbatim.service', () => {
  it.each([
    ['DynamicUser', 'yes'],
    ['ProtectSystem', 'strict'],
    ['NoNewPrivileges', 'yes'],
    ['StateDirectory', 'verbatim'],
    ['CapabilityBoundingSet', ''],
    ['RestrictAddressFamilies', 'AF_INET AF_INET6 AF_UNIX'],
    ['Restart', 'on-failure'],
    ['RestartPreventExitStatus', '2'],
  ])('sets %s=%s', (key, value) => {
    expect(valuesOf(key)).toEqual([value]);
  });

  it.each(NOT_SET)('does not set %s, and says why', (key) => {
    expect(valuesOf(key)).toEqual([]);
    expect(readFileSync(UNIT, 'utf8')).toMatch(new RegExp(`^# {3}.*${key}`, 'm'));
  });

  it('leaves document parsers the call that sets their limits', () => {
    expect(valuesOf('SystemCallFilter')).toEqual(['@system-service', '~@privileged']);
  });

  it('waits longer for the end than it takes', () => {
    expect(Number.parseInt(valuesOf('TimeoutStopSec')[0] ?? '0', 10)).toBeGreaterThan(
      SECONDS_TO_END,
    );
  });

  it('restarts less often in a day than Discord allows new sessions', () => {
    expect(valuesOf('StartLimitIntervalSec')).toEqual(['1d']);
    expect(Number(valuesOf('StartLimitBurst')[0])).toBeLessThanOrEqual(500);
  });

  it.skipIf(!hasSystemd)('is well formed to systemd (skipped where it is not installed)', () => {
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', UNIT], { encoding: 'utf8' });
    const ours = stderr.split('\n').filter((line) => line.includes('verbatim.service'));
    expect(ours.filter((line) => !NEWER.test(line))).toEqual([]);
    expect(status).toBe(0);
  });

  it.skipIf(!hasSystemd)(
    'is exposed little by its measure (skipped where it is not installed)',
    () => {
      const call = ['security', '--offline=true', '--threshold=20', '--no-pager', UNIT];
      expect(spawnSync('systemd-analyze', call, { encoding: 'utf8' }).status).toBe(0);
    },
  );
});
