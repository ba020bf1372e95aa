import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuestion } from '../../src/retrieval/question.js';
import { MAX_READING_CHARACTERS, readFollowUp } from '../../src/answering/follow-up.js';

const SAID = 'What did Veldania say about the burnt ferry?';
const SEL = 'What did Sel say about the burnt ferry?';

const read = (earlier: string, question: string) => readFollowUp(question, { question: earlier });

describe('a follow-up', () => {
  it.each([
    // Another time
    [SAID, 'and in 2015?', 'What did Veldania say about the burnt ferry in 2015?'],
    [SAID, 'And before 2016?', 'What did Veldania say about the burnt ferry before 2016?'],
    [SAID, 'in March 2015?', 'What did Veldania say about the burnt ferry in March 2015?'],
    [SAID, 'and today?', 'What did Veldania say about the burnt ferry today?'],
    [SAID, 'what about last year?', 'What did Veldania say about the burnt ferry last year?'],
    ['Who led Korrin in 2014?', 'and in 2015?', 'Who led Korrin in 2015?'],
    ['Who led Korrin in 2014?', 'and since May 2016?', 'Who led Korrin since May 2016?'],
    ['Who led Korrin in 2014 or so?', 'and before 2010', 'Who led Korrin before 2010 or so?'],
    ['Who won the 2015 regatta?', 'and in 2016?', 'Who won the 2016 regatta?'],
    // Another name or thing
    [SAID, 'And Korrin?', 'What did Korrin say about the burnt ferry?'],
    [SAID, 'ok, and what about Korrin?', 'What did Korrin say about the burnt ferry?'],
    [SAID, 'how about the harbour?', 'What did Veldania say about the harbour?'],
    [SAID, 'And about the harbour?', 'What did Veldania say about the harbour?'],
    [SAID, 'what about Korrin in 2015?', 'What did Korrin say about the burnt ferry in 2015?'],
    ['what did egypt say about the dam', 'and sudan?', 'What did sudan say about the dam?'],
    [
      'What did the mayor say about the dam?',
      'and the bishop?',
      'What did the bishop say about the dam?',
    ],
    ['What did Veldanian officials say?', 'And Korrin?', 'What did Korrin say?'],
    ['Why did Veldania shut the port?', 'And Korrin?', 'Why did Korrin shut the port?'],
    ['What happened in Egypt?', 'and Tolmar?', 'What happened in Tolmar?'],
    ['What happened in Egypt?', 'and Ivo Sel?', 'What happened in Egypt — Ivo Sel?'],
    ['What did Veldania sell to Korrin?', 'and to Tolmar?', 'What did Veldania sell to Tolmar?'],
    ['Who leads the talks with Korrin?', 'and with Tolmar?', 'Who leads the talks with Tolmar?'],
    ['What did Egypt sell to Sudan?', 'and Sudan?', 'What did Sudan sell to Egypt?'],
    // A question that needs the earlier topic
    [SAID, 'what did Korrin say?', 'What did Korrin say about the burnt ferry?'],
    [SAID, 'how did Korrin respond?', 'How did Korrin respond to the burnt ferry?'],
    [SAID, 'What does Korrin want?', 'What does Korrin want — the burnt ferry?'],
    [SAID, "What was Korrin's reaction?", "What was Korrin's reaction — the burnt ferry?"],
    [SAID, 'who resigned?', 'Who resigned — Veldania, the burnt ferry?'],
    [SAID, 'How many died?', 'How many died — Veldania, the burnt ferry?'],
    [SAID, 'but why did Korrin leave?', 'Why did Korrin leave — the burnt ferry?'],
    // A question word alone
    [SAID, 'why?', 'Why — Veldania, the burnt ferry?'],
    ['Did Korrin shut the port?', 'why?', 'Why did Korrin shut the port?'],
    [
      'Why did Korrin shut the port?',
      'and when exactly?',
      'When exactly did Korrin shut the port?',
    ],
    ['Who sank the ferry?', 'why?', 'Why — who sank the ferry?'],
    // Something that points back
    [SAID, 'who said that?', 'Who said that — Veldania, the burnt ferry?'],
    [SAID, 'when was that?', 'When was that — Veldania, the burnt ferry?'],
    ['Who sank the ferry?', 'when was that?', 'When was that — who sank the ferry?'],
    [SAID, 'what did Korrin want for it?', 'What did Korrin want for it — the burnt ferry?'],
    [SEL, 'and what did he want for it?', 'What did Sel want for it — the burnt ferry?'],
    ['What did Egypt say of the dam?', 'did he agree?', 'Did he agree — Egypt say of the dam?'],
    [
      'What did Veldania and Korrin say about the treaty?',
      'Did they agree?',
      'Did they agree — Veldania, Korrin, the treaty?',
    ],
    [SAID, 'What happened then?', 'What happened then — Veldania, the burnt ferry?'],
    [SAID, 'Who paid for that ferry?', 'Who paid for that ferry — Veldania, the burnt ferry?'],
    [SAID, 'Did the minister deny it?', 'Did the minister deny it — Veldania, the burnt ferry?'],
    // Something that was completed itself
    ['Why — Veldania, the burnt ferry?', 'and Korrin?', 'Why — Korrin, the burnt ferry?'],
    ['Why — Veldania, the burnt ferry?', 'when?', 'When — Veldania, the burnt ferry?'],
  ])('of %j: %j is read as %j', (earlier, question, complete) => {
    expect(read(earlier, question)).toMatchObject({ question: complete, isFollowUp: true });
  });
});

