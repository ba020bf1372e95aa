// In: an explanation. Out: why in words, and then tables that can be checked by arithmetic: how each score
// became a rank, and how the features became a confidence.

import type { ExplanationReply } from '../replies/reply.js';
import type { FusionWeights } from '../retrieval/fuse-scores.js';
import type { Face } from './face.js';
import { layOutTable, shortenPath, type Alignment } from '../shared/lay-out-table.js';
import { cleanLine } from './neutralise.js';
import { renderWhy } from './render-why.js';

/** Characters shown of a file's path. */
const PATH_CHARACTERS = 28;

const SCORE_COLUMNS: readonly Alignment[] = ['right', 'left', ...Array<'right'>(11).fill('right')];

/** Renders every score of an answer. */
export function renderExplanation(reply: ExplanationReply, face: Face): string[] {
  const { colors } = face;
  return [
    colors.bold(cleanLine(`Why these for “${reply.question}”`)),
    ...renderWhy(reply.why, face),
    '',
    colors.bold('How they were ranked'),
    ...formulasOf(reply.explanation.fusion).map(colors.dim),
    ...underlined(scoreRows(reply), SCORE_COLUMNS, face),
    '',
    colors.bold('Words of the question'),
    ...underlined(termRows(reply), ['left', 'right', 'right'], face),
    '',
    colors.bold(`Confidence: ${reply.outcome}`),
    colors.dim('adds = weight × (value − usual)'),
    ...underlined(featureRows(reply), ['left', 'right', 'right', 'right', 'right'], face),
    `confidence = 1 / (1 + e^-logit) = ${reply.confidence.toFixed(3)}`,
  ];
}

function formulasOf(weights: FusionWeights): string[] {
  const { denseWeight, passageShare, contextShare, coverageShare, orderShare } = weights;
  const left = 1 - coverageShare - orderShare;
  return [
    `passage = ${share(1 - contextShare)} × cosine + ${share(contextShare)} × context, the mean with its neighbours`,
    `dense = ${share(passageShare)} × passage + ${share(1 - passageShare)} × best sentence`,
    `lexical = ${share(coverageShare)} × covered words + ${share(orderShare)} × their order + ${share(left)} × bm25 / best bm25`,
    `score = ${share(denseWeight)} × dense + ${share(1 - denseWeight)} × lexical + what is preferred; ranks: in the dense / lexical list`,
  ];
}

function scoreRows({ explanation }: ExplanationReply): string[][] {
  const header = [
    'rank',
    'file',
    'cosine',
    'context',
    'best',
    'dense',
    'bm25',
    'covered',
    'order',
    'lexical',
    'score',
    'ranks',
  ];
  const rows = explanation.matches.map(({ n, file, ordinal, trace }) => [
    `${n}`,
    `${shortenPath(cleanLine(file), PATH_CHARACTERS)} #${ordinal}`,
    trace.cosine.toFixed(3),
    trace.contextCosine.toFixed(3),
    trace.sentenceCosine.toFixed(3),
    trace.dense.toFixed(3),
    trace.bm25.toFixed(2),
    trace.coverage.toFixed(2),
    trace.order.toFixed(2),
    trace.lexical.toFixed(3),
    trace.score.toFixed(3),
    `${trace.denseRank ?? '–'}/${trace.lexicalRank ?? '–'}`,
  ]);
  return [header, ...rows];
}

function termRows({ explanation }: ExplanationReply): string[][] {
  const rows = explanation.terms.map(({ term, frequency, idf }) => [
    cleanLine(term),
    `${frequency}`,
    idf.toFixed(2),
  ]);
  return [['word', 'passages', 'idf'], ...rows];
}

/** One row a feature, what weighs most first; all that is added makes the logit. */
function featureRows({ weighed }: ExplanationReply): string[][] {
  const rows = weighed.features.map(({ name, value, usual, weight, contribution }) => [
    cleanLine(name),
    value.toFixed(3),
    usual.toFixed(3),
    weight.toFixed(2),
    contribution.toFixed(3),
  ]);
  return [
    ['feature', 'value', 'usual', 'weight', 'adds'],
    ['all as usual', '', '', '', weighed.base.toFixed(3)],
    ...rows,
    ['logit', '', '', '', weighed.logit.toFixed(3)],
  ];
}

function underlined(
  rows: readonly (readonly string[])[],
  alignments: readonly Alignment[],
  { colors }: Face,
): string[] {
  return layOutTable(rows, alignments).map((line, i) => (i === 0 ? colors.underline(line) : line));
}

function share(value: number): string {
  return value.toFixed(2).replace(/0$/, '');
}
