// Which words of a question drive a search.

import { describe, expect, it } from 'vitest';
import { drivingTerms } from '../../src/store/driving-terms.js';

const term = (name: string, frequency: number) => ({ term: name, frequency });
const names = (terms: readonly { readonly term: string }[]) => terms.map((item) => item.term);

describe('drivingTerms', () => {
  it('takes the rarest first, until they bring as many passages as may be read', () => {
    const terms = [term('war', 900), term('pump', 3), term('report', 60), term('valve', 30)];
    const { driving, isCut } = drivingTerms(terms, 100);
    expect(names(driving)).toEqual(['pump', 'valve', 'report']);
    expect(isCut).toBe(true);
  });

  it('takes all where they bring few, and none that stands nowhere', () => {
    const { driving, isCut } = drivingTerms([term('b', 5), term('a', 0), term('c', 4)], 10);
    expect(names(driving)).toEqual(['c', 'b']);
    expect(isCut).toBe(false);
  });

  it('takes one where every one is common, and says that it is cut', () => {
    const { driving, isCut } = drivingTerms([term('the', 500), term('war', 200)], 100);
    expect(names(driving)).toEqual(['war']);
    expect(isCut).toBe(true);
  });

  it('takes none where there is none', () => {
    expect(drivingTerms([], 100)).toEqual({ driving: [], isCut: false });
  });
});
