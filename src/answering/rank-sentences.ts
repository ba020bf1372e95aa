// In: a question and one document. Out: the document's sentences, best first, scored as highlights are.

import type { Question } from '../retrieval/question.js';
import { termStatistics, type Corpus } from '../retrieval/retrieve.js';
import { sentenceCosines } from '../retrieval/scored-passage.js';
import type { RankedSentence } from './answerer.js';
import { sentencesToScore, stemTerms } from './highlight.js';
import { scoreSentences } from './score-sentences.js';

export interface SentenceRequest {
  readonly question: Question;
  readonly vector: Float32Array;
  readonly documentId: string;
}

export async function rankSentences(
  corpus: Corpus,
  request: SentenceRequest,
): Promise<RankedSentence[]> {
  const { reader, generation } = corpus;
  const labels = await reader.labelsOf(generation, request.documentId);
  const [passages, vectors, statistics] = await Promise.all([
    reader.passages(labels),
    reader.sentenceVectors(labels),
    termStatistics(corpus, request.question.terms),
  ]);
  const sentences = passages.flatMap((passage) => {
    const found = vectors.get(passage.label);
    const cosines = found === undefined ? [] : sentenceCosines(request.vector, found);
    return sentencesToScore(passage, (i) => cosines[i] ?? 0);
  });
  const scores = scoreSentences(sentences, stemTerms(statistics, request.question.text));
  return sentences
    .map(({ text }, i) => ({ text, score: scores[i]?.score ?? 0 }))
    .sort((a, b) => b.score - a.score);
}
