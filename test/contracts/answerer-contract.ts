// What every Answerer must do, wherever it answers. In: an opener over the folder of a built store. The
// corpus and the fake model are the same for all, so that a process in between may change nothing.

import { describe, expect, it } from 'vitest';
import type { CitationReference } from '../../src/answering/answerer.js';
import type { Side } from '../../src/comparisons/side.js';
import { BUILT_AT, QUESTION, TEXTS } from '../support/answering-site.js';
import { failureOf } from '../support/failure-of.js';
import { describeScopes } from './answerer/scopes.js';
import { opened, referenceTo, type AnswererUnderTest } from './answerer/under-test.js';

/** The answerers of the tests below, and the citations that a question finds in the default collection. */
async function found(subject: AnswererUnderTest) {
  const answerer = await opened(subject);
  const { citations } = await answerer.sources(QUESTION);
  return { answerer, citations, references: citations.map(referenceTo) };
}

export function describeAnswerer(subject: AnswererUnderTest): void {
  describe(`Answerer contract: ${subject.name}`, () => {
    describeQuestions(subject);
    describeScopes(subject);
    describeSummaries(subject);
    describeTopics(subject);
    describeCited(subject);
    describeTheRest(subject);
  });
}

function describeQuestions(subject: AnswererUnderTest): void {
  it('quotes the corpus word for word', async () => {
    const answerer = await opened(subject);
    const answer = await answerer.answer({ ...QUESTION, id: 'q1' });
    expect(answer).toMatchObject({ id: 'q1', outcome: 'answer', corpus: { documents: 3 } });
    const [first] = answer.citations;
    expect(first?.document.file).toBe('bagram.md');
    expect(first?.text).toBe(TEXTS['bagram.md']);
    const { start, end } = first?.highlight ?? { start: 0, end: 0 };
    expect(first?.text.slice(start, end)).toBe('The last soldiers left the air base of Bagram.');
  });

  it('gives every passage in rank order beside the answer, as many as asked for', async () => {
    const { answerer, citations } = await found(subject);
    expect(citations.map(({ n }) => n)).toEqual([1, 2, 3]);
    const few = await answerer.sources({ ...QUESTION, limit: 1, found: 2 });
    expect(few.answer.citations).toEqual(citations.slice(0, 1));
    expect(few.citations).toEqual(citations.slice(0, 2));
    const one = await answerer.sources({ ...QUESTION, limit: 2, found: 0 });
    expect(one.citations).toHaveLength(1);
    expect(one.answer.citations.length).toBeGreaterThan(1);
    expect((await answerer.sources({ ...QUESTION, found: 999 })).citations).toHaveLength(3);
  });

  it('keeps collections apart, and names one that is not there', async () => {
    const answerer = await opened(subject);
    for (const request of [
      { ...QUESTION, collection: 'other' },
      { question: `${QUESTION.question} collection:other` },
    ]) {
      const { citations } = await answerer.sources(request);
      expect(citations.map(({ document }) => document.file)).toEqual(['x.md']);
    }
    for (const collection of ['none', '../x', 'A B', '']) {
      const failure = await failureOf(() => answerer.answer({ ...QUESTION, collection }));
      expect(failure.code).toBe('index_missing');
      expect(failure.remedy).toContain('npm run build-index');
    }
  });

  it('reads no filter from a text that is not typed for it, and cuts one that is too long', async () => {
    const answerer = await opened(subject);
    const question = `${QUESTION.question} -Bagram collection:other`;
    const plain = await answerer.answer({ question, isPlain: true });
    expect(plain.question).toBe(question);
    expect(plain.citations[0]?.document.file).toBe('bagram.md');
    const long = { question: 'Bagram '.repeat(1_000), isPlain: true };
    expect((await answerer.answer(long)).citations[0]?.document.file).toBe('bagram.md');
    expect((await failureOf(() => answerer.answer({ ...long, isPlain: false }))).code).toBe(
      'bad_question',
    );
  });

  it('looks into one document alone where it is told to', async () => {
    const { answerer, citations } = await found(subject);
    const document = citations[2]?.document.id;
    const inside = await answerer.sources({ ...QUESTION, filter: { document } });
    expect(inside.citations.map((citation) => citation.document.id)).toEqual([document]);
  });

  it.each(['', '   ', 'after:2021'])('refuses "%s", which asks nothing', async (question) => {
    const answerer = await opened(subject);
    expect((await failureOf(() => answerer.answer({ question }))).code).toBe('bad_question');
  });

  it("ranks every sentence of one document, the question's own first", async () => {
    const answerer = await opened(subject);
    const [{ id } = { id: '' }] = await answerer.documents();
    const ranked = await answerer.rankSentences({ ...QUESTION, documentId: id });
    expect(ranked.map(({ text }) => text)).toEqual([
      'The last soldiers left the air base of Bagram.',
      'They left at night.',
    ]);
    expect(await answerer.rankSentences({ ...QUESTION, documentId: 'none' })).toEqual([]);
  });
}

