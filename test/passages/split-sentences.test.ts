// Sentences of news prose, and what holds for every text.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitSentences } from '../../src/passages/split-sentences.js';

function sentencesOf(text: string): string[] {
  return splitSentences(text).map(({ start, end }) => text.slice(start, end));
}

describe('splitSentences', () => {
  const cases: readonly [string, readonly string[]][] = [
    ['plain sentences', ['They left.', 'Nobody came!', 'Why?']],
    ['titles before names', ['Mr. Karzai met Gen. Dostum and Sen. McCain.', 'They spoke.']],
    ['months and numbers', ['It was signed on Oct. 14 as No. 5.', 'It lapsed.']],
    ['i.e. and e.g.', ['Some states, e.g. Qatar, i.e. the host, agreed.', 'Others left.']],
    ['initials', ['George W. Bush and J. R. R. Tolkien never met.', 'One wrote.']],
    ['U.S. inside a sentence', ['The U.S. Army left Bagram.', 'It was July.']],
    ['U.S. at the end of a sentence', ['They flew to the U.S.', 'The others stayed.']],
    ['quotes that end a sentence', ['“We are leaving.”', 'He said no more.']],
    ['a quotation that goes on', ['“Why?” asked the minister.', 'No one knew.']],
    ['an ellipsis that goes on', ['They waited... and waited.', 'Then it rained.']],
    ['brackets', ['He came (at last).', 'She went.']],
    ['decimal numbers', ['It grew by 3.5 percent to 1.2 million.', 'It shrank.']],
    ['web addresses', ['See www.example.org for more.', 'It is free.']],
  ];
  it.each(cases)('keeps whole: %s', (_, sentences) => {
    expect(sentencesOf(sentences.join(' '))).toEqual(sentences);
  });

  it('cuts Chinese and Japanese at their own full stops', () => {
    expect(sentencesOf('他们离开了。没有人来。')).toEqual(['他们离开了。', '没有人来。']);
    expect(sentencesOf('行きました。なぜですか？')).toEqual(['行きました。', 'なぜですか？']);
  });

  it('cuts Russian and Arabic', () => {
    expect(sentencesOf('Они ушли. Никто не пришёл.')).toEqual(['Они ушли.', 'Никто не пришёл.']);
    expect(sentencesOf('لماذا غادروا؟ لم يأت أحد.')).toEqual(['لماذا غادروا؟', 'لم يأت أحد.']);
  });

  it.each(['', ' ', '\n\t '])('finds nothing in white space', (text) => {
    expect(splitSentences(text)).toEqual([]);
  });

  it('gives slices in order that leave out nothing but white space, for every text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.constantFrom('U.S. ', 'Mr. ', '. ', '! ', '?" ', '… ', ' ', '\n', '。', 'A. ', 'the '),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        let end = 0;
        for (const span of splitSentences(text)) {
          expect(text.slice(end, span.start).trim()).toBe('');
          expect(span.end).toBeGreaterThan(span.start);
          const sentence = text.slice(span.start, span.end);
          expect(sentence).toBe(sentence.trim());
          end = span.end;
        }
        expect(text.slice(end).trim()).toBe('');
      }),
      { numRuns: 200 },
    );
  });
});
