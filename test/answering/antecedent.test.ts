import { describe, expect, it } from 'vitest';
import { personMeant } from '../../src/answering/antecedent.js';

const answer = (sentence: string, parts: { before?: string; title?: string } = {}) => ({
  sentence,
  before: parts.before ?? '',
  title: parts.title ?? 'The ferry',
});

describe('personMeant', () => {
  it.each([
    ['What did Ines Calder promise?', null, 'Ines Calder'],
    ['What did Calder say in Saltholm?', null, 'Calder'],
  ])('takes the one person of %j', (earlier, said, person) => {
    expect(personMeant(earlier, said)).toBe(person);
  });

  it.each([
    ['Who opened the bridge?', 'The bridge was opened by Ines Calder in rain.', 'Ines Calder'],
    ['Which mayor opened the bridge?', 'Mayor Ines Calder did, Tull reports.', 'Mayor Ines Calder'],
    ['Who leads Egypt?', 'Egypt is led by Adly Mansour.', 'Adly Mansour'],
    ['Who stopped it?', 'A man from Turkey told the agency Tass that Ivo Sel did.', 'Ivo Sel'],
    ['Who runs the port?', 'Ada Tull, who runs the port, met Ivo Sel.', 'Ada Tull'],
  ])('of %j takes whom %j answers with', (earlier, sentence, person) => {
    expect(personMeant(earlier, answer(sentence))).toBe(person);
  });

  it('knows the first word of a sentence for a name where the title has it, and says it in full', () => {
    const said = answer('Tull calls it a mistake.', { title: 'A talk with Ada Tull' });
    expect(personMeant('Who calls the bridge a mistake?', said)).toBe('Ada Tull');
  });

  it('looks before the sentence where it names nobody', () => {
    const said = answer('The envoy had been a minister.', { before: 'Ivo Sel spoke. ' });
    expect(personMeant('Which envoy spoke?', said)).toBe('Ivo Sel');
  });

  it.each([
    ['two people', 'What did Ivo Sel and Ada Tull agree?', null],
    ['a country', 'What did Egypt say?', null],
    ['places, organisations and peoples', 'Who sank it?', 'The African Union met Turks in Alder.'],
    ['nobody', 'Who sank the ferry?', null],
  ])('names nobody of %s', (_, earlier, sentence) => {
    expect(personMeant(earlier, sentence === null ? null : answer(sentence))).toBeNull();
  });
});
