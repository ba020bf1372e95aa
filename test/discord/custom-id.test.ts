// What a button carries, written and read.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ACTIONS,
  isTurning,
  readCustomId,
  TURN,
  writeCustomId,
} from '../../src/discord/custom-id.js';

const part = fc.string({ maxLength: 12 }).filter((text) => !text.includes(':'));

describe('a custom_id', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ACTIONS),
        fc.array(part, { maxLength: 4 }),
        (action, parts) => {
          expect(readCustomId(writeCustomId(action, ...parts))).toEqual({ action, parts });
        },
      ),
    );
  });

  it('takes 100 characters and not one more', () => {
    const longest = 'x'.repeat(100 - 'v1:why:'.length);
    expect(writeCustomId('why', longest)).toHaveLength(100);
    expect(() => writeCustomId('why', `${longest}x`)).toThrow('does not fit');
  });

  it('takes no part that would be read as two', () => {
    expect(() => writeCustomId('why', 'a:b')).toThrow('does not fit');
  });

  it.each([
    '',
    'v0:why:a',
    'v2:why:a',
    'v1',
    'v1:',
    'v1:polish:a',
    'why:a',
    ' v1:why:a',
    'V1:why:a',
  ])('that we did not write is not read: %j', (customId) => {
    expect(readCustomId(customId)).toBeNull();
  });

  it('of anybody else is read or not, but never throws', () => {
    fc.assert(
      fc.property(fc.string(), (customId) => {
        const press = readCustomId(customId);
        if (press !== null) expect(ACTIONS).toContain(press.action);
      }),
    );
  });
});

describe('a button that turns a page', () => {
  it('says so in its last part', () => {
    expect(isTurning(['a', '1', TURN])).toBe(true);
    expect(isTurning(['a', '1'])).toBe(false);
    expect(isTurning([TURN, '1'])).toBe(false);
    expect(isTurning([])).toBe(false);
  });
});
