// Options described once: what Discord is told, and what a command may read.

import { describe, expect, it } from 'vitest';
import { slashCommand } from '../../../src/discord/commands/command.js';
import { optionData, readOptions } from '../../../src/discord/commands/command-options.js';

const SHAPES = {
  question: { type: 'text', description: 'What', required: true, maxLength: 90 },
  outlet: { type: 'text', description: 'Where', completes: true },
  sources: { type: 'number', description: 'How many', min: 1, max: 5 },
  private: { type: 'flag', description: 'Hidden' },
} as const;

describe('what Discord is told', () => {
  it('are the options with their types and bounds', () => {
    expect(optionData(SHAPES)).toEqual([
      { name: 'question', description: 'What', required: true, type: 3, max_length: 90 },
      { name: 'outlet', description: 'Where', required: false, type: 3, autocomplete: true },
      {
        ...{ name: 'sources', description: 'How many', required: false },
        ...{ type: 4, min_value: 1, max_value: 5 },
      },
      { name: 'private', description: 'Hidden', required: false, type: 5 },
    ]);
  });

  it('is nothing where a command has no options', () => {
    expect(optionData({})).toEqual([]);
  });
});

describe('a choice', () => {
  const shapes = {
    length: { type: 'choice', description: 'Long?', choices: { short: 'three', long: 'seven' } },
  } as const;

  it('is told with its labels', () => {
    expect(optionData(shapes)).toEqual([
      {
        ...{ name: 'length', description: 'Long?', required: false, type: 3 },
        choices: [
          { name: 'three', value: 'short' },
          { name: 'seven', value: 'long' },
        ],
      },
    ]);
  });

  it('is as if not given where it is none of the choices', () => {
    expect(readOptions(shapes, [{ name: 'length', value: 'long' }])).toEqual({ length: 'long' });
    expect(readOptions(shapes, [{ name: 'length', value: 'toString' }])).toEqual({ length: null });
  });
});

describe('what a person gave', () => {
  it('is read by name, null where it was left out', () => {
    const given = [
      { name: 'question', value: 'Who?' },
      { name: 'sources', value: 2 },
    ];
    expect(readOptions(SHAPES, given)).toEqual({
      question: 'Who?',
      outlet: null,
      sources: 2,
      private: null,
    });
  });

  it('keeps what is empty, false or zero', () => {
    const given = [
      { name: 'question', value: '' },
      { name: 'sources', value: 0 },
      { name: 'private', value: false },
    ];
    expect(readOptions(SHAPES, given)).toMatchObject({ question: '', sources: 0, private: false });
  });

  it.each([
    { name: 'sources', value: '2' },
    { name: 'private', value: 'true' },
    { name: 'outlet', value: 7 },
    { name: 'unknown', value: 'x' },
  ])('is as if not given where its type is another: %j', (option) => {
    const read = readOptions(SHAPES, [{ name: 'question', value: 'Who?' }, option]);
    expect(read).toEqual({ question: 'Who?', outlet: null, sources: null, private: null });
  });

  it('cannot be read where a required option is missing or of another type', () => {
    expect(() => readOptions(SHAPES, [])).toThrow('the option question is missing');
    expect(() => readOptions(SHAPES, [{ name: 'question', value: 1 }])).toThrow('missing');
  });
});

describe('a command', () => {
  it('shows in /help how it is typed, optional options in brackets', () => {
    const command = slashCommand({
      name: 'find',
      description: 'Finds',
      options: SHAPES,
      plan: () => ({
        kind: 'show',
        isPrivate: true,
        run: () => Promise.resolve({ components: [] }),
      }),
    });
    expect(command.usage).toBe('/find question [outlet] [sources] [private]');
  });
});
