// The regression gate on slices of two public data sets beside the project. A floor is what was measured on
// the slice less about one standard error; the whole sets are measured by `npm run evaluate -- --all`.

import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { DataSetFigures } from '../../src/evaluation/evaluate-data-set.js';
import { runEvaluation } from '../../src/run-evaluation.js';
import { parseSettings } from '../../src/settings.js';
import { silentLog } from '../../src/shared/log.js';
import { besideProject } from '../support/beside.js';
import { sliceDataSet } from '../support/slice-data-set.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
/** About half a minute where nothing else runs. */
const TIMEOUT_MS = 480_000;
const SLICE = { documents: 60, queries: 150 };

async function measure(folder: string): Promise<DataSetFigures> {
  const { figures } = await runEvaluation({
    settings: parseSettings({ DATA_DIR: temporaryFolder() }, PROJECT),
    log: silentLog,
    ...{ dataSet: sliceDataSet(folder, SLICE), questions: undefined, corpus: undefined },
  });
  return figures as DataSetFigures;
}

const squad = besideProject('eval/squad2-dev-half');
const selqa = besideProject('eval/selqa');

describe('a slice of squad2-dev-half', () => {
  it.skipIf(squad === null)(
    'keeps the measured ranks and highlights',
    async () => {
      const { retrieval, highlight } = await measure(squad ?? '');
      expect(retrieval.queries).toBeGreaterThan(50);
      // Measured: .939, .857; the highlight .885 of 78 whose paragraph was found, .879 of 91 given it.
      expect(retrieval.ndcg10).toBeGreaterThanOrEqual(0.92);
      expect(retrieval.hit1).toBeGreaterThanOrEqual(0.82);
      expect(highlight?.paragraphFound.share).toBeGreaterThanOrEqual(0.84);
      expect(highlight?.paragraphGiven.share).toBeGreaterThanOrEqual(0.84);
    },
    TIMEOUT_MS,
  );
});

describe('a slice of selqa', () => {
  it.skipIf(selqa === null)(
    'keeps the measured choice of sentences',
    async () => {
      const { retrieval, sentences, sentencesGiven } = await measure(selqa ?? '');
      expect(retrieval.queries).toBeGreaterThan(50);
      // Measured: .994; over our sentences .849, over the set's own .865 of 117.
      expect(retrieval.ndcg10).toBeGreaterThanOrEqual(0.98);
      expect(sentences?.map).toBeGreaterThanOrEqual(0.82);
      expect(sentencesGiven?.map).toBeGreaterThanOrEqual(0.84);
    },
    TIMEOUT_MS,
  );
});
