// Typing slips, and the words that are right as they stand.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayBeSlip, mendSlip } from '../../src/understanding/slips.js';
import { lexiconOf } from './lexicon-of.js';

const TEXT =
  'Turkmenistan and Kyrgyzstan fear for the pipeline. The plague came. Monte Carlo. Kuriles.';

async function mend(folded: string, isName = false): Promise<string | null> {
  return mendSlip({ folded, isName }, await lexiconOf(TEXT))?.written ?? null;
}

describe('mendSlip', () => {
  it.each([
    ['turkmenstan', 'Turkmenistan'],
    ['turkmensitan', 'Turkmenistan'],
    ['tukmenitan', 'Turkmenistan'],
    ['kyrgizstan', 'Kyrgyzstan'],
    ['pipline', 'pipeline'],
    ['pieplines', null],
    ['pipelien', 'pipeline'],
    ['crimea', null],
    ['feer', null],
  ])('reads %j as %j', async (word, meant) => {
    expect(await mend(word)).toBe(meant);
  });

  it('mends a name to a name only, and never the first letter', async () => {
    expect(await mend('prague', true)).toBeNull();
    expect(await mend('purkmenistan')).toBeNull();
    expect(await mend('turkmenstan', true)).toBe('Turkmenistan');
  });

  it('takes the nearest, then the most frequent', async () => {
    const lexicon = await lexiconOf('alphas alphas alphax alphaxxx', 'alphaxxx');
    expect(mendSlip({ folded: 'alphaq', isName: false }, lexicon)?.written).toBe('alphas');
  });

  it('mends any one slip within a long word that has no near neighbour', async () => {
    const lexicon = await lexiconOf(TEXT);
    const at = fc.integer({ min: 1, max: 10 });
    const letter = fc.integer({ min: 97, max: 122 }).map((code) => String.fromCharCode(code));
    fc.assert(
      fc.property(at, letter, fc.constantFrom('add', 'drop', 'take'), (i, other, kind) => {
        const word = 'turkmenistan';
        const rest = kind === 'add' ? word.slice(i) : word.slice(i + 1);
        const typed = word.slice(0, i) + (kind === 'drop' ? '' : other) + rest;
        if (typed === word) return;
        expect(mendSlip({ folded: typed, isName: false }, lexicon)?.folded).toBe(word);
      }),
    );
  });
});

describe('mayBeSlip', () => {
  it.each([
    ['turkmenstan', true],
    ['astronomers', false],
    ['slovakia', false],
    ['2593', false],
    ['лавров', false],
  ])('says of %j: %j', (word, may) => {
    expect(mayBeSlip(word)).toBe(may);
  });
});
