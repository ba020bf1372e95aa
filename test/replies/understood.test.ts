// What was searched, in words.

import { describe, expect, it } from 'vitest';
import { searchedLine, searchedWords } from '../../src/replies/understood.js';

const slip = { kind: 'slip', from: 'turkmenstan', to: 'Turkmenistan' } as const;
const name = { kind: 'variant', from: 'Лавров', to: 'Lavrov' } as const;
const short = { kind: 'abbreviation', from: 'CSTO', to: 'Collective Treaty' } as const;

const line = (...understood: Parameters<typeof searchedWords>[0] & object) => {
  const searched = searchedWords(understood);
  return searched === null ? null : searchedLine(searched, (word) => `*${word}*`);
};

describe('searchedLine', () => {
  it('tells what was searched instead, and what beside', () => {
    expect(line(slip)).toBe('Searched for *Turkmenistan*');
    expect(line(slip, slip, name)).toBe('Searched for *Turkmenistan*, *Lavrov*');
    expect(line(short)).toBe('Also searched for *Collective Treaty*');
    expect(line(short, name)).toBe('Searched for *Lavrov*; also for *Collective Treaty*');
  });

  it('is none where everything was taken as it was typed', () => {
    expect(line()).toBeNull();
    expect(searchedWords(undefined)).toBeNull();
  });
});
