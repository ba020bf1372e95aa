// Two stores score the same texts alike: their words, their counts and their BM25.

import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { foldText } from '../../src/shared/fold-text.js';
import type { Filter, KnowledgeStore } from '../../src/store/knowledge-store.js';
import { MOST_SCORED } from '../../src/store/postgres/read-words.js';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-knowledge-store.js';
import { documentOf, versionOf } from '../support/builders.js';
import { postgresEngine } from '../support/postgres-engine.js';
import { postgresSite } from '../support/postgres-knowledge.js';
import { publish } from '../support/published.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const engine = postgresEngine();

const TEXTS = [
  'The consulate in the north was closed; the S-400 stayed. ERR-112345 came twice: ERR-112345.',
  'A consulate is not an embassy, and the consulate of Łódź knew. Running runners ran.',
  'Nothing was said of it in the south, naïvely or not. 漢字とかな。العربية. Привет, мир!',
  'Treaties, negotiations and the negotiators’ closing words: “was closed”.',
  'Generalisations generalised generally; ponies, caresses and skies by the relational ties.',
];

const TITLES = ['The consulate', 'On treaties', 'South of Łódź', 'Closing words', 'Ponies'];

const TERMS = ['consulate', 's-400', 'err-112345', 'closed', 'treaty', 'łódź', 'was closed', 'run'];
const MORE_TERMS = ['negotiating', 'general', 'ties', 'мир', '漢字とかな', 'the', 'words', 'naive'];

function sqliteStore(): KnowledgeStore {
  const store = openSqliteStore(join(temporaryFolder(), 'store.sqlite'));
  onTestFinished(() => store.close());
  return store;
}

/** What a search shows, by file, rounded to what floating point gives. */
async function seen(store: KnowledgeStore, asked: readonly string[], filter: Filter = {}) {
  // Questions come folded.
  const terms = asked.map(foldText);
  const generation = await store.current('default');
  if (generation === null) throw new Error('nothing is published');
  const found = await store.lexical(generation, { terms, limit: 50, filter });
  const passages = await store.passages(found.map(({ label }) => label));
  const scores = passages.map(({ document, ordinal }, i) => [
    `${document.file} ${ordinal}`,
    found[i]?.bm25.toFixed(6),
  ]);
  const frequencies = await store.termFrequencies(generation, terms);
  return { scores: scores.sort(), frequencies };
}

describe.skipIf(engine === null)('words in PostgreSQL', () => {
  const site = () => postgresSite(engine?.url ?? '');

  it('are counted and scored as in the embedded store', async () => {
    const put = TEXTS.map((text, i) =>
      versionOf(
        documentOf(`${i}.md`, { title: TITLES[i] ?? '', paragraphs: [text, text.slice(20)] }),
      ),
    );
    const stores = [sqliteStore(), site().openStore()];
    for (const store of stores) await publish(store, { put });
    const asked = [...TERMS, ...MORE_TERMS].map((term) => [term]);
    for (const terms of [...asked, TERMS, MORE_TERMS]) {
      for (const filter of [{}, { phrases: ['was closed'] }, { without: ['embassy'] }]) {
        const [sqlite, postgres] = await Promise.all(
          stores.map((store) => seen(store, terms, filter)),
        );
        expect(postgres).toEqual(sqlite);
      }
    }
  });

  it('bring those of the rare ones where the common ones are too many to read', async () => {
    const store = site().openStore();
    const common = Array.from({ length: MOST_SCORED + 50 }, (_, i) =>
      documentOf(`common-${i}.md`, { title: 'x', paragraphs: [`Report ${i} of an error.`] }),
    );
    const rare = documentOf('rare.md', { title: 'x', paragraphs: ['The pump had an error.'] });
    const documents = [...common, rare].map(versionOf);
    const generation = await publish(store, {
      entries: [{ id: 'all', hash: 'h', documents }],
    });
    const [label = 0] = await store.labelsOf(generation, rare.id);
    const query = { terms: ['error', 'pump'], filter: {} };
    const one = await store.lexical(generation, { ...query, limit: 1 });
    expect(one.map((candidate) => candidate.label)).toEqual([label]);
    const many = await store.lexical(generation, { ...query, limit: 20 });
    expect(many[0]).toEqual(one[0]);
    expect(many).toHaveLength(20);
  });
});
