// What laying a reply out as a card costs, apart from everything that sends it. The faces are not the
// benchmarks' to import, so it is measured by a process of its own that is started by its path.

import { fileURLToPath } from 'node:url';
import type { Benchmark, Figures } from './benchmark.js';
import { runNode } from './run-process.js';
import { loadNow } from './wait-figures.js';

const SCRIPT = new URL('../../test/discord-load/render-cards.js', import.meta.url);

/** Rendering cards. */
export const benchRender: Benchmark = {
  name: 'render',
  description: 'laying out cards, without sending them',
  aims: {
    'threeCitations.p99Microseconds': 'below 1,000',
    'fiveCitations.p99Microseconds': 'below 1,000',
    'sourcesPage.p99Microseconds': 'below 1,000',
  },
  run: async () => {
    const { output } = await runNode([fileURLToPath(SCRIPT)]);
    return { load: loadNow(), ...(JSON.parse(output) as Figures) };
  },
};
