// In: a Vega-Lite specification. Out: one SVG as text, drawn without a browser and without the network.

import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';

const FONT = 'system-ui, sans-serif';

/** Draws a chart. */
export async function drawChart(specification: TopLevelSpec): Promise<string> {
  const { spec } = compile(specification, {
    config: {
      font: FONT,
      background: 'transparent',
      axis: {
        labelFontSize: 11,
        titleFontSize: 11,
        titleFontWeight: 'normal',
        gridColor: '#e6e6e6',
      },
      legend: { labelLimit: 220, labelFontSize: 11, titleFontSize: 11, symbolStrokeWidth: 2 },
      header: { labelFontSize: 12, labelFontWeight: 'bold' },
      view: { stroke: '#d0d0d0' },
      // Told apart without red against green (Okabe and Ito).
      range: {
        category: ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#555555'],
      },
    },
  });
  const view = new View(parse(spec), { renderer: 'none' });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}
