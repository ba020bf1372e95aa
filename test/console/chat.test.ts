import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/answering/answer.js';
import { ReadableError } from '../../src/shared/errors.js';
import { openLog } from '../../src/shared/log.js';
import { answerOf } from '../replies/answers.js';
import { converse, pipe } from './chatting.js';
import { fakeAnswerer } from './fake-answerer.js';

const QUOTE = '“American forces left Bagram.”';
const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const never = (): Promise<Answer> => new Promise<Answer>(() => undefined);

describe('Chat with piped input', () => {
  it('answers one question a line, in order, and ends with the input', async () => {
    const answerer = fakeAnswerer();
    const written = await pipe(answerer, 'First?\r\n\n  \nSecond?');
    expect(answerer.asked.map(({ question }) => question)).toEqual(['First?', 'Second?']);
    expect(written.split('\n').filter((line) => line.startsWith('> '))).toEqual([
      '> First?',
      '> Second?',
    ]);
  });

  it('writes the citation line on one line, without colours or a prompt', async () => {
    const written = await pipe(fakeAnswerer(), 'Who?\n');
    expect(written).toContain('[1] Inforos · A title · 8 Jul 2021 · ¶ 7 of 23 · notes/a.md\n');
    expect(written).toContain(QUOTE);
    expect(written).not.toMatch(/\u001B|›/);
  });

  it('writes nothing for no input', async () => {
    expect(await pipe(fakeAnswerer(), '')).toBe('');
  });

  it('says a readable error in one line and goes on', async () => {
    const answerer = fakeAnswerer({
      answer: ({ question }) => {
        if (question !== 'Bad?') return answerOf();
        throw new ReadableError({ code: 'bad_question', text: 'That is no date.' });
      },
    });
    const written = await pipe(answerer, 'Bad?\nGood?\n');
    expect(written).toContain('> Bad?\nThat is no date.\n\n> Good?\n');
    expect(written).toContain(QUOTE);
  });

  it('shows a defect as a reference, logs it, and goes on', async () => {
    const lines: string[] = [];
    const answerer = fakeAnswerer({
      answer: ({ question }) => {
        if (question === 'Good?') return answerOf();
        throw new TypeError('x is undefined');
      },
    });
    const log = openLog({ level: 'error', write: (line) => lines.push(line) });
    const { input, ended, written } = converse({ answerer, log });
    input.end('Bad?\nGood?\n');
    await ended;
    expect(written()).toMatch(/\(reference [0-9a-f]{8}\)/);
    expect(written()).not.toContain('undefined');
    expect(lines.join('')).toContain('x is undefined');
    expect(written()).toContain(QUOTE);
  });

  it('understands a follow-up and says how it read it', async () => {
    const answerer = fakeAnswerer();
    const lines = 'What did Veldania say about the dam?\nAnd Korrin?\nhello\nWho sank the ferry?\n';
    const written = await pipe(answerer, lines);
    expect(answerer.asked.map(({ question }) => question)).toEqual([
      'What did Veldania say about the dam?',
      'What did Korrin say about the dam?',
      'hello',
      'Who sank the ferry?',
    ]);
    expect(written.match(/Read as: .*/g)).toEqual(['Read as: What did Korrin say about the dam?']);
  });

  it('follows up on what was understood, not on what was typed', async () => {
    const answerer = fakeAnswerer();
    await pipe(answerer, 'What did Veldania say about the dam?\nAnd Korrin?\nand in 2015?\n');
    expect(answerer.asked[2]?.question).toBe('What did Korrin say about the dam in 2015?');
  });

  it('says that a question asks beyond the corpus', async () => {
    const written = await pipe(fakeAnswerer(), 'Who left in 2023?\n');
    expect(written).toContain('The corpus ends in July 2021; the question asks about 2023.');
  });

  it('ends at /quit, though the input goes on', async () => {
    const answerer = fakeAnswerer();
    const { input, ended } = converse({ answerer });
    input.write('/quit\nNever asked?\n');
    await ended;
    expect(answerer.asked).toEqual([]);
  });

  it('leaves in the middle of an answer and while it waits for a line', async () => {
    const answerer = fakeAnswerer({ answer: never });
    const busy = converse({ answerer, graceMs: 0 });
    busy.input.write('Who?\n');
    const idle = converse({ answerer: fakeAnswerer(), graceMs: 0 });
    busy.chat.leave();
    idle.chat.leave();
    await expect(Promise.all([busy.ended, idle.ended])).resolves.toBeDefined();
  });

  it('keeps notices out of the output', () => {
    const { chat, notices, written } = converse({ answerer: fakeAnswerer() });
    chat.notify('The index is fresh.');
    expect(notices).toEqual(['The index is fresh.']);
    expect(written()).toBe('');
  });
});

