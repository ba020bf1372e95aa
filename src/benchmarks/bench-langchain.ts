// A build of the project against LangChain.js: its HNSWLib store fed by its transformers.js embeddings, with the same
// model files and the same texts. Each build is a process of its own, and they take turns, so that whatever else the
// machine does falls on each of them alike.

import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CountTokens } from '../embeddings/embedder.js';
import { loadTokenCounter } from '../embeddings/transformers-model.js';
import { readDataSet } from '../evaluation/data-set.js';
import { DEFAULT_SETS } from '../evaluation/find-targets.js';
import { modelFromSettings } from '../model-from-settings.js';
import { MAX_CHARACTERS, MAX_TOKENS } from '../passages/pack-passages.js';
import type { Benchmark, BenchmarkContext, Figures } from './benchmark.js';
import { comparedFigures, type ComparedFigures, type ComparedJob } from './compared-build.js';
import { installLangchain, LANGCHAIN_BUILD } from './langchain-install.js';
import { runNode } from './run-process.js';
import { shippedPassages, shippedSettings } from './shipped-corpus.js';
import { median, medianRatio } from './statistics.js';

/** One is minutes for each of the four; the processor's time says what a busy machine does to the clock's. */
const ROUNDS = 1;
/** One full batch of its default settings. */
const PASSAGES = 512;
/** Padded to the longest, whole texts take its default settings to 6 GB already at half a batch. */
const WHOLE_TEXTS = 256;
const OWN_BUILD = fileURLToPath(new URL('./compared-build-process.js', import.meta.url));

const AIMS = {
  overDefault: 'at least 2.5',
  overBest: 'at least 1',
  memoryOfDefault: 'at most 0.1',
};

interface Sample {
  readonly texts: readonly string[];
  readonly from: string;
}

/** Ours against theirs over texts of a passage's length: the least that its padding can cost. */
export const benchLangchain: Benchmark = {
  name: 'langchain',
  description: 'a build against LangChain.js over passages; installs its packages, takes minutes',
  slow: true,
  aims: AIMS,
  run: (context) => compare(context, passagesOfOneLength),
};

/** The same over texts as they come, long and short: we pack them, it cuts them at 512 tokens. */
export const benchLangchainTexts: Benchmark = {
  name: 'langchain-texts',
  description: 'the same over whole texts of all lengths',
  slow: true,
  aims: AIMS,
  run: (context) => compare(context, wholeTexts),
};

interface Contestant {
  readonly name: 'project' | 'projectWithSentences' | 'langchainDefault' | 'langchainBatchOf1';
  readonly build: (round: number) => Promise<ComparedFigures>;
  readonly figures: ComparedFigures[];
}

async function compare(
  context: BenchmarkContext,
  sampleOf: (countTokens: CountTokens) => Promise<Sample>,
): Promise<Figures> {
  const missing = await installLangchain(context.progress);
  if (missing !== null) {
    context.progress(`langchain: skipped, ${missing}`);
    return { skipped: missing };
  }
  const description = await modelFromSettings(context.settings);
  const { texts, from } = await sampleOf(await loadTokenCounter(description));
  const file = join(context.folder, 'texts.json');
  await writeFile(file, JSON.stringify(texts));
  const { project, whole, byDefault, best } = contestants(context, description.folder, file);
  await takeTurns([project, byDefault, best, whole], context);
  const summaries = [project, whole, byDefault, best].map((one): [string, Figures] => [
    one.name,
    summaryOf(one, texts.length),
  ]);
  return {
    texts: { from, count: texts.length, rounds: ROUNDS },
    ...Object.fromEntries(summaries),
    overDefault: ratio(byDefault, project, ({ seconds }) => seconds),
    overBest: ratio(best, project, ({ seconds }) => seconds),
    overDefaultInProcessorTime: ratio(byDefault, project, (of) => of.processorSeconds),
    overBestInProcessorTime: ratio(best, project, (of) => of.processorSeconds),
    memoryOfDefault: ratio(project, byDefault, (of) => of.peakMegabytes),
  };
}

