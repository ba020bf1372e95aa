// Further documents of the invented town, for what three small ones cannot show: pages of a document, pages of
// a list, texts that want to ping, and names as long as they come.

import type { Document } from '../../../src/corpus/document.js';
import { documentOf } from '../../support/builders.js';

const TRADES = [
  ...['cooper', 'baker', 'smith', 'tailor', 'miller', 'weaver', 'chandler', 'printer', 'mason'],
  ...['glazier', 'tanner', 'dyer', 'carter', 'porter', 'pilot', 'clerk', 'nurse', 'teacher'],
];

/** A chronicle of many long paragraphs, each about another trade: its context has several pages. */
export const CHRONICLE = documentOf('chronicle.md', {
  title: 'The harbour chronicle',
  outlet: 'Chronicle Press',
  date: '2018-03',
  url: 'https://chronicle.example/harbour',
  paragraphs: TRADES.map((trade, i) =>
    [
      `In chapter ${i + 1} the ${trade} of Port Alder tells how the great flood came.`,
      `The ${trade} carried what could be carried to the upper town, and lost the rest to the water.`,
      `Nobody in the street of the ${trade} slept before the lamps were lit again on the quay.`,
      `A year later the ${trade} still kept a mark on the wall to show how high the water had stood.`,
    ].join(' '),
  ),
});

/** The sentence of the chronicle that tells of one trade. */
export function chapterOf(trade: string): string {
  return `In chapter ${TRADES.indexOf(trade) + 1} the ${trade} of Port Alder tells how the great flood came.`;
}

/** Words that stand in this note alone: notes of the same words would count as one. */
function ownWords(note: number): string {
  return Array.from({ length: 8 }, (_, i) => `w${'abcdefgh'.charAt(i)}${note}`).join(' ');
}

/** Short notes on the same subject: whatever is asked of it finds them all. */
export function notesOf(count: number): Document[] {
  return Array.from({ length: count }, (_, i) =>
    documentOf(`note-${i + 1}.md`, {
      title: `Lighthouse note ${i + 1}`,
      outlet: `Keeper ${i + 1}`,
      date: String(2010 + (i % 10)),
      paragraphs: [`The lighthouse keeper wrote about the lamp and the fog: ${ownWords(i + 1)}.`],
    }),
  );
}

/** Somebody who wants to be more than quoted. */
export const HOSTILE = documentOf('hostile.md', {
  title: '**@everyone** [free](https://evil.example)\u202Egnp.exe',
  outlet: '<@123456789012345678> `News`',
  date: '2020',
  paragraphs: [
    'The smuggler @everyone and @here and <@123456789012345678> and <@&123456789012345678> shouted on the pier.',
    '# A smuggler [wrote](https://evil.example/login) ||secrets|| with `code` and \u202Ebackwards\u202C words.',
  ],
});
