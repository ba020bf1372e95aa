import { describe, expect, it } from 'vitest';
import { CHAT_COMMANDS, completeCommand } from '../../src/console/chat-commands.js';
import { paragraphsOf } from '../support/builders.js';
import { answerOf, citationOf, summaryOf } from '../replies/answers.js';
import { pipe } from './chatting.js';
import { fakeAnswerer } from './fake-answerer.js';

describe('completeCommand', () => {
  it('offers the commands that begin with what was typed', () => {
    expect(completeCommand('/')[0]).toEqual(CHAT_COMMANDS.map(({ name }) => name));
    expect(completeCommand('/con')).toEqual([['/context'], '/con']);
  });

  it('offers nothing inside a question or behind a command', () => {
    expect(completeCommand('who/')[0]).toEqual([]);
    expect(completeCommand('/context 1')[0]).toEqual([]);
  });
});

describe('the commands of the chat', () => {
  it('are all listed by /help', async () => {
    const written = await pipe(fakeAnswerer(), '/help\n');
    for (const { usage, description } of CHAT_COMMANDS) {
      expect(written).toContain(usage);
      expect(written).toContain(description);
    }
  });

  it('show every passage found, by document, with ranks and scores', async () => {
    const sources = [
      citationOf('One.', { n: 1, score: 0.71 }),
      citationOf('Two.', { n: 2, document: { id: 'b', title: 'Another' } }),
    ];
    const answerer = fakeAnswerer({ sources });
    const written = await pipe(answerer, '/sources who left?\n');
    expect(answerer.asked[0]?.question).toBe('who left?');
    expect(written).toContain('2 passages in 2 documents for “who left?”');
    expect(written).toContain('[1] ¶ 7 of 23 · 0.710 · “One.”');
  });

  it('show the sources of the last question where /sources has none of its own', async () => {
    const answerer = fakeAnswerer({ sources: [citationOf('One.')] });
    const written = await pipe(answerer, '/sources\nWho left?\n/sources\n');
    expect(written).toContain('Ask something first');
    expect(written).toContain('1 passage in 1 document for “Who left?”');
    expect(answerer.asked.map(({ question }) => question)).toEqual(['Who left?']);
  });

  it('say of /catchup in one line that it is for Discord', async () => {
    expect(await pipe(fakeAnswerer(), '/catchup 2h\n')).toContain(
      'The console has no channels to catch up with: /catchup is for Discord.',
    );
  });

  it('show the paragraphs around a citation', async () => {
    const citation = citationOf('Two.', { paragraph: { first: 2, last: 2, of: 3 } });
    const answerer = fakeAnswerer({
      answer: () => answerOf({ citations: [citation] }),
      paragraphs: paragraphsOf(['One.', 'Two.', 'Three.']),
    });
    const written = await pipe(answerer, 'Who?\n/context 1\n');
    expect(written).toContain('¶ 1 of 3  One.');
    expect(written).toContain('¶ 3 of 3  Three.');
  });

  it('go on from a citation to the end of its document', async () => {
    const citation = citationOf('Two.', { paragraph: { first: 2, last: 2, of: 3 } });
    const answerer = fakeAnswerer({
      answer: () => answerOf({ citations: [citation] }),
      paragraphs: paragraphsOf(['One.', 'Two.', 'x'.repeat(2_400)]),
    });
    const written = await pipe(answerer, 'Who?\n/context 1\n/context [1] 1\n/context -1\n');
    const [, first, later, before] = written.split('> /');
    expect(first).toContain('later: /context 1 1');
    expect(later).toContain('¶ 3 of 3  xxx');
    expect(later).toContain('earlier: /context 1 0');
    expect(before).toContain('¶ 2 of 3  Two.');
  });

  it('sum up a document, whose sentences then have a context', async () => {
    const answerer = fakeAnswerer({ paragraphs: paragraphsOf(['American forces left Bagram.']) });
    const written = await pipe(answerer, '/summarize long document A title\n/context 1\n');
    expect(written).toContain('In sentences of its own, in their order:');
    expect(written).toContain('[1] “American forces left Bagram.” ¶ 7 of 23');
    expect(written).toContain('> /context 1');
    expect(written).not.toContain('There is no citation yet');
  });

  it('sum up a topic by document, and say plainly where there is little or nothing', async () => {
    const near = fakeAnswerer({
      summarize: (request) => Promise.resolve(summaryOf(request, { outcome: 'closest' })),
    });
    expect(await pipe(near, '/summarize topic Bagram\n')).toContain('hardly speak of this');
    const none = fakeAnswerer({
      summarize: (request) =>
        Promise.resolve(summaryOf(request, { outcome: 'none', sentences: [] })),
    });
    expect(await pipe(none, '/summarize topic Bagram\n')).toContain('Nothing in the documents');
    expect(await pipe(none, '/summarize document x\n')).toContain('has no sentence that can be');
  });

  it('tell why these passages, and what is kept', async () => {
    const written = await pipe(fakeAnswerer(), 'Who left Bagram?\n/why\n/privacy\n');
    expect(written).toContain('12 passages were compared with the question');
    expect(written).toContain('[1] A title · ¶ 7 of 23 · It was not compared sentence by sentence');
    expect(written).toContain('The console forgets everything when you leave it.');
  });

  it.each([
    ['/why', 'ask something first'],
    ['Who?\n/context 1234', 'a number from 1 to 1'],
    ['/context 1', 'There is no citation yet'],
    ['Who?\n/context 2', 'a number from 1 to 1'],
    ['Who?\n/context x', 'a number from 1 to 1'],
    ['/explain', 'ask something first'],
    ['Who?\n/explain', 'No score led to'],
    ['/summarize this', 'Write /summarize document NAME or /summarize topic WORDS'],
    ['/corpus', 'npm run corpus -- --help'],
    ['/sourc', 'Did you mean /sources?'],
    ['/nonsense', 'There is no command /nonsense. /help'],
    ['/', 'There is no command /. /help'],
  ])('answer %j with a hint', async (lines, hint) => {
    expect(await pipe(fakeAnswerer(), `${lines}\n`)).toContain(hint);
  });

  it('list the documents and tell about the index', async () => {
    const written = await pipe(fakeAnswerer(), '/documents bord\n/ABOUT\n');
    expect(written).toContain('1 of 3 documents for “bord”');
    expect(written).toContain('The border.md');
    expect(written).toContain('exact vector search');
    expect(written).toMatch(/version +\d+\.\d+\.\d+/);
    expect(written).toContain('It is provisional');
  });

  it('ask for the explanation with every question, for /explain', async () => {
    const answerer = fakeAnswerer();
    await pipe(answerer, 'Who?\n');
    expect(answerer.asked[0]?.explain).toBe(true);
  });
});
