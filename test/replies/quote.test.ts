import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteOf } from '../../src/replies/quote.js';
import type { Quote } from '../../src/replies/reply.js';
import { spanOf } from './answers.js';

const joined = ({ before, lead, highlight, after }: Quote): string =>
  before + lead + highlight + after;

const LONG = Array.from({ length: 30 }, (_, i) => `Sentence number ${i} stands here.`).join(' ');

describe('quoteOf', () => {
  it('quotes a short passage whole, without an ellipsis', () => {
    const text = 'One came. Two left. Three stayed.';
    expect(quoteOf({ text, highlight: spanOf(text, 'Two left.') }, 700)).toEqual({
      cutBefore: false,
      before: 'One came. ',
      lead: '',
      highlight: 'Two left.',
      after: ' Three stayed.',
      cutAfter: false,
    });
  });

  it('trims a long passage on sentence borders and says that it goes on', () => {
    const highlight = spanOf(LONG, 'Sentence number 15 stands here.');
    const quote = quoteOf({ text: LONG, highlight }, 160);
    expect(quote.highlight).toBe('Sentence number 15 stands here.');
    expect(joined(quote).length).toBeLessThanOrEqual(160);
    expect(joined(quote)).toMatch(/^Sentence number 13.*number 17 stands here\.$/);
    expect([quote.cutBefore, quote.cutAfter]).toEqual([true, true]);
  });

  it('keeps the lead before the highlight, also where neither fits', () => {
    const text = `${LONG} He said so.`;
    const lead = spanOf(text, 'Sentence number 29 stands here.');
    const quote = quoteOf({ text, highlight: spanOf(text, 'He said so.'), lead }, 10);
    expect(quote.lead).toBe('Sentence number 29 stands here. ');
    expect([quote.before, quote.after]).toEqual(['', '']);
  });

  it('says where the passage itself was cut inside a sentence', () => {
    const cut = { start: true, end: true };
    const quote = quoteOf({ text: 'of it', highlight: { start: 0, end: 5 }, cut }, 700);
    expect([quote.cutBefore, quote.cutAfter]).toEqual([true, true]);
  });

  it('quotes one unbroken slice that holds the highlight, whatever the text and the offsets', () => {
    const offset = fc.integer({ min: -5, max: 400 });
    const span = fc.record({ start: offset, end: offset });
    const text = fc
      .array(fc.constantFrom('A b. ', 'He “said”? ', '\n\n', 'Mr. X went… ', '斑馬。', '😀! '))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, span, span, fc.integer({ min: 0, max: 300 }), (...given) => {
        const [words, highlight, lead, characters] = given;
        const quote = quoteOf({ text: words, highlight, lead }, characters);
        expect(words).toContain(joined(quote));
        const start = Math.min(Math.max(highlight.start, 0), words.length);
        const end = Math.min(Math.max(highlight.end, start), words.length);
        expect(quote.highlight).toBe(words.slice(start, end));
      }),
      { numRuns: 300 },
    );
  });
});
