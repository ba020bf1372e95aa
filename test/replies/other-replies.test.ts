import { describe, expect, it } from 'vitest';
import { documentsReply } from '../../src/replies/documents-reply.js';
import { errorReply } from '../../src/replies/error-reply.js';
import { explanationReply } from '../../src/replies/explanation-reply.js';
import { sourcesReply } from '../../src/replies/sources-reply.js';
import { ReadableError } from '../../src/shared/errors.js';
import { openLog, silentLog } from '../../src/shared/log.js';
import { answerOf, citationOf } from './answers.js';

describe('sourcesReply', () => {
  it('groups passages by document and keeps their ranks', () => {
    const b = { id: 'b-000000', title: 'Another' };
    const reply = sourcesReply('q', [
      citationOf('One.', { n: 1 }),
      citationOf('Two.', { n: 2, document: b }),
      citationOf('Three.', { n: 3 }),
    ]);
    if (reply.kind !== 'sources') throw new Error(reply.kind);
    expect(reply.text).toBe('3 passages in 2 documents for “q”, [1] the nearest:');
    const ranks = reply.groups.map(({ passages }) => passages.map(({ n }) => n));
    expect(ranks).toEqual([[1, 3], [2]]);
  });

  const many = Array.from({ length: 14 }, (_, i) =>
    citationOf(`Passage ${i}.`, { n: i + 1, document: { id: i % 2 === 0 ? 'a' : 'b' } }),
  );
  const ranksOn = (page: number, perPage?: number | null): number[][] => {
    const given = perPage === undefined ? { page } : { page, perPage };
    const reply = sourcesReply('q', many, given);
    if (reply.kind !== 'sources') throw new Error(reply.kind);
    return reply.groups.map(({ passages }) => passages.map(({ n }) => n));
  };

  it('gives six passages a page, by document on each', () => {
    expect([1, 2, 3].map((page) => ranksOn(page))).toEqual([
      [
        [1, 3, 5],
        [2, 4, 6],
      ],
      [
        [7, 9, 11],
        [8, 10, 12],
      ],
      [[13], [14]],
    ]);
  });

  it.each([
    [0, 1],
    [-3, 1],
    [NaN, 1],
    [2.9, 2],
    [99, 3],
    [Infinity, 3],
  ])('takes page %d for page %d', (page, number) => {
    const reply = sourcesReply('q', many, { page });
    expect(reply).toMatchObject({ page: { number, of: 3 } });
    expect(ranksOn(page)).toEqual(ranksOn(number));
  });

  it('puts everything on one page where it is told to', () => {
    expect(ranksOn(1, null).flat()).toHaveLength(14);
    expect(sourcesReply('q', many, { perPage: null })).toMatchObject({ page: { of: 1 } });
  });

  it('does without a question that is no longer known', () => {
    expect(sourcesReply(null, many)).toMatchObject({
      question: null,
      text: '14 passages in 2 documents, [1] the nearest:',
    });
  });

  it('says that nothing was found', () => {
    expect(sourcesReply('q', [])).toEqual({
      kind: 'notice',
      text: 'No passage was found for “q”.',
    });
    expect(sourcesReply(null, [])).toEqual({ kind: 'notice', text: 'No passage was found.' });
  });
});

describe('documentsReply', () => {
  const facts = (title: string) => ({
    id: title,
    file: `${title}.md`,
    title,
    outlet: 'Erdoğan Post',
    author: null,
    date: null,
    url: null,
    paragraphs: 3,
  });

  it('finds a word in title, outlet or file, accents and case folded', () => {
    const all = [facts('Bases'), facts('Trade')];
    expect(documentsReply(all, 'BASES').documents).toHaveLength(1);
    expect(documentsReply(all, 'erdogan').text).toBe('2 of 2 documents for “erdogan”:');
    expect(documentsReply(all, 'trade.md').documents).toHaveLength(1);
  });

  it('lists the first hundred of many', () => {
    const many = Array.from({ length: 101 }, (_, i) => facts(`T${i}`));
    const reply = documentsReply(many, '');
    expect(reply.documents).toHaveLength(100);
    expect(reply.text).toBe('The corpus holds 101 documents, the first 100 of them:');
  });
});

describe('explanationReply', () => {
  it('says that nothing was scored where there is no explanation', () => {
    const answer = answerOf({ outcome: 'none', reason: 'greeting' });
    expect(explanationReply(answer)).toMatchObject({ kind: 'notice' });
  });
});

describe('errorReply', () => {
  it('shows a readable error with its remedy', () => {
    const error = new ReadableError({ code: 'closed', text: 'Gone.', remedy: 'Come back.' });
    expect(errorReply(error, silentLog)).toEqual({ kind: 'error', text: 'Gone. Come back.' });
  });

  it('shows the reference of a defect and logs its detail under the same one', () => {
    const lines: string[] = [];
    const log = openLog({ level: 'error', write: (line) => lines.push(line) });
    const { text } = errorReply(new Error('secret cause'), log);
    const reference = /reference ([0-9a-f]{8})/.exec(text)?.[1] ?? 'none';
    expect(text).not.toContain('secret cause');
    expect(lines.join('')).toContain(reference);
    expect(lines.join('')).toContain('secret cause');
  });
});