function describeSummaries(subject: AnswererUnderTest): void {
  it.each(['bagram.md', 'BAGRAM'])('summarizes the document called %s', async (document) => {
    const answerer = await opened(subject);
    const summary = await answerer.summarize({ about: 'document', document, sentences: 1 });
    expect(summary).toMatchObject({ about: 'document', title: 'bagram.md', outcome: 'answer' });
    const [sentence, ...others] = summary.sentences;
    expect(others).toEqual([]);
    expect(sentence).toMatchObject({
      n: 1,
      text: 'The last soldiers left the air base of Bagram.',
      paragraph: { first: 1, last: 1, of: 1 },
    });
    expect(sentence?.document.file).toBe('bagram.md');
  });

  it('summarizes a topic, and nothing where the corpus has nothing on it', async () => {
    const answerer = await opened(subject);
    const request = { about: 'topic', topic: QUESTION.question } as const;
    const summary = await answerer.summarize(request);
    expect(summary).toMatchObject({ about: 'topic', title: QUESTION.question, outcome: 'answer' });
    expect(summary.sentences[0]?.document.file).toBe('bagram.md');
    const none = await answerer.summarize({ about: 'topic', topic: 'quantum chromodynamics' });
    expect(none).toMatchObject({ outcome: 'none', reason: 'noise', sentences: [] });
    const filtered = await answerer.summarize({ ...request, filter: { outlet: 'Nobody' } });
    expect(filtered).toMatchObject({ outcome: 'none', reason: 'filtered' });
  });

  it('names a document that is not there, or that could be several', async () => {
    const answerer = await opened(subject);
    const summarize = (document: string) => () =>
      answerer.summarize({ about: 'document', document });
    for (const named of ['none', '', '.md']) {
      expect((await failureOf(summarize(named))).code).toBe('document_unknown');
    }
    expect((await failureOf(summarize('.md'))).message).toContain('could be');
  });
}

function describeTopics(subject: AnswererUnderTest): void {
  const { question } = QUESTION;
  const all: Side = { kind: 'period', after: null, before: null, text: 'always' };
  const nobody: Side = { kind: 'outlet', outlet: 'Nobody' };

  it('answers each side of a comparison as if it had been asked alone', async () => {
    const answerer = await opened(subject);
    const { first, second } = await answerer.compare({ question, first: all, second: nobody });
    expect(first.outcome).toBe('answer');
    expect(first.citations[0]?.text).toBe(TEXTS['bagram.md']);
    expect(second).toMatchObject({ outcome: 'none', reason: 'filtered', citations: [] });
  });

  it('refuses a comparison whose outlet is given twice, and one of nothing', async () => {
    const answerer = await opened(subject);
    const sides = { first: all, second: nobody };
    const twice = { question: `${question} outlet:AFP`, ...sides };
    expect((await failureOf(() => answerer.compare(twice))).code).toBe('bad_question');
    const nothing = { question: '  ', ...sides };
    expect((await failureOf(() => answerer.compare(nothing))).code).toBe('bad_question');
  });

  it('gives what is on a topic, and nothing else that was found', async () => {
    const answerer = await opened(subject);
    const { answer, passages, chart } = await answerer.timeline({ question, chart: true });
    expect(answer.outcome).toBe('answer');
    expect(passages.map(({ citation }) => citation.document.file)).toEqual(['bagram.md']);
    expect(passages[0]).toMatchObject({ isStrong: true, citation: { n: 1 } });
    // None of these documents is dated, so there is nothing to draw.
    expect(chart).toBeNull();
  });

  it('gives nothing where nothing is on a topic', async () => {
    const answerer = await opened(subject);
    const off = await answerer.timeline({ question: 'Quantum lattice eigenvalues' });
    expect(off).toMatchObject({ answer: { outcome: 'none' }, passages: [], chart: null });
  });
}