describe('Chat in a terminal', () => {
  it('greets with what the corpus holds, prompts, and answers in colours', async () => {
    const { input, until, text, written, ended } = converse({
      answerer: fakeAnswerer(),
      isTTY: true,
    });
    await until('› ');
    expect(text()).toContain('3 documents, 14 Oct 2015 to July 2021.');
    input.write('Who left?\r');
    await until('searched 3 documents');
    expect(text()).toContain(QUOTE);
    expect(written()).toContain('\u001B[1m\u001B[36mAmerican forces left Bagram.');
    input.write(CTRL_C);
    await ended;
  });

  it('has no colours where they are not wanted', async () => {
    const answerer = fakeAnswerer();
    const { input, until, written, ended } = converse({
      answerer,
      isTTY: true,
      isColorWanted: false,
    });
    input.write('Who left?\r');
    await until('searched 3 documents');
    input.write(CTRL_D);
    await ended;
    // Readline moves the cursor; nothing sets a colour.
    expect(written()).not.toMatch(/\u001B\[\d*m/);
  });

  it.each([
    ['Ctrl-C', CTRL_C],
    ['Ctrl-D', CTRL_D],
    ['/quit', '/quit\r'],
  ])('leaves at %s and ends its line', async (_, keys) => {
    const { input, until, written, ended } = converse({ answerer: fakeAnswerer(), isTTY: true });
    await until('› ');
    input.write(keys);
    await ended;
    expect(written().endsWith('\n')).toBe(true);
  });

  it('leaves at Ctrl-C in the middle of an answer', async () => {
    const answerer = fakeAnswerer({ answer: never });
    const { input, until, ended } = converse({ answerer, isTTY: true, graceMs: 0 });
    await until('› ');
    input.write('Who?\r');
    await until('Who?');
    input.write(CTRL_C);
    await ended;
  });

  it('answers what was typed before Ctrl-D', async () => {
    const answerer = fakeAnswerer();
    const { input, until, text, ended } = converse({ answerer, isTTY: true });
    await until('› ');
    input.write('First?\rSecond?\r');
    input.write(CTRL_D);
    await ended;
    expect(answerer.asked).toHaveLength(2);
    expect(text().split(QUOTE)).toHaveLength(3);
  });

  it('brings back the last line with the arrow key', async () => {
    const answerer = fakeAnswerer();
    const { input, until, ended } = converse({ answerer, isTTY: true });
    await until('› ');
    input.write('Again?\r');
    await until('searched');
    input.write('\u001B[A');
    input.write('\r');
    input.write(CTRL_D);
    await ended;
    expect(answerer.asked.map(({ question }) => question)).toEqual(['Again?', 'Again?']);
  });

  it('completes a command', async () => {
    const { input, until, text, ended } = converse({ answerer: fakeAnswerer(), isTTY: true });
    await until('› ');
    input.write('/ab');
    input.write('\t');
    input.write('\r');
    await until('fake-model');
    input.write(CTRL_C);
    await ended;
    expect(text()).toContain('generation 4 of default');
  });

  it('does nothing for an empty line', async () => {
    const answerer = fakeAnswerer();
    const { input, until, ended } = converse({ answerer, isTTY: true });
    await until('› ');
    input.write('\r\r  \r');
    input.write(CTRL_D);
    await ended;
    expect(answerer.asked).toEqual([]);
  });

  it('says a notice between two answers and keeps what is being typed', async () => {
    const { chat, input, until, text, ended } = converse({ answerer: fakeAnswerer(), isTTY: true });
    await until('› ');
    input.write('half a que');
    await until('half a que');
    chat.notify('The index is fresh.');
    expect(text()).toMatch(/The index is fresh\.\n(.*\n)*.*› half a que$/);
    input.write(CTRL_C);
    await ended;
  });

  it('tells that it is leaving already', async () => {
    const { chat, until, ended } = converse({ answerer: fakeAnswerer(), isTTY: true });
    await until('› ');
    expect([chat.leave(), chat.leave()]).toEqual([true, false]);
    await ended;
  });
});
