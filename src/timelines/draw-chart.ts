// In: how many passages each month holds, by outlet. Out: a picture of it, as PNG. The font lies in a package and no
// other is ever looked for, so the picture is the same on every machine, with fonts or without. Heavy: some hundred
// milliseconds of work that nothing interrupts, so it is done where nobody waits for a connection.

import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';
import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { chartSpec, FONT } from './chart-spec.js';
import type { TopicCounts } from './timeline.js';

const FONT_FILE = fileURLToPath(import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'));

/** Pixels for each of the drawing's own: telephones have two or three. */
const ZOOM = 2;

/** Draws the counts. */
export async function drawChart(counts: TopicCounts): Promise<Uint8Array> {
  const view = new View(parse(compile(chartSpec(counts) as TopLevelSpec).spec), {
    renderer: 'none',
  });
  try {
    return pngOf(await view.toSVG());
  } finally {
    view.finalize();
  }
}

function pngOf(svg: string): Uint8Array {
  const drawing = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: ZOOM },
    font: {
      fontFiles: [FONT_FILE],
      loadSystemFonts: false,
      defaultFontFamily: FONT,
      sansSerifFamily: FONT,
    },
  });
  return drawing.render().asPng();
}
