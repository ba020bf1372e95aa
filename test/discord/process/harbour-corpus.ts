// A corpus of three invented articles about a harbour town, as files; small, so that it is indexed in a second.

import type { Environment } from './start-bot.js';

const article = (title: string, date: string, text: string): string =>
  `---\ntitle: ${title}\noutlet: Harbour Post\ndate: '${date}'\n---\n\n${text}\n`;

/** The articles by file name. */
export const HARBOUR: Environment = {
  'ferry.md': article(
    'The ferry to Saltholm stops',
    '2015-10-14',
    'The council of Port Alder stopped the ferry to Saltholm because its hull had rusted. Engineers found the rust in spring.\n\nIslanders now cross the sound in fishing boats. A crossing costs nine crowns.',
  ),
  'bridge.md': article(
    'A bridge for the islanders',
    '2019-05-02',
    'The bridge to Saltholm was opened by the mayor Ines Calder in heavy rain. Its toll is four crowns for a car.',
  ),
  'market.md': article(
    'The fish market moves',
    '2021-07-09',
    'The fish market of Port Alder moved to the old customs house after a storm broke its roof.',
  ),
};

/** What `ferry.md` becomes. */
export const FERRY_LATER = article(
  'The ferry to Saltholm stops',
  '2015-10-14',
  'The council of Port Alder stopped the ferry to Saltholm because its engine had caught fire in the night. Nobody was hurt.',
);

/** Questions, each with words of its answer. */
export const ASKED = {
  ferry: { question: 'Why did the council stop the ferry to Saltholm?', answer: 'hull had rusted' },
  bridge: { question: 'Who opened the bridge to Saltholm?', answer: 'Ines Calder' },
  market: { question: 'Where did the fish market move?', answer: 'old customs house' },
} as const;

/** A question that the corpus does not answer. */
export const UNANSWERED = 'Which enzyme unwinds the double helix during replication?';