describe('no follow-up', () => {
  it.each([
    ['a subject of its own', 'Who left Tolmar in July?'],
    ['another event', 'What happened in Tolmar?'],
    ['two new names', 'What did Tolmar say to Ostrel?'],
    ['a person', 'Who is Ivo Sel?'],
    ['a thing', 'What is NATO?'],
    ['a person behind "and"', 'and who is Ivo Sel?'],
    ['another subject behind "and"', 'And who won the Tolmar Cup in 2012?'],
    ['a long question behind "but"', 'But which ministers signed the fishing treaty?'],
    ['a statement behind "and"', 'And Korrin closed the northern border'],
    ['a pronoun with its antecedent', 'Why did the miners say they would strike?'],
    ['a pronoun with a name before it', 'What did Ostrel say about its army?'],
    ['a pronoun that points forward', 'When he resigned, what did Sel say about Ostrel?'],
    ['an empty "it"', 'Is it true that Korrin closed the border?'],
    ['a "that" that joins', 'Who claimed that Korrin sold weapons?'],
    ['a name alone', 'Korrin?'],
    ['more', 'more'],
    ['any more', 'any more?'],
    ['a lonely "and"', 'and?'],
    ['thanks', 'thanks'],
    ['thanks behind "and"', 'and thanks!'],
    ['a question about us', 'Who are you?'],
    ['a wish', 'what can you do about it?'],
    ['a pronoun behind "what about"', 'what about him?'],
    ['German', 'Was sagte Korrin?'],
    ['German with "und"', 'und Korrin?'],
    ['Turkish', 'Korrin bu konuda ne dedi?'],
    ['Russian', 'а Коррин?'],
    ['the same again', SAID],
    ['a filter that makes no sense', 'and Korrin? after:soon'],
    ['nothing', ''],
  ])('is %s: %j', (_, question) => {
    expect(read(SAID, question)).toMatchObject({ question, isFollowUp: false });
  });

  it.each([
    ['nothing', ''],
    ['a greeting', 'Hello there!'],
    ['a filter alone', 'after:2015'],
    ['a wrong filter', 'Who left? after:soon'],
    ['a very long text', 'Who left? '.repeat(150)],
  ])('goes on from %s', (_, earlier) => {
    expect(read(earlier, 'and Korrin?').isFollowUp).toBe(false);
  });

  it('is read where there is no earlier question', () => {
    expect(readFollowUp('and  Korrin?', null)).toMatchObject({
      question: 'and  Korrin?',
      isFollowUp: false,
    });
  });
});

