// In: a Question and what the corpus knows. Out: its Understanding. Each part stands alone and can be switched
// off; a question whose words the corpus knows is embedded as it was typed.

import type { Piece, Pieces } from '../retrieval/pieces.js';
import type { Question } from '../retrieval/question.js';
import { contentTerms } from '../retrieval/terms.js';
import { foldText } from '../shared/fold-text.js';
import { exactForms } from './exact-forms.js';
import { mendWords, rewrite, type KnownCorpus } from './mend-words.js';
import { otherForms, otherSpellings } from './other-forms.js';
import { presentWord } from './present-word.js';
import { timeAsked } from './time-asked.js';
import type { Understanding, UnderstoodWord } from './understanding.js';

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
  const { terms, notes } = await alternatives(text, corpus, pieces);
  return {
    question: read,
    alternatives: terms,
    time: {
      ranges: pieces.has('dates') ? timeAsked(question.text) : [],
      isRecent: pieces.has('recency') && presentWord(question.text) !== null,
    },
    notes: [...meant.values(), ...notes],
  };
}

async function alternatives(
  text: string,
  corpus: KnownCorpus,
  pieces: Pieces,
): Promise<{ readonly terms: readonly string[]; readonly notes: readonly UnderstoodWord[] }> {
  const exact = pieces.has('exact-terms') ? exactForms(text) : [];
  if (!hasAny(pieces, ['abbreviations', 'variants'])) return { terms: exact, notes: [] };
  const lexicon = await corpus.lexicon();
  const notes = pieces.has('abbreviations') ? otherForms(text, lexicon) : [];
  const names = pieces.has('variants') ? otherSpellings(text, lexicon) : [];
  const terms = [...exact, ...notes.map(({ to }) => to), ...names].map((term) => foldText(term));
  return { terms: [...new Set(terms)], notes };
}

function hasAny(pieces: Pieces, some: readonly Piece[]): boolean {
  return some.some((piece) => pieces.has(piece));
}
