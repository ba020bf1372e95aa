// In: measured sets. Out: the charts of the report as specifications: recall against k, risk against
// coverage, what confidence is worth, and time. Points are data; nothing is computed here.

import type { TopLevelSpec } from 'vega-lite';
import type { EvaluationResult } from './evaluation-result.js';
import { setLabel } from './figure-columns.js';
import type { Latency, LatencyByPart } from './latency-figures.js';

const SCHEMA = 'https://vega.github.io/schema/vega-lite/v6.json';
const WIDTH = 640;
const HEIGHT = 300;

const BY_SET = { field: 'set', type: 'nominal', title: null, sort: null } as const;

/** Recall of the first k; for question files the evidence within the first k passages. */
export function recallChart(sets: readonly EvaluationResult[]): TopLevelSpec {
  const values = sets.flatMap((result) => {
    const { figures } = result;
    const curve = 'retrieval' in figures ? figures.retrieval.recallAt : figures.recallAt;
    return curve.map((point) => ({ set: setLabel(result), ...point }));
  });
  return {
    $schema: SCHEMA,
    ...{ width: WIDTH, height: HEIGHT, data: { values } },
    mark: { type: 'line', point: true },
    encoding: {
      x: {
        ...{ field: 'k', type: 'quantitative', title: 'the first k' },
        scale: { type: 'log' },
        axis: { values: [1, 2, 3, 5, 10, 20, 50, 100], grid: false },
      },
      y: {
        ...{ field: 'recall', type: 'quantitative', title: 'recall' },
        scale: { zero: false },
      },
      color: BY_SET,
    },
  };
}

/** Share of wrong answers among the most confident. */
export function riskChart(sets: readonly EvaluationResult[]): TopLevelSpec {
  const values = sets.flatMap(({ figures, ...result }) =>
    (figures.confidence?.riskCoverage ?? []).map((point) => ({ set: setLabel(result), ...point })),
  );
  return {
    $schema: SCHEMA,
    ...{ width: WIDTH, height: HEIGHT, data: { values } },
    mark: { type: 'line' },
    encoding: {
      x: {
        ...{ field: 'coverage', type: 'quantitative' },
        title: 'share of questions kept, the most confident first',
        axis: { format: '%' },
      },
      y: {
        ...{ field: 'risk', type: 'quantitative', title: 'wrong among those kept' },
        axis: { format: '%' },
      },
      color: BY_SET,
    },
  };
}

/** A panel a set: what confidence said, and how often it was right. */
export function reliabilityChart(sets: readonly EvaluationResult[]): TopLevelSpec {
  const values = sets.flatMap(({ figures, ...result }) =>
    (figures.confidence?.reliability ?? [])
      .filter(({ count }) => count > 0)
      .map(({ meanConfidence, shareRight, count }) => ({
        ...{ set: setLabel(result), said: meanConfidence, right: shareRight, count },
      })),
  );
  const unit = { domain: [0, 1] };
  const said = { field: 'said', type: 'quantitative', scale: unit, title: 'confidence' } as const;
  const right = { field: 'right', type: 'quantitative', scale: unit, title: 'right' } as const;
  return {
    $schema: SCHEMA,
    data: { values },
    facet: { ...BY_SET, sort: sets.map(setLabel) },
    columns: 3,
    resolve: { axis: { x: 'independent', y: 'independent' } },
    spec: {
      ...{ width: 190, height: 190 },
      layer: [
        {
          data: { values: [{}] },
          mark: { type: 'rule', strokeDash: [4, 4], color: '#999999' },
          encoding: { x: { datum: 0 }, y: { datum: 0 }, x2: { datum: 1 }, y2: { datum: 1 } },
        },
        { mark: { type: 'line', color: '#0072b2' }, encoding: { x: said, y: right } },
        {
          mark: { type: 'circle', color: '#0072b2', opacity: 0.8 },
          encoding: {
            ...{ x: said, y: right },
            size: {
              ...{ field: 'count', type: 'quantitative', title: 'answers' },
              scale: { type: 'sqrt', range: [12, 220] },
            },
          },
        },
      ],
    },
  };
}

/** Median and 95th percentile of a query, whole and by part. */
export function latencyChart(sets: readonly EvaluationResult[]): TopLevelSpec {
  const values = sets.flatMap(({ figures, ...result }) =>
    partsOf(figures.latency).map(([part, latency]) => ({
      set: setLabel(result),
      part,
      ...latency,
    })),
  );
  const rows = {
    y: { ...BY_SET, axis: { labelLimit: 200 } },
    yOffset: { field: 'part', sort: null },
    color: { field: 'part', type: 'nominal', title: null, sort: null },
  } as const;
  const title = 'milliseconds: bar to the median, line to the 95th percentile';
  return {
    $schema: SCHEMA,
    ...{ width: WIDTH - 80, height: { step: 14 }, data: { values } },
    layer: [
      {
        mark: { type: 'bar', height: { band: 0.8 } },
        encoding: { ...rows, x: { field: 'p50Ms', type: 'quantitative', title } },
      },
      {
        mark: { type: 'rule', strokeWidth: 2 },
        encoding: {
          ...rows,
          x: { field: 'p50Ms', type: 'quantitative', title },
          x2: { field: 'p95Ms' },
        },
      },
    ],
  };
}

function partsOf(latency: LatencyByPart | null): [string, Latency][] {
  if (latency === null) return [];
  const { total, embed, search } = latency;
  return [
    ['whole', total],
    ['embedding', embed],
    ['searching', search],
  ];
}
