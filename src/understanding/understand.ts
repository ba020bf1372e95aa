// In: a Question and what the corpus knows. Out: its Understanding. Each part stands alone and can be switched
// off; a question whose words the corpus knows is embedded as it was typed.

import type { Piece, Pieces } from '../retrieval/pieces.js';
import type { Question } from '../retrieval/question.js';
import { contentTerms, words } from '../retrieval/terms.js';
import { foldText } from '../shared/fold-text.js';
import { exactForms } from './exact-forms.js';
import { mendWords, rewrite, type KnownCorpus } from './mend-words.js';
import { abbreviationsOf, otherSpellings } from './other-forms.js';
import { presentWord } from './present-word.js';
import { timeAsked } from './time-asked.js';
import type { Understanding } from './understanding.js';

/** Reads the words of a question as they were meant. */
export async function understand(
  question: Question,
  corpus: KnownCorpus,
  pieces: Pieces,
): Promise<Understanding> {
  const mends = hasAny(pieces, ['slips', 'variants']);
  const meant = mends ? await mendWords(question, corpus, pieces) : new Map<string, never>();
  const text = rewrite(question.text, meant);
  const read = meant.size === 0 ? question : { ...question, text, terms: contentTerms(text) };
  const { otherForms, notes } = await formsOf(text, corpus, pieces);
  return {
    question: read,
    exact: pieces.has('exact-terms') ? exactForms(text) : [],
    otherForms,
    time: {
      ranges: pieces.has('dates') ? timeAsked(question.text) : [],
      isRecent: pieces.has('recency') && presentWord(question.text) !== null,
    },
    notes: [...meant.values(), ...notes],
  };
}

async function formsOf(
  text: string,
  corpus: KnownCorpus,
  pieces: Pieces,
): Promise<Pick<Understanding, 'otherForms' | 'notes'>> {
  if (!hasAny(pieces, ['abbreviations', 'variants'])) return { otherForms: [], notes: [] };
  const lexicon = await corpus.lexicon();
  const notes = pieces.has('abbreviations') ? abbreviationsOf(text, lexicon) : [];
  const names = pieces.has('variants') ? otherSpellings(text, lexicon) : [];
  const abbreviations = notes.map(({ from, to }) => ({ instead: words(from), term: foldText(to) }));
  return { otherForms: [...abbreviations, ...names], notes };
}

function hasAny(pieces: Pieces, some: readonly Piece[]): boolean {
  return some.some((piece) => pieces.has(piece));
}
