import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { cleanedText } from '../../src/corpus/document.js';
import { foldWhiteSpace } from '../../src/corpus/fold-white-space.js';
import { readDocument } from '../../src/corpus/read-document.js';
import { plainTextReader } from '../../src/corpus/read-plain-text.js';
import { acceptedDocument, textsOf } from './read-bytes.js';

const linesOf = (text: string): readonly string[] =>
  plainTextReader.read(text).lines.map((line) => line.text);

describe('plainTextReader', () => {
  it('takes every line of a block as a paragraph of its own', () => {
    expect(linesOf('One line.\nAnother line.\r\n\r\nA third.\rA fourth.')).toEqual([
      'One line.',
      'Another line.',
      'A third.',
      'A fourth.',
    ]);
  });

  it('joins the lines of prose that an editor has wrapped', () => {
    const wrapped = [
      'The ferry leaves the old quay every morning at seven, and the captain',
      'greets each of the passengers by name before he lets go of the rope that',
      'Martha tied the evening before.',
      '',
      'Nobody remembers who built the quay; the stones are older than the town',
      'and older than the church.',
    ];
    expect(linesOf(wrapped.join('\n'))).toEqual([
      wrapped.slice(0, 3).join(' '),
      wrapped.slice(4).join(' '),
    ]);
  });

  it('does not join verse that pauses, lists or a title with its by-line', () => {
    const verse = 'The gulls go out,\nthe gulls come in,\nand nobody asks the harbour,\nit waits.';
    expect(linesOf(verse)).toHaveLength(4);
    expect(linesOf('- bread from the corner shop\n- milk\n- a stamp')).toHaveLength(3);
    expect(linesOf('Harbour town raises its mooring fees again\nBy Jane Doe')).toHaveLength(2);
  });

  it('ends a block at a form feed', () => {
    expect(linesOf('Last line of a page.\fFirst line of the next.')).toHaveLength(2);
  });

  it('reads a line of 100,000 characters as one paragraph', () => {
    const line = 'The gulls come back. '.repeat(5000).trim();
    expect(textsOf(acceptedDocument({ file: 'long.txt', content: line }))).toEqual([line]);
  });

  it('keeps bidi and zero-width characters and leaves lines made only of them out', () => {
    const text = 'A line with \u202Eturned\u202C and zero\u200Bwidth characters in it.';
    expect(linesOf(`${text}\n\u200B\u202E\n`)).toEqual([text]);
  });

  it('keeps nothing that the source does not say, for any text', () => {
    const texts = fc.array(
      fc.oneof(fc.string(), fc.lorem({ mode: 'sentences' }), fc.constantFrom('\n', '\n\n', ' ', '• ')),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(texts, (parts) => {
        const source = parts.join('\n');
        const { documents } = readDocument({
          file: 'a.txt',
          bytes: Buffer.from(source),
          sidecar: null,
        });
        const [document] = documents;
        if (document === undefined) return;
        const { paragraphs } = document;
        const [all, folded] = [cleanedText(paragraphs), foldWhiteSpace(source)];
        for (const { text, start, end } of paragraphs) {
          expect(all.slice(start, end)).toBe(text);
          expect(folded).toContain(text);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('a line that goes on with the sentence above', () => {
  it('is joined to it, so that half a sentence is neither a title nor a paragraph', () => {
    const { lines } = plainTextReader.read(
      'The old mill at Orlo was\nbuilt by king Bertil in 1604. It burnt.\nflour\nbread',
    );
    expect(lines.map((line) => line.text)).toEqual([
      'The old mill at Orlo was built by king Bertil in 1604. It burnt.',
      'flour',
      'bread',
    ]);
  });
});
