// Abbreviations as texts explain them.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abbreviationsIn } from '../../src/understanding/abbreviations.js';

const LONG = 'Collective Security Treaty Organization';

describe('abbreviationsIn', () => {
  it.each([
    [`It left the ${LONG} (CSTO) in spring.`, 'CSTO', LONG],
    [`It left the CSTO (${LONG}) in spring.`, 'CSTO', LONG],
    [
      'Afghan National Defense and Security Forces (ANDSF)',
      'ANDSF',
      'Afghan National Defense and Security Forces',
    ],
    [
      'They signed the Treaty on the Functioning of the European Union (TFEU).',
      'TFEU',
      'Treaty on the Functioning of the European Union',
    ],
    ['RNA interference (RNAi) is new.', 'RNAi', 'RNA interference'],
  ])('reads %j', (text, short, long) => {
    expect(abbreviationsIn(text)).toEqual([{ short, long }]);
  });

  it.each([
    'Three men (two old) went away.',
    'He spoke of it (NATO) twice.',
    'The union ended. It (CSTO) went on.',
    'An article (see UNESCO) on it.',
    'Orla (the ferry (OTF)) went.',
    'Collective\nSecurity Treaty Organization (CSTO)',
  ])('reads nothing in %j', (text) => {
    expect(abbreviationsIn(text)).toEqual([]);
  });

  it('gives slices of the text, whatever it is', () => {
    const text = fc.array(
      fc.constantFrom('Alpha ', 'Beta ', 'of ', '(AB)', '(', ')', 'AB ', '. ', '\n', 'é'),
    );
    fc.assert(
      fc.property(text, (parts) => {
        const whole = parts.join('');
        for (const { short, long } of abbreviationsIn(whole)) {
          expect(whole).toContain(short);
          expect(whole).toContain(long);
        }
      }),
    );
  });
});
