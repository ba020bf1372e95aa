import { describe, expect, it } from 'vitest';
import { chartSpec } from '../../src/timelines/chart-spec.js';
import { countMonths } from '../../src/timelines/count-months.js';
import { drawChart } from '../../src/timelines/draw-chart.js';
import { passagesOf, type PassageParts } from './passages.js';

const countsOf = (parts: readonly PassageParts[]) =>
  countMonths(passagesOf(parts).map(({ citation }) => citation));

/** Width and height as a PNG's header gives them. */
function sizeOf(png: Uint8Array): [number, number] {
  const bytes = Buffer.from(png);
  expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

describe('drawChart', () => {
  it('draws a picture that fits a message, and the same one again', async () => {
    const counts = countsOf([{ date: '2015-10' }, { date: '2021-07', outlet: 'Сыновья & <b>' }]);
    const png = await drawChart(counts);
    const [width, height] = sizeOf(png);
    expect(width).toBeGreaterThan(800);
    expect(height).toBeGreaterThan(300);
    expect(png.length).toBeLessThan(200_000);
    expect(Buffer.from(await drawChart(counts)).equals(Buffer.from(png))).toBe(true);
  });

  it('draws letters: the font is found where the machine has none', async () => {
    const named = await drawChart(countsOf([{ date: '2021-07', outlet: 'WWWWWWWW' }]));
    const other = await drawChart(countsOf([{ date: '2021-07', outlet: 'iiiiiiii' }]));
    expect(Buffer.from(named).equals(Buffer.from(other))).toBe(false);
  });

  it.each([
    ['one month', [{ date: '2021-07' }]],
    ['a century', [{ date: '1921-07' }, { date: '2021-07' }]],
    ['many outlets', Array.from({ length: 40 }, (_, i) => ({ date: '2021-07', outlet: `O${i}` }))],
    ['names of nothing', [{ date: '2021-07', outlet: '\u0000\u202E' }]],
    ['a long name', [{ date: '2021-07', outlet: '😀'.repeat(500) }]],
  ])('draws %s', async (_, parts) => {
    sizeOf(await drawChart(countsOf(parts)));
  });
});

describe('chartSpec', () => {
  it('shows the outlets beyond the colours under one grey', () => {
    const parts = Array.from({ length: 9 }, (_, i) => ({ date: '2021-07', outlet: `O${i}` }));
    const spec = JSON.stringify(chartSpec(countsOf(parts)));
    expect(spec).toContain('"domain":["O0","O1","O2","O3","O4","other outlets"]');
    expect(spec).toContain('"#8a8f98"]');
  });
});