function describeCited(subject: AnswererUnderTest): void {
  it('brings citations back as they were, in the order asked', async () => {
    const { answerer, citations, references } = await found(subject);
    expect(await answerer.cited(references)).toEqual(citations);
    expect(await answerer.cited([...references].reverse())).toEqual([...citations].reverse());
    expect(await answerer.cited([])).toEqual([]);
  });

  it('never brings back a passage of another collection', async () => {
    const { answerer, references } = await found(subject);
    expect(await answerer.cited(references, 'other')).toEqual([]);
    const other = await answerer.sources({ ...QUESTION, collection: 'other' });
    const theirs = other.citations.map(referenceTo);
    expect(await answerer.cited(theirs, 'other')).toEqual(other.citations);
    const forged = theirs.map((theirOne, i) => ({
      ...theirOne,
      documentId: references[i]?.documentId ?? '',
    }));
    expect(await answerer.cited([...theirs, ...forged])).toEqual([]);
  });

  it('leaves out what does not fit: other documents, unknown labels, marks outside the text', async () => {
    const { answerer, citations, references } = await found(subject);
    const [first, second] = references;
    if (first === undefined || second === undefined) throw new Error('too few citations');
    const end = (citations[0]?.text.length ?? 0) + 1;
    const wrong: CitationReference[] = [
      { ...first, documentId: second.documentId },
      { ...first, documentId: 'none' },
      { ...first, label: 1e9 },
      { ...first, label: first.label + 0.5 },
      ...[
        { start: 0, end },
        { start: -1, end: 3 },
        { start: 3, end: 3 },
        { start: 0.5, end: 3 },
        { start: 0, end: Number.NaN },
      ].flatMap((span) => [
        { ...first, highlight: span },
        { ...first, lead: span },
      ]),
    ];
    expect(await answerer.cited([...wrong, second])).toEqual([citations[1]]);
  });
}

function describeTheRest(subject: AnswererUnderTest): void {
  it('suggests documents of the collection asked', async () => {
    const answerer = await opened(subject);
    const document = { kind: 'document', typed: 'ba', limit: 5 } as const;
    const [{ id } = { id: '' }] = await answerer.documents();
    expect(await answerer.suggest(document)).toEqual([{ name: 'bagram.md', value: id }]);
    expect(await answerer.suggest({ ...document, typed: '' })).toHaveLength(3);
    expect(await answerer.suggest({ ...document, collection: 'other' })).toEqual([]);
    expect(await answerer.suggest({ ...document, kind: 'outlet' })).toEqual([]);
  });

  it('tells what is indexed', async () => {
    const answerer = await opened(subject);
    const documents = await answerer.documents();
    expect(documents.map(({ file }) => file)).toEqual(Object.keys(TEXTS));
    const paragraphs = await answerer.paragraphs(documents[1]?.id ?? '');
    expect(paragraphs.map(({ text }) => text)).toEqual(TEXTS['consulate.md'].split('\n\n'));
    expect(await answerer.paragraphs('none')).toEqual([]);
    expect(await answerer.document(documents[1]?.id ?? '')).toEqual(documents[1]);
    expect(await answerer.document('none')).toBeNull();
    expect(await answerer.documents('other')).toHaveLength(1);
    expect(await answerer.status()).toMatchObject({
      collection: 'default',
      builtAt: BUILT_AT,
      model: 'fake',
      index: 'exact',
      notice: 'exact',
      facts: { documents: 3 },
    });
  });

  it('chooses among short texts those that stand for all', async () => {
    const answerer = await opened(subject);
    const texts = ['ok', ...Object.values(TEXTS), TEXTS['harvest.md']];
    const chosen = await answerer.digest({ texts, most: 3 });
    expect(chosen).toEqual([1, 2, 3]);
    expect(await answerer.digest({ texts, most: 2, kept: [0] })).toContain(0);
    expect(await answerer.digest({ texts: [], most: 3 })).toEqual([]);
  });

  it('lets nothing be asked once it is closed, and may be closed twice', async () => {
    const answerer = await opened(subject);
    await answerer.answer(QUESTION);
    await answerer.close();
    expect((await failureOf(() => answerer.answer(QUESTION))).code).toBe('closed');
    expect((await failureOf(() => answerer.status())).code).toBe('closed');
    const texts = ['a', 'b'];
    expect((await failureOf(() => answerer.digest({ texts, most: 1 }))).code).toBe('closed');
    await answerer.close();
  });
}
