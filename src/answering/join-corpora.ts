// In: the opened generations of several collections. Out: one corpus, so that finding and answering need not know
// how many there are: a question is embedded once, both legs search all of them, and confidence takes their size
// and measure together.

import { scopeOf } from '../retrieval/scope.js';
import { kept } from '../shared/kept.js';
import type { CorpusMeasure, Generation } from '../store/knowledge-store.js';
import { joinLexicons } from '../understanding/join-lexicons.js';
import { joinFacts } from './join-facts.js';
import { joinIndexes } from './joint-index.js';
import { joinReaders } from './joint-reader.js';
import type { OpenCorpus } from './open-corpus.js';
import { joinNames } from './suggest.js';

/** Joins corpora of one store and one model. It lives as long as they do: whoever opened them closes them. */
export function joinCorpora(corpora: readonly [OpenCorpus, ...OpenCorpus[]]): OpenCorpus {
  const [first] = corpora;
  const largest = [...corpora].sort((a, b) => b.generation.passages - a.generation.passages);
  const generations = corpora.map(({ generation }) => generation);
  const facts = joinFacts(corpora.map((corpus) => corpus.facts));
  const lexicon = kept(async () =>
    joinLexicons(await Promise.all(largest.map(({ wholeLexicon }) => wholeLexicon()))),
  );
  const notices = [...new Set(corpora.flatMap(({ notice }) => notice ?? []))];
  return {
    reader: joinReaders(first.reader, generations),
    generation: joinGenerations(generations, first.generation),
    index: joinIndexes(corpora.map(({ index }) => index)),
    facts,
    notice: notices.length === 0 ? null : notices.join(' '),
    names: joinNames(
      corpora.map(({ names }) => names),
      facts.outlets,
    ),
    lexicon,
    wholeLexicon: lexicon,
    calibrated: (largest[0] ?? first).calibrated,
  };
}

/** One generation that stands for several; its number grows with each of theirs. */
function joinGenerations(
  generations: readonly Generation[],
  { model, canary }: Generation,
): Generation {
  const sum = (read: (generation: Generation) => number): number =>
    generations.reduce((total, generation) => total + read(generation), 0);
  const builtAt = generations.map((generation) => generation.builtAt).sort();
  return {
    collection: scopeOf(generations.map(({ collection }) => collection)),
    number: sum(({ number }) => number),
    model,
    canary,
    documents: sum(({ documents }) => documents),
    passages: sum(({ passages }) => passages),
    graph: null,
    builtAt: builtAt.at(-1) ?? '',
    measure: joinMeasures(generations),
  };
}

/** The mean over the passages of the collections that were measured. */
function joinMeasures(generations: readonly Generation[]): CorpusMeasure | null {
  let passages = 0;
  let gaps = 0;
  for (const { passages: own, measure } of generations) {
    if (measure === null) continue;
    passages += own;
    gaps += own * measure.vocabularyGap;
  }
  return passages === 0 ? null : { vocabularyGap: gaps / passages };
}
