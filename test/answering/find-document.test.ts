import { describe, expect, it } from 'vitest';
import { chooseDocument } from '../../src/answering/find-document.js';
import { failureOf } from '../support/failure-of.js';
import { scoredOf } from '../support/builders.js';

const named = (id: string, title: string) =>
  scoredOf('x', { document: { id, title, file: `notes/${id}.md` } }).passage.document;

const DOCUMENTS = [
  named('a1', 'The ferry stops'),
  named('b2', 'The ferry'),
  named('c3', 'Erdoğan in Bishkek'),
  named('d4', 'The fish market'),
  named('e5', 'The fish market'),
];

describe('chooseDocument', () => {
  it.each([
    ['its file', 'notes/d4.md', 'd4'],
    ['its whole title, also where others begin with it', 'the FERRY', 'b2'],
    ['a part of its title, accents aside', 'erdogan', 'c3'],
  ])('finds a document by %s', (_, name, id) => {
    expect(chooseDocument(DOCUMENTS, name).id).toBe(id);
  });

  it('names the ones that could be meant', async () => {
    const { code, message } = await failureOf(() => chooseDocument(DOCUMENTS, 'The fish market'));
    expect(code).toBe('document_unknown');
    expect(message).toContain('(d4)');
    expect(message).toContain('(e5)');
  });

  it.each(['nobody’s diary', '', ' '])('refuses "%s"', async (name) => {
    const failure = await failureOf(() => chooseDocument(DOCUMENTS, name));
    expect(failure.code).toBe('document_unknown');
  });
});
