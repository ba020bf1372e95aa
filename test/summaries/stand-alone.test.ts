import { describe, expect, it } from 'vitest';
import { standsAlone } from '../../src/summaries/stand-alone.js';

describe('standsAlone', () => {
  it.each([
    'He promised a new ferry by the summer.',
    'However, the council has no money for a new ferry.',
    'The company will not build a second one.',
    'The impoverished country may agree to a second base.',
    'After all, the islanders had asked for a bridge.',
    'Holt has also written to the harbour board.',
    'The council thus had six members.',
    'The only possible way to settle it is to talk.',
    'There are many reasons to talk about this.',
    'The likely end of that road is a bridge.',
    'and the islanders now cross the sound in boats.',
    '“A new ferry will come in the summer of next year.”',
    'Calder said “a new ferry will come.',
    'A bridge is better than a ferry,” Calder said.',
    'Then the rain began and nobody stayed.',
    'Here the ferry used to land twice a day.',
  ])('is false: %s', (sentence) => {
    expect(standsAlone(sentence)).toBe(false);
  });

  it.each([
    'The council stopped the ferry to Saltholm because its hull had rusted.',
    'There are four boats that cross the sound.',
    'The United States opened a consulate in Port Alder.',
    'Theodora Lund wrote that the bridge was late.',
    '“A new ferry comes,” said the mayor Ines Calder.',
    'One of the boats sank in the storm.',
    'On Tuesday the harbour board voted to close the crossing.',
  ])('is true: %s', (sentence) => {
    expect(standsAlone(sentence)).toBe(true);
  });
});