function contestants(context: BenchmarkContext, model: string, texts: string) {
  const folderOf = (name: string, round: number): string =>
    join(context.folder, `${name}-${round}`);
  const own = (name: Contestant['name'], hasSentences: boolean): Contestant => ({
    name,
    figures: [],
    build: (round) => {
      const settings = shippedSettings(context.settings, folderOf(name, round));
      return run(OWN_BUILD, { settings, texts, hasSentences } satisfies ComparedJob);
    },
  });
  const theirs = (name: Contestant['name'], batchSize: number | null): Contestant => ({
    name,
    figures: [],
    build: (round) =>
      run(LANGCHAIN_BUILD, { model, texts, batchSize, folder: folderOf(name, round) }),
  });
  return {
    project: own('project', false),
    whole: own('projectWithSentences', true),
    byDefault: theirs('langchainDefault', null),
    best: theirs('langchainBatchOf1', 1),
  };
}

async function takeTurns(all: readonly Contestant[], context: BenchmarkContext): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    // Another one goes first in every round.
    const order = all.map((_, place) => all[(place + round) % all.length]);
    for (const one of order) {
      if (one === undefined) continue;
      const figures = await one.build(round);
      one.figures.push(figures);
      const { seconds, processorSeconds, peakMegabytes, passages } = figures;
      context.progress(
        `langchain: round ${round + 1} of ${ROUNDS}, ${one.name}: ${passages} passages in ${seconds.toFixed(0)} s, ${processorSeconds.toFixed(0)} s of processor, ${peakMegabytes.toFixed(0)} MB`,
      );
    }
  }
}

async function run(script: string, job: object): Promise<ComparedFigures> {
  const { output } = await runNode([script, JSON.stringify(job)]);
  return comparedFigures.parse(JSON.parse(output));
}

/** Texts of one passage each, no text twice. */
async function passagesOfOneLength(countTokens: CountTokens): Promise<Sample> {
  const set = await textsOfSet('squad2-dev-half');
  if (set === null) return shippedSample(countTokens);
  const whole = set.filter(
    (text) => text.length <= MAX_CHARACTERS && countTokens(text) <= MAX_TOKENS,
  );
  return { texts: whole.slice(0, PASSAGES), from: 'squad2-dev-half' };
}

async function wholeTexts(countTokens: CountTokens): Promise<Sample> {
  const set = await textsOfSet('scifact');
  if (set === null) return shippedSample(countTokens);
  return { texts: set.slice(0, WHOLE_TEXTS), from: 'scifact' };
}

/** Every text of a data set beside the project; null where it is not there. */
async function textsOfSet(name: string): Promise<string[] | null> {
  const folder = resolve(DEFAULT_SETS, name);
  if (!existsSync(folder)) return null;
  const { documents } = await readDataSet(folder);
  return [...new Set(documents.map(({ text }) => text.replace(/\s+/g, ' ').trim()))];
}

async function shippedSample(countTokens: CountTokens): Promise<Sample> {
  const passages = await shippedPassages(countTokens);
  return { texts: passages.map(({ text }) => text), from: 'the documents that come with it' };
}

function summaryOf({ figures }: Contestant, texts: number): Figures {
  return {
    vectorsOfTexts: figures[0]?.passages ?? null,
    textsPerSecond: median(figures.map(({ seconds }) => texts / seconds)),
    processorMsAText: median(figures.map((of) => (of.processorSeconds * 1000) / texts)),
    peakMegabytes: median(figures.map(({ peakMegabytes }) => peakMegabytes)),
  };
}

function ratio(
  over: Contestant,
  under: Contestant,
  measure: (figures: ComparedFigures) => number,
): number {
  return medianRatio(over.figures.map(measure), under.figures.map(measure));
}
