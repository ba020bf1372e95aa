import { describe, expect, it } from 'vitest';
import type { Citation } from '../../src/answering/answer.js';
import { alsoIn, alsoInLine } from '../../src/replies/also-in.js';
import { sourcesReply } from '../../src/replies/sources-reply.js';
import { citationOf } from './answers.js';

const copyIn = (outlet: string | null, title = 'A title', label = 9) => {
  const { document, paragraph } = citationOf('', { document: { outlet, title } });
  return { label, document, paragraph };
};

function lineOf(copies: NonNullable<Citation['alsoIn']>): string | null {
  const found = alsoIn(citationOf('Wire.', { alsoIn: copies }));
  return found === null ? null : alsoInLine(found, (name) => name);
}

describe('alsoIn', () => {
  it('names two outlets and counts the rest', () => {
    expect(lineOf([copyIn('Orbis')])).toBe('also in Orbis');
    expect(lineOf([copyIn('Orbis'), copyIn('SouthFront')])).toBe('also in Orbis and SouthFront');
    const four = ['Orbis', 'SouthFront', 'Courier', 'Post'].map((outlet) => copyIn(outlet));
    expect(lineOf(four)).toBe('also in Orbis, SouthFront and 2 more');
  });

  it('names a title where the outlet is unknown or the same, and each name once', () => {
    expect(lineOf([copyIn(null, 'The airfield')])).toBe('also in The airfield');
    expect(lineOf([copyIn('Inforos', 'The airfield')])).toBe('also in The airfield');
    expect(lineOf([copyIn('Orbis'), copyIn('Orbis')])).toBe('also in Orbis');
    expect(lineOf([copyIn(null, ' ')])).toBe('also in notes/a.md');
  });

  it('says nothing where the text stands nowhere else', () => {
    expect(alsoIn(citationOf('Wire.'))).toBeNull();
  });

  it('counts what no face can show', () => {
    expect(alsoInLine({ names: ['', 'Orbis'], more: 1 }, (name) => name)).toBe(
      'also in Orbis and 2 more',
    );
    expect(alsoInLine({ names: [''], more: 0 }, (name) => name)).toBe('also in 1 more');
  });
});

describe('sourcesReply of copies', () => {
  it('lists a text once, with where else it stands', () => {
    const reply = sourcesReply('q', [
      citationOf('Wire.', { n: 1, label: 1, alsoIn: [copyIn('Orbis', 'Copy', 2)] }),
      citationOf('Wire.', { n: 2, label: 2, document: { id: 'b', outlet: 'Orbis' } }),
      citationOf('Other.', { n: 3, label: 3 }),
    ]);
    if (reply.kind !== 'sources') throw new Error(reply.kind);
    expect(reply.text).toBe('2 passages in 1 document for “q”, [1] the nearest:');
    const passages = reply.groups.flatMap((group) => group.passages);
    expect(passages.map(({ n, alsoIn: copies }) => [n, copies?.names])).toEqual([
      [1, ['Orbis']],
      [3, undefined],
    ]);
  });
});
