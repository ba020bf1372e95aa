import { describe, expect, it } from 'vitest';
import { isFurniture } from '../../src/summaries/furniture.js';

describe('isFurniture', () => {
  it.each([
    ['a caption', 'Photo: the mayor Ines Calder opens the bridge in heavy rain.'],
    ['a caption in brackets', 'Ines Calder (left) opens the bridge to Saltholm in heavy rain.'],
    ['a credit', 'The mayor Ines Calder at the quay on Monday, Getty Images.'],
    ['a byline', 'By Maren Holt and Per Lund Olsen'],
    ['the end of a report', 'Maren Holt in Port Alder and Per Lund contributed to this report.'],
    ['an invitation', 'Sign up for our letter and read it every morning at breakfast.'],
    ['an address', 'More about the ferry stands at https://harbour.example/ferry today.'],
    ['a list item', '- The ferry stops in spring and the bridge opens in summer.'],
    ['a numbered item', '2. The ferry stops in spring and the bridge opens in summer.'],
    ['an announcement', 'The council has decided on the following three things:'],
    ['a question to the reader', 'Would you cross the sound in a boat without a roof?'],
    ['a fragment', 'No crossing today.'],
    ['a line without an end', 'The council stopped the ferry to Saltholm in spring'],
    ['a table', 'Ferry 12 14 18 22 9 13 Bridge 11 15 19 2019 44 8.'],
    ['what nobody reads to its end', `The council ${'and the mayor '.repeat(40)}agreed.`],
  ])('leaves out %s', (_, sentence) => {
    expect(isFurniture(sentence)).toBe(true);
  });

  it.each([
    'The council stopped the ferry to Saltholm because its hull had rusted.',
    'Ines Calder said by telephone: “A new ferry comes in the summer of 2016.”',
    'The picture on the quay was a sad one for those who had to wait.',
    'In 2019 some 14,000 people paid the toll of four crowns at the bridge.',
  ])('keeps prose: %s', (sentence) => {
    expect(isFurniture(sentence)).toBe(false);
  });
});
