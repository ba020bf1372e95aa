// In: a question and one document. Out: the document's sentences, best first, scored as highlights are.

import type { Question } from '../retrieval/question.js';
import { termStatistics, type Corpus } from '../retrieval/retrieve.js';
import { sentenceCosines } from '../retrieval/scored-passage.js';
import type { RankedSentence } from './answerer.js';
import { overlapOf, sentenceScore, stemTerms } from './highlight.js';

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
  const terms = stemTerms(statistics);
  return passages
    .flatMap((passage) => {
      const found = vectors.get(passage.label);
      const cosines = found === undefined ? [] : sentenceCosines(request.vector, found);
      return passage.sentences.map((span, i) => {
        const text = passage.text.slice(span.start, span.end);
        return { text, score: sentenceScore(cosines[i] ?? 0, overlapOf(text, terms)) };
      });
    })
    .sort((a, b) => b.score - a.score);
}
