import { describe, expect, it } from 'vitest';
import { saidBy } from '../../src/answering/said-by.js';
import { citationOf } from '../replies/answers.js';

/** What is marked in a text in which the sentence in brackets was marked before. */
function speakerIn(marked: string): string | null {
  const text = marked.replace(/[[\]]/g, '');
  const start = marked.indexOf('[');
  const highlight = { start, end: marked.indexOf(']') - 1 };
  const span = saidBy({ ...citationOf(text), text, highlight });
  return span === null ? null : text.slice(span.start, span.end);
}

describe('saidBy', () => {
  it.each([
    [
      'in the sentence',
      '[The toll is too high, Sel said.] It rose.',
      'The toll is too high, Sel said.',
    ],
    [
      'before it',
      'Ada Tull told the Post more. [The toll is high.]',
      'Ada Tull told the Post more.',
    ],
    ['behind it', '[The toll is high.] So says Ada Tull.', 'So says Ada Tull.'],
    [
      'without a name',
      '[The toll, the agency reported, is high.]',
      'The toll, the agency reported, is high.',
    ],
    ['in the paragraph before', 'Tull wrote this:\n\n[The toll is high.]', 'Tull wrote this:'],
  ])('finds who speaks %s', (_, marked, sentence) => {
    expect(speakerIn(marked)).toBe(sentence);
  });

  it('finds nobody where nobody speaks', () => {
    expect(speakerIn('The ferry stopped. [The toll is high.] It rained.')).toBeNull();
  });
});
