// What the benchmarks measure on: the documents and questions that come with the project, whatever
// CORPUS_DIR says, so that figures of two machines speak of the same work.

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildIndex } from '../build-index.js';
import { openCorpusFolder } from '../corpus/corpus-folder.js';
import type { CountTokens } from '../embeddings/embedder.js';
import { readQuestions } from '../evaluation/data-set.js';
import {
  MAX_CHARACTERS,
  MAX_TOKENS,
  packPassages,
  TARGET_CHARACTERS,
} from '../passages/pack-passages.js';
import type { Passage } from '../passages/passage.js';
import type { Settings } from '../settings.js';

/** The documents that come with the project. */
export const SHIPPED_CORPUS = resolve('corpus');

const QUESTION_FILE = resolve('test/questions/shipped-corpus.jsonl');

/** Asked where the question file is not there, such as in a copy without tests. */
const SPARE_QUESTIONS: readonly string[] = [
  'Why did the United States leave Bagram?',
  'Which countries are members of the CSTO?',
  'What started the fighting on the border of Kyrgyzstan and Tajikistan?',
  'Where does Russia keep troops in Central Asia?',
  'Which bodies does Turkey use to reach the Turkic states?',
  'How do I add a document to the corpus?',
  'Who is Yuri Fedorenko?',
  'What is the capital of Australia?',
];

/** Every question of the shipped question file. */
export async function shippedQuestions(): Promise<readonly string[]> {
  if (!existsSync(QUESTION_FILE)) return SPARE_QUESTIONS;
  return (await readQuestions(QUESTION_FILE)).map((item) => item.question);
}

/** Settings that name the shipped corpus and a data folder of the benchmarks' own. */
export function shippedSettings(settings: Settings, dataDir: string): Settings {
  return { ...settings, corpusDir: SHIPPED_CORPUS, dataDir, databaseUrl: null };
}

/** Builds the shipped corpus below a folder, at the first call only. */
export function shippedIndexIn(folder: string, settings: Settings): () => Promise<Settings> {
  let building: Promise<Settings> | null = null;
  const build = async (): Promise<Settings> => {
    const own = shippedSettings(settings, join(folder, 'shipped-index'));
    await buildIndex({ settings: own });
    return own;
  };
  return () => (building ??= build());
}

/** The shipped documents, packed as a build packs them. */
export async function shippedPassages(countTokens: CountTokens): Promise<Passage[]> {
  const source = openCorpusFolder(SHIPPED_CORPUS);
  const passages: Passage[] = [];
  for (const entry of (await source.list()).entries) {
    const { documents } = await source.read(entry);
    for (const { paragraphs } of documents) {
      const packed = packPassages(paragraphs, {
        targetCharacters: TARGET_CHARACTERS,
        maxCharacters: MAX_CHARACTERS,
        maxTokens: MAX_TOKENS,
        countTokens,
      });
      passages.push(...packed);
    }
  }
  return passages;
}

/** The texts that a build embeds beside the passages: none where a passage is a single sentence. */
export function separateSentences(passages: readonly Passage[]): string[] {
  return passages
    .filter((passage) => passage.sentences.length > 1)
    .flatMap(({ text, sentences }) => sentences.map(({ start, end }) => text.slice(start, end)));
}