describe('the filters of a follow-up', () => {
  it.each([
    ['keeps earlier ones', `${SAID} outlet:Post -rain`, 'And Korrin?', ' -rain outlet:Post'],
    ['lets new ones win', `${SAID} outlet:Post`, 'And Korrin? outlet:Herald', ' outlet:Herald'],
    [
      'joins both',
      `${SAID} outlet:"The Post"`,
      'And Korrin? after:2015',
      ' after:2015 outlet:"The Post"',
    ],
  ])('%s', (...[, earlier, question, filters]) => {
    const complete = `What did Korrin say about the burnt ferry?${filters}`;
    expect(read(earlier, question).question).toBe(complete);
  });

  it('may be all that is new', () => {
    expect(read(SAID, 'outlet:Post')).toMatchObject({
      question: `${SAID} outlet:Post`,
      isFollowUp: true,
    });
  });

  it('drop an earlier filter by date where another time is asked for', () => {
    expect(read(`${SAID} after:2018 outlet:Post`, 'and in 2015?').question).toBe(
      'What did Veldania say about the burnt ferry in 2015? outlet:Post',
    );
  });

  it('keep a phrase where it still stands, and behind the question where it does not', () => {
    const earlier = 'What did Sel say about the "burnt ferry"?';
    expect(read(earlier, 'And Tull?').question).toBe('What did Tull say about the "burnt ferry"?');
    expect(read(earlier, 'And about the harbour?').question).toBe(
      'What did Sel say about the harbour? "burnt ferry"',
    );
  });

  it('let a phrase go that was the name', () => {
    const earlier = 'What did "Ivo Sel" say about the ferry?';
    expect(read(earlier, 'And Ada Tull?').question).toBe('What did Ada Tull say about the ferry?');
  });
});

describe('readFollowUp of anything', () => {
  const part = fc.constantFrom(
    ...[
      'and ',
      'what about ',
      'What did ',
      'why',
      'Veldania ',
      'Korrin ',
      'the ferry ',
      'it ',
      'he ',
    ],
    ...[
      'about ',
      'in 2015 ',
      'say ',
      'that ',
      '"burnt ferry" ',
      'after:2015 ',
      '-rain ',
      ' — ',
      '? ',
    ],
    ...['outlet:"The Post" ', 'collection:x ', '😀', '斑馬 ', '"', '\n', "'s ", 'Did ', 'they '],
  );
  const text = fc.oneof(
    fc.array(part, { maxLength: 14 }).map((parts) => parts.join('')),
    fc.string({ unit: 'grapheme', maxLength: 400 }),
  );

  it('never throws and adds next to nothing to the two', () => {
    fc.assert(
      fc.property(text, text, (earlier, question) => {
        const { question: complete, isFollowUp } = read(earlier, question);
        if (!isFollowUp) expect(complete).toBe(question);
        expect(complete.length).toBeLessThanOrEqual(earlier.length + question.length + 20);
        expect(() => isFollowUp && parseQuestion(complete)).not.toThrow();
        if (isFollowUp) expect(complete.length).toBeLessThanOrEqual(MAX_READING_CHARACTERS);
      }),
      { numRuns: 3_000 },
    );
  });

  it('leaves every question as it is where there is no earlier one', () => {
    fc.assert(
      fc.property(text, (question) => {
        expect(readFollowUp(question, null)).toMatchObject({ question, isFollowUp: false });
      }),
    );
  });

  it('reads what it has completed as complete', () => {
    fc.assert(
      fc.property(text, text, (earlier, question) => {
        const { question: complete, isFollowUp } = read(earlier, question);
        if (isFollowUp) expect(read(complete, complete).isFollowUp).toBe(false);
      }),
    );
  });
});
