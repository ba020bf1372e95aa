// Found passages as an answer's row holds them: lists instead of objects, since twenty passages repeat the
// same thirty names. Numbers keep every digit, so that an explanation still adds up.

import type { ScoreTrace } from '../../retrieval/scored-passage.js';
import type { FoundPassage } from '../state-store.js';

type PackedTrace = readonly [
  cosine: number,
  contextCosine: number,
  sentenceCosine: number,
  dense: number,
  bm25: number,
  lexical: number,
  score: number,
  denseRank: number | null,
  lexicalRank: number | null,
  // Rows written before these were kept end here.
  bm25Share?: number,
  coverage?: number,
  order?: number,
];

/** One passage as a list. */
export type PackedPassage = readonly [
  label: number,
  n: number,
  shownAs: number | null,
  score: number,
  documentId: string,
  title: string,
  paragraph: readonly [first: number, last: number, of: number],
  highlight: readonly [start: number, end: number],
  lead: readonly [start: number, end: number] | null,
  trace: PackedTrace | null,
  /** What few passages have; rows of an earlier version end before it. */
  more?: PackedMore,
];

type PackedMore = Pick<FoundPassage, 'alsoIn' | 'isOtherOutlet' | 'holds'>;

/** Packs a passage for a row. */
export function packPassage(found: FoundPassage): PackedPassage {
  const { label, n, shownAs, score, documentId, title, paragraph, highlight, lead, trace } = found;
  return [
    label,
    n,
    shownAs,
    score,
    documentId,
    title,
    [paragraph.first, paragraph.last, paragraph.of],
    [highlight.start, highlight.end],
    lead === undefined ? null : [lead.start, lead.end],
    trace === null ? null : packTrace(trace),
    moreOf(found),
  ];
}

function moreOf({ alsoIn, isOtherOutlet, holds }: FoundPassage): PackedMore {
  return {
    ...(alsoIn === undefined ? {} : { alsoIn }),
    ...(isOtherOutlet === undefined ? {} : { isOtherOutlet }),
    ...(holds === undefined ? {} : { holds }),
  };
}

/** The passage that was packed. */
export function unpackPassage(packed: PackedPassage): FoundPassage {
  const [label, n, shownAs, score, documentId, title, paragraph, ...rest] = packed;
  const [highlight, lead, trace, more] = rest;
  const [first, last, of] = paragraph;
  return {
    label,
    n,
    shownAs,
    score,
    documentId,
    title,
    paragraph: { first, last, of },
    highlight: { start: highlight[0], end: highlight[1] },
    ...(lead === null ? {} : { lead: { start: lead[0], end: lead[1] } }),
    trace: trace === null ? null : unpackTrace(trace),
    ...more,
  };
}

function packTrace(trace: ScoreTrace): PackedTrace {
  return [
    trace.cosine,
    trace.contextCosine,
    trace.sentenceCosine,
    trace.dense,
    trace.bm25,
    trace.lexical,
    trace.score,
    trace.denseRank,
    trace.lexicalRank,
    trace.bm25Share,
    trace.coverage,
    trace.order,
  ];
}

function unpackTrace(packed: PackedTrace): ScoreTrace {
  const [cosine, contextCosine, sentenceCosine, dense, bm25, lexical, score, ...others] = packed;
  // What was not kept equals the words' whole score, as where a passage's words were not read.
  const [denseRank, lexicalRank, bm25Share = lexical, coverage = lexical, order = lexical] = others;
  return {
    cosine,
    contextCosine,
    sentenceCosine,
    dense,
    bm25,
    bm25Share,
    coverage,
    order,
    lexical,
    score,
    denseRank,
    lexicalRank,
  };
}
