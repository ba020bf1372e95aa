// A small invented corpus: four documents about a harbour town, dated, from two outlets, one on the web. The
// fake model brings texts together that share words, so questions in the tests use the texts' own words.

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { CorpusSource } from '../../../src/corpus/corpus-source.js';
import type { Document } from '../../../src/corpus/document.js';
import { indexCorpus } from '../../../src/indexing/index-corpus.js';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-knowledge-store.js';
import { BUILT_AT } from '../../support/answering-site.js';
import { documentOf } from '../../support/builders.js';
import { countWords, FAKE_MODEL, fakeEmbedder } from '../../support/fake-embedder.js';

export const FERRY = documentOf('ferry.md', {
  title: 'The ferry to Saltholm stops',
  outlet: 'Harbour Post',
  date: '2015-10-14',
  url: 'https://harbour.example/ferry',
  paragraphs: [
    'The town of Port Alder woke to an empty quay on Wednesday.',
    'The council stopped the ferry to Saltholm because its hull had rusted. Engineers found the rust in spring.',
    'Islanders now cross the sound in fishing boats. A crossing costs nine crowns.',
    'The mayor Ines Calder promised a new ferry by the summer of 2016.',
  ],
});

export const BRIDGE = documentOf('bridge.md', {
  title: 'A bridge for the islanders',
  outlet: 'Island Letter',
  date: '2019',
  paragraphs: [
    'The bridge to Saltholm was opened by the mayor Ines Calder in heavy rain.',
    'Its toll is four crowns for a car and nothing for a bicycle.',
  ],
});

export const MARKET = documentOf('market.md', {
  title: 'The fish market moves',
  outlet: 'Harbour Post',
  date: '2021-07',
  paragraphs: ['The fish market moved to the old customs house after the storm broke its roof.'],
});

export const TOWN: readonly Document[] = [FERRY, BRIDGE, MARKET];

/** Questions whose words stand in the corpus, and one whose words do not. */
export const ASKED = {
  ferry: 'Why did the council stop the ferry to Saltholm because its hull had rusted?',
  bridge: 'Who opened the bridge to Saltholm in heavy rain?',
  market: 'Where did the fish market move after the storm broke its roof?',
  nothing: 'Quantum chromodynamics lattice eigenvalues?',
} as const;

/** The sentence that answers the question about the ferry, as the corpus has it. */
export const FERRY_SENTENCE =
  'The council stopped the ferry to Saltholm because its hull had rusted.';

/** Builds a corpus in a folder; what was built there before is its generation before. */
export async function buildTown(folder: string, documents = TOWN): Promise<void> {
  const store = openSqliteStore(join(folder, 'store.sqlite'));
  await indexCorpus(
    {
      source: sourceOf(documents),
      store,
      model: FAKE_MODEL,
      openCounter: () => Promise.resolve(countWords),
      openEmbedder: () => Promise.resolve(fakeEmbedder()),
      hnsw: null,
      graphsDir: join(folder, 'graphs'),
      now: () => new Date(BUILT_AT),
      onProgress: () => undefined,
    },
    { collection: 'default', force: false },
  );
  await store.close();
}

function sourceOf(documents: readonly Document[]): CorpusSource {
  return {
    list: () =>
      Promise.resolve({
        rejections: [],
        entries: documents.map((document) => ({
          id: document.id,
          file: document.file,
          hash: createHash('sha256').update(JSON.stringify(document)).digest('hex'),
        })),
      }),
    read: ({ file }) => {
      const document = documents.find((one) => one.file === file);
      if (document === undefined) throw new Error(`there is no ${file}`);
      return Promise.resolve({ documents: [document], rejections: [] });
    },
  };
}
