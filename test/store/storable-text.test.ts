// Texts that PostgreSQL does not take as they are.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asWritten, storable } from '../../src/store/postgres/storable-text.js';

describe('a stored text', () => {
  it('holds no NUL and comes back as it was', () => {
    const odd = fc.array(fc.constantFrom('\0', '\u0001', '0', '1', 'a'), { maxLength: 12 });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          odd.map((parts) => parts.join('')),
        ),
        (text) => {
          expect(storable(text)).not.toContain('\0');
          expect(asWritten(storable(text))).toBe(text);
        },
      ),
    );
  });

  it('is the text itself nearly always', () => {
    expect(storable('Café\n“x”')).toBe('Café\n“x”');
  });
});
