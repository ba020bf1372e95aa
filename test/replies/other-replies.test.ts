import { describe, expect, it } from 'vitest';
import { contextReply } from '../../src/replies/context-reply.js';
import { documentsReply } from '../../src/replies/documents-reply.js';
import { errorReply } from '../../src/replies/error-reply.js';
import { explanationReply } from '../../src/replies/explanation-reply.js';
import { sourcesReply } from '../../src/replies/sources-reply.js';
import { ReadableError } from '../../src/shared/errors.js';
import { openLog, silentLog } from '../../src/shared/log.js';
import { paragraphsOf } from '../support/builders.js';
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

  it('says that nothing was found', () => {
    expect(sourcesReply('q', [])).toEqual({
      kind: 'notice',
      text: 'No passage was found for “q”.',
    });
  });
});

describe('contextReply', () => {
  const paragraphs = paragraphsOf(['One.', 'Two.', 'Three.', 'Four.', 'Five.', 'Six.', 'Seven.']);
  const citation = citationOf('Four.', { n: 2, paragraph: { first: 4, last: 4, of: 7 } });

  it('shows two paragraphs before and after the cited ones', () => {
    const reply = contextReply(citation, paragraphs);
    if (reply.kind !== 'context') throw new Error(reply.kind);
    expect(reply.paragraphs.map(({ n }) => n)).toEqual([2, 3, 4, 5, 6]);
    expect(reply.paragraphs.filter(({ isCited }) => isCited)).toEqual([
      { n: 4, text: 'Four.', isCited: true },
    ]);
  });

  it.each([
    ['changed', paragraphsOf(['One.', 'Two.', 'Three.', 'New.'])],
    ['left the index', []],
  ])('says so where the document has %s since', (_, now) => {
    expect(contextReply(citation, now)).toMatchObject({ kind: 'notice' });
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
