// The address of a PostgreSQL: several hosts, our own schema, and nothing of it in what is said.

import { describe, expect, it } from 'vitest';
import { readDatabaseAddress, type DatabaseAddress } from '../../src/shared/database-address.js';

function addressOf(text: string): DatabaseAddress {
  const read = readDatabaseAddress(text);
  if ('problem' in read) throw new Error(read.problem);
  return read.address;
}

describe('readDatabaseAddress', () => {
  it('gives the driver an address for each host, in order', () => {
    expect(
      addressOf('postgresql://user:pw@a:5432,b:5433,[::1]/db?sslmode=disable').targets,
    ).toEqual([
      'postgres://user:pw@a:5432/db?sslmode=disable',
      'postgres://user:pw@b:5433/db?sslmode=disable',
      'postgres://user:pw@[::1]/db?sslmode=disable',
    ]);
  });

  it('takes off what is ours or another client’s', () => {
    const address = addressOf('postgres://a/db?schema=team_1&target_session_attrs=read-write');
    expect(address.targets).toEqual(['postgres://a/db']);
    expect(address.schema).toBe('team_1');
  });

  it('checks certificates wherever a mode is named that the driver takes for that', () => {
    for (const mode of ['prefer', 'require', 'verify-ca', 'verify-full']) {
      expect(addressOf(`postgres://a/db?sslmode=${mode}`).targets).toEqual([
        'postgres://a/db?sslmode=verify-full',
      ]);
    }
    const lenient = 'postgres://a/db?sslmode=require&uselibpqcompat=true';
    expect(addressOf(lenient).targets).toEqual([lenient]);
  });

  it('shows hosts and database alone', () => {
    const { shown } = addressOf('postgres://user:se%40cret@a:5432,b/db?password=other&schema=s');
    expect(shown).toBe('postgres://a:5432,b/db');
  });

  it('knows sockets', () => {
    expect(addressOf('postgres://user@%2Fvar%2Frun/db').targets).toHaveLength(1);
    expect(addressOf('postgres:///db?host=/var/run').targets).toEqual([
      'postgres:///db?host=%2Fvar%2Frun',
    ]);
  });

  it.each([
    'mysql://user:CANARY@a/db',
    'CANARY',
    'postgres://user:CANARY@a,/db',
    'postgres://user:12/CANARY@a/db',
    'postgres://user:12?CANARY@a/db',
    'postgres://user:12#CANARY@a/db',
    'postgres://user:CANARY@a b/db',
    'postgres://user:CANARY@a:99999/db',
    'postgres://user:CANARY@a/db?schema=CANARY"',
    'postgres://user:CANARY@a/db?sslmode=CANARY',
    `postgres://user:CANARY@${Array(11).fill('a').join(',')}/db`,
  ])('says what is wrong with %s, and repeats nothing', (text) => {
    const read = readDatabaseAddress(text);
    expect(read).toHaveProperty('problem');
    expect(JSON.stringify(read)).not.toContain('CANARY');
  });
});
