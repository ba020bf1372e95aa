// In: how many passages each month holds, by outlet. Out: the chart as vega-lite describes it: a bar a month, stacked
// by outlet. Outlets beyond what can be told apart by colour share one grey; the scale begins at nought.

import { outletsOf } from './count-months.js';
import type { TopicCounts } from './timeline.js';

/** The family of the font that is shipped: see draw-chart.ts. */
export const FONT = 'DejaVu Sans';

/** Colours that people who see few colours can tell apart (Okabe and Ito), and the grey of the rest. */
const COLORS = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00'];
const GREY = '#8a8f98';
const INK = '#2b2d31';
const LINE = '#d9dbe0';

/** All in the drawing's own pixels. */
const SIZE = { width: 560, height: 180, padding: 12, text: 13, legendText: 340 } as const;

/** Buckets that the axis has at least: one bar alone would fill it. */
const FEWEST_BUCKETS = 12;
/** Characters of an outlet's name. */
const LONGEST_NAME = 32;
/** Labels of an axis at most. */
const MOST_LABELS = 6;

/** The chart's specification, as plain data. */
export function chartSpec(counts: TopicCounts): object {
  const { bars, names } = nameOutlets(counts);
  return {
    width: SIZE.width,
    height: SIZE.height,
    padding: SIZE.padding,
    background: '#ffffff',
    data: { values: bars },
    mark: { type: 'bar', width: { band: 0.85 } },
    encoding: {
      x: timeAxis(counts),
      y: {
        field: 'passages',
        aggregate: 'sum',
        axis: { title: `passages a ${counts.unit}`, format: 'd', tickMinStep: 1, tickCount: 4 },
      },
      color: outletColors(names),
      order: { field: 'rank', type: 'quantitative', sort: 'ascending' },
    },
    config: styleOf(),
  };
}

function timeAxis(counts: TopicCounts): object {
  const isYear = counts.unit === 'year';
  return {
    field: 'at',
    type: 'temporal',
    timeUnit: isYear ? 'utcyear' : 'utcyearmonth',
    scale: { type: 'utc', domain: domainOf(counts) },
    axis: {
      title: null,
      format: isYear ? '%Y' : '%b %Y',
      tickCount: MOST_LABELS,
      labelOverlap: true,
      grid: false,
    },
  };
}

function outletColors(names: readonly string[]): object {
  const range = names.map((name, i) => (name === OTHERS ? GREY : (COLORS[i] ?? GREY)));
  const legend = { title: null, orient: 'bottom', columns: 2, symbolType: 'square' };
  return {
    field: 'name',
    type: 'nominal',
    sort: names,
    scale: { domain: names, range },
    legend: { ...legend, labelLimit: SIZE.legendText },
  };
}

const OTHERS = 'other outlets';

/** Each count under the name that the legend gives it, and the legend in its order. */
function nameOutlets(counts: TopicCounts): { bars: readonly object[]; names: readonly string[] } {
  const order = outletsOf(counts);
  const own = order.length > COLORS.length ? COLORS.length - 1 : COLORS.length;
  const bars = counts.buckets.map(({ bucket, outlet, passages }) => {
    const rank = Math.min(order.indexOf(outlet), own);
    return { at: dayOf(bucket), passages, rank, name: rank < own ? nameOf(outlet) : OTHERS };
  });
  const names = order.slice(0, own).map(nameOf);
  return { bars, names: [...new Set(order.length > own ? [...names, OTHERS] : names)] };
}

function nameOf(outlet: string | null): string {
  const name = (outlet ?? '').replace(/[\p{C}\s]+/gu, ' ').trim();
  if (name === '') return 'no outlet named';
  const letters = Array.from(name);
  return letters.length <= LONGEST_NAME ? name : `${letters.slice(0, LONGEST_NAME - 1).join('')}…`;
}

/** From the first bucket to the end of the last, as milliseconds, with room on both sides where they are few. */
function domainOf({ buckets, unit }: TopicCounts): [number, number] {
  const step = unit === 'year' ? 12 : 1;
  const months = buckets.map(({ bucket }) => monthNumber(bucket));
  const first = months.reduce((a, b) => Math.min(a, b), Infinity);
  const last = months.reduce((a, b) => Math.max(a, b), -Infinity) + step;
  const missing = Math.max(0, FEWEST_BUCKETS - (last - first) / step);
  const room = Math.ceil(missing / 2) * step;
  return [millisecondsOf(first - room), millisecondsOf(last + room)];
}

function monthNumber(bucket: string): number {
  const [year = 0, month = 1] = bucket.split('-').map(Number);
  return year * 12 + month - 1;
}

function millisecondsOf(month: number): number {
  return Date.UTC(Math.floor(month / 12), month % 12, 1);
}

function dayOf(bucket: string): number {
  return millisecondsOf(monthNumber(bucket));
}

function styleOf(): object {
  const text = {
    labelFontSize: SIZE.text,
    titleFontSize: SIZE.text,
    labelColor: INK,
    titleColor: INK,
  };
  return {
    font: FONT,
    axis: {
      ...text,
      titleFontWeight: 'normal',
      gridColor: LINE,
      domainColor: LINE,
      tickColor: LINE,
    },
    legend: { ...text, symbolSize: 120 },
    view: { stroke: null },
  };
}
