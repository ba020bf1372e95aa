// Several collections at once, wherever it answers.

import { expect, it } from 'vitest';
import { QUESTION, TEXTS } from '../../support/answering-site.js';
import { failureOf } from '../../support/failure-of.js';
import { opened, referenceTo, type AnswererUnderTest } from './under-test.js';

export function describeScopes(subject: AnswererUnderTest): void {
  it('searches several collections as one, within what it is given', async () => {
    const answerer = await opened(subject);
    const collection = 'default+nowhere+other';
    const { citations } = await answerer.sources({ ...QUESTION, collection });
    expect(citations.map(({ document }) => document.file).sort()).toEqual(
      [...Object.keys(TEXTS), 'x.md'].sort(),
    );
    expect(citations[0]?.document.file).toBe('bagram.md');
    expect(await answerer.cited(citations.map(referenceTo), collection)).toEqual(citations);
    expect(await answerer.documents(collection)).toHaveLength(4);
    expect((await answerer.status(collection)).collection).toBe('default+other');
    const beyond = { question: `${QUESTION.question} collection:other`, collection: 'default' };
    expect((await failureOf(() => answerer.answer(beyond))).code).toBe('collection_unknown');
  });
}
