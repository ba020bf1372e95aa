// In: measured sets. Out: one HTML page that needs nothing but itself: the tables, and curves as SVG. Names
// of sets are names of folders, so all text is escaped, here or by the drawing library.

import { escapeHtml } from '../preview/html.js';
import { drawChart } from './draw-chart.js';
import { latencyChart, recallChart, reliabilityChart, riskChart } from './draw-curves.js';
import type { Yardstick } from './evaluation-result.js';
import { showRun } from './run-facts.js';
import { ablationRows, columnsOf, setRows } from './yardstick-table.js';

const STYLE = `
  :root { color-scheme: light; }
  body { font: 15px/1.5 system-ui, sans-serif; color: #1d1d1f; background: #fff; margin: 2rem auto; max-width: 1500px; padding: 0 1rem; }
  h1 { font-size: 1.5rem; margin-bottom: .2rem; }
  h2 { font-size: 1.1rem; margin: 2rem 0 .3rem; }
  p { margin: .3rem 0 .8rem; max-width: 75ch; color: #555; }
  .wide { overflow-x: auto; }
  table { border-collapse: collapse; font-size: 12.5px; font-variant-numeric: tabular-nums; white-space: nowrap; }
  th, td { padding: .25rem .45rem; text-align: right; border-bottom: 1px solid #e6e6e6; }
  th { font-weight: 600; }
  tr > :is(th, td).name { text-align: left; }
  tr > :is(th, td).name:first-child { position: sticky; left: 0; background: #fff; }
  figure { margin: 0; }
  .group td { border-top: 2px solid #c8c8c8; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; font-size: 13px; color: #555; }
  dt { font-weight: 600; color: #1d1d1f; } dd { margin: 0; }
  svg { max-width: 100%; height: auto; }
`;

/** Draws the page. */
export async function reportPage(yardstick: Yardstick): Promise<string> {
  const { sets, ablation, missing, failed } = yardstick;
  const [first] = sets;
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>Verbatim, measured</title><style>${STYLE}</style></head><body>`,
    '<h1>Verbatim, measured</h1>',
    ...(first === undefined ? [] : [`<p>${escapeHtml(showRun(first.run))}</p>`]),
    ...[...missing, ...failed].map((line) => `<p>${escapeHtml(line)}</p>`),
    ...section('Every set', drawTable(setRows(sets), 1)),
    `<details><summary>What the columns mean</summary>${drawMeanings(yardstick)}</details>`,
    ...(ablation.length === 0 ? [] : section(ABLATION, drawTable(ablationRows(yardstick), 2))),
    ...(await drawCharts(yardstick)),
    '</body></html>',
    '',
  ].join('\n');
}

const ABLATION = 'Without each part: what changes';

async function drawCharts({ sets }: Yardstick): Promise<string[]> {
  const charts = [
    {
      title: 'Recall against k',
      note: 'Data sets: relevant documents among the first k. Question files: the evidence within the first k passages.',
      chart: recallChart(sets),
    },
    {
      title: 'Risk against coverage',
      note: 'If only the most confident answers were given: how many of them would be wrong? Lower is better, and rising to the right means that confidence puts the wrong ones last.',
      chart: riskChart(sets),
    },
    {
      title: 'Reliability of confidence',
      note: 'On the dashed line confidence means what it says; below it, it promises too much. Larger dots stand for more answers.',
      chart: reliabilityChart(sets),
    },
    {
      title: 'Time of a query',
      note: 'Data sets read 200 passages for their ranking, a plain answer reads 20.',
      chart: latencyChart(sets),
    },
  ];
  const drawn = await Promise.all(charts.map(({ chart }) => drawChart(chart)));
  return charts.flatMap(({ title, note }, i) => [
    `<h2>${title}</h2><p>${note}</p>`,
    `<figure class="wide">${drawn[i] ?? ''}</figure>`,
  ]);
}

function section(title: string, content: string): string[] {
  return [`<h2>${title}</h2>`, `<div class="wide">${content}</div>`];
}

function drawTable(rows: readonly (readonly string[])[], names: number): string {
  const [head = [], ...body] = rows;
  const draw = (row: readonly string[], tag: 'th' | 'td'): string =>
    row
      .map((cell, i) => {
        const kind = i < names ? ' class="name"' : '';
        return `<${tag}${kind}>${escapeHtml(cell)}</${tag}>`;
      })
      .join('');
  const lines = body.map((row) => {
    const kind = names > 1 && row[0] !== '' ? ' class="group"' : '';
    return `<tr${kind}>${draw(row, 'td')}</tr>`;
  });
  return `<table><thead><tr>${draw(head, 'th')}</tr></thead><tbody>${lines.join('\n')}</tbody></table>`;
}

function drawMeanings({ sets }: Yardstick): string {
  const items = columnsOf(sets).map(
    ({ heading, meaning }) => `<dt>${escapeHtml(heading)}</dt><dd>${escapeHtml(meaning)}</dd>`,
  );
  return `<dl>${items.join('')}</dl>`;
}
