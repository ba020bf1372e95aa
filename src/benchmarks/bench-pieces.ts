// What each part of finding and answering costs: the same questions, asked of answerers that each lack one part.
// Questions are embedded once and remembered, so that the model's time does not drown what is measured; a question
// goes through all answerers before the next one, in an order of chance.

import type { Answerer } from '../answering/answerer.js';
import { rememberQueries } from '../evaluation/remember-queries.js';
import { loadQueryEmbedder, openAnswerer } from '../open-answerer.js';
import { PIECES, piecesWithout, type Piece } from '../retrieval/pieces.js';
import type { Benchmark, BenchmarkContext, Figures } from './benchmark.js';
import { startRandom } from './seeded-random.js';
import { shippedQuestions } from './shipped-corpus.js';
import { median, timed } from './statistics.js';

const ROUNDS = 3;
const SEED = 1;

/** Pieces that take part in no answer. */
const ELSEWHERE: readonly Piece[] = ['digest'];

/** What each piece adds to the time of an answer, the model's own time apart. */
export const benchPieces: Benchmark = {
  name: 'pieces',
  description: 'what each part of finding and answering adds to a question, without the model',
  run: async (context) => {
    const settings = await context.shippedIndex();
    const embedder = rememberQueries(await loadQueryEmbedder(settings));
    const open = (without: readonly Piece[]): Promise<Answerer> =>
      openAnswerer({
        settings,
        log: context.log,
        pieces: piecesWithout(without),
        loadEmbedder: () => Promise.resolve(embedder),
      });
    const measured = PIECES.filter((piece) => !ELSEWHERE.includes(piece));
    const whole = await open([]);
    const lacking = await Promise.all(measured.map((piece) => open([piece])));
    try {
      return await measure({ whole, lacking, measured }, context);
    } finally {
      for (const answerer of [whole, ...lacking]) await answerer.close();
    }
  },
};

interface Rivals {
  readonly whole: Answerer;
  /** In the order of `measured`. */
  readonly lacking: readonly Answerer[];
  readonly measured: readonly Piece[];
}

async function measure(
  { whole, lacking, measured }: Rivals,
  { progress }: BenchmarkContext,
): Promise<Figures> {
  const questions = await shippedQuestions();
  const random = startRandom(SEED);
  const rivals = [whole, ...lacking];
  const times = rivals.map((): number[] => []);
  for (let round = 0; round <= ROUNDS; round += 1) {
    progress(`pieces: ${round === 0 ? 'warming up' : `round ${round} of ${ROUNDS}`}`);
    for (const question of questions) {
      for (const i of shuffled(rivals.length, random)) {
        const taken = await timed(async () => rivals[i]?.answer({ question }));
        if (round > 0) times[i]?.push(taken);
      }
    }
  }
  const all = median(times[0] ?? []);
  const added = measured.map((piece, i) => [piece, all - median(times[i + 1] ?? [])] as const);
  return {
    questions: questions.length,
    rounds: ROUNDS,
    withAllP50Ms: all,
    addedP50Ms: Object.fromEntries(added),
  };
}

/** The numbers below `count` in an order of chance. */
function shuffled(count: number, random: () => number): number[] {
  return Array.from({ length: count }, (_, i) => ({ i, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ i }) => i);
}
