// In: a number of passages. Out: documents that come to about so many, and questions about them. Texts of the data
// sets beside the project where they are, else the shipped ones; beyond what they hold, sentences of them put
// together anew with words that nobody wrote, so that the vocabulary goes on growing as it does in real corpora.

import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { openDataSetSource } from '../evaluation/data-set-source.js';
import { readDataSet, asPlainText, type DataSetDocument } from '../evaluation/data-set.js';
import { DEFAULT_SETS } from '../evaluation/find-targets.js';
import { TARGET_CHARACTERS } from '../passages/pack-passages.js';
import { openCorpusFolder } from '../corpus/corpus-folder.js';
import type { CorpusSource } from '../corpus/corpus-source.js';
import { shuffled, startRandom, type RandomNumbers } from './seeded-random.js';
import { SHIPPED_CORPUS, shippedQuestions } from './shipped-corpus.js';

/** What a scale corpus is made of. */
export interface ScaleTexts {
  readonly documents: readonly DataSetDocument[];
  readonly questions: readonly string[];
  /** How many of the documents are as somebody wrote them. */
  readonly written: number;
}

/** Documents of the same texts in another state: so many of them have another paragraph. */
export interface ScaleState {
  readonly changed: number;
}

const SEED = 7;
/** Sentences of a paragraph and paragraphs of a document that are put together. */
const SENTENCES = 7;
const PARAGRAPHS = 6;
/** One word in so many is one that nobody wrote, from a vocabulary in which the n-th is 1/n as frequent. */
const NEW_WORD_EVERY = 12;
const NEW_WORDS = 200_000;
/** Outlets, the n-th of which prints 1/n as much, and the years that the documents are of. */
const OUTLETS = 40;
const FIRST_YEAR = 2010;
const YEARS = 10;

/** Makes the documents of about so many passages. */
export async function scaleTexts(passages: number): Promise<ScaleTexts> {
  const random = startRandom(SEED);
  const { documents: real, questions } = await writtenTexts();
  const sentences = real.flatMap(({ text }) => text.match(/[^.!?\n]{20,400}[.!?]/g) ?? []);
  const documents: DataSetDocument[] = [];
  const order = shuffled(real, random);
  let written = 0;
  // A passage is packed to about the target; a document's last one is shorter.
  for (let count = 0; count < passages;) {
    const n = documents.length;
    const given = order[n];
    const made = given ?? mixedDocument(sentences, random);
    const document = { ...made, _id: `scale-${n}`, ...printed(random) };
    documents.push(document);
    if (given !== undefined) written += 1;
    count += Math.max(1, Math.round(document.text.length / TARGET_CHARACTERS));
  }
  return { documents, questions, written };
}

/** The documents as a corpus; the first `changed` of those that were put together have another first sentence. */
export function scaleSource(texts: ScaleTexts, state: ScaleState = { changed: 0 }): CorpusSource {
  const { changed } = state;
  return openDataSetSource(
    texts.documents.map((document, i) =>
      i < changed ? { ...document, text: `This is what was changed. ${document.text}` } : document,
    ),
  );
}

async function writtenTexts(): Promise<Pick<ScaleTexts, 'documents' | 'questions'>> {
  const folder = resolve(DEFAULT_SETS);
  if (!existsSync(folder)) {
    return { documents: await shippedDocuments(), questions: await shippedQuestions() };
  }
  const documents: DataSetDocument[] = [];
  const questions: string[] = [];
  for (const entry of (await readdir(folder, { withFileTypes: true })).sort(byName)) {
    if (!entry.isDirectory()) continue;
    const set = await readDataSet(join(folder, entry.name));
    for (const document of set.documents) documents.push(document);
    for (const { text } of set.queries) questions.push(asPlainText(text));
  }
  return { documents, questions: shuffled(questions, startRandom(SEED)) };
}

async function shippedDocuments(): Promise<DataSetDocument[]> {
  const source = openCorpusFolder(SHIPPED_CORPUS);
  const documents: DataSetDocument[] = [];
  for (const entry of (await source.list()).entries) {
    for (const { id, title, paragraphs } of (await source.read(entry)).documents) {
      documents.push({ _id: id, title, text: paragraphs.map(({ text }) => text).join('\n') });
    }
  }
  return documents;
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1;
}

function mixedDocument(sentences: readonly string[], random: RandomNumbers): DataSetDocument {
  const next = (): string => withNewWords(anyOf(sentences, random), random);
  const paragraph = (): string => Array.from({ length: SENTENCES }, next).join(' ');
  const text = Array.from({ length: PARAGRAPHS }, paragraph).join('\n');
  return { _id: '', title: next().slice(0, 80), text };
}

function withNewWords(sentence: string, random: RandomNumbers): string {
  return sentence
    .replace(/\s+/g, ' ')
    .trim()
    .split(' ')
    .map((word) => (random() * NEW_WORD_EVERY < 1 ? newWord(random) : word))
    .join(' ');
}

/** A Zipf law of exponent 1: the rank's logarithm is spread evenly. */
function newWord(random: RandomNumbers): string {
  const rank = Math.floor(NEW_WORDS ** random());
  return `${SYLLABLES[rank % 20] ?? ''}${rank.toString(26).replace(/\d/g, (digit) => SYLLABLES[Number(digit)] ?? '')}`;
}

const SYLLABLES = 'ba ko mi ru ta ve zo ni pel dar sun gor lim fex hal jor wen yat qui cro'.split(
  ' ',
);

function printed(random: RandomNumbers): Pick<DataSetDocument, 'outlet' | 'date'> {
  const outlet = `Outlet ${Math.floor(OUTLETS ** random())}`;
  const year = FIRST_YEAR + Math.floor(random() * YEARS);
  const month = String(1 + Math.floor(random() * 12)).padStart(2, '0');
  const day = String(1 + Math.floor(random() * 28)).padStart(2, '0');
  return { outlet, date: `${year}-${month}-${day}` };
}

function anyOf(items: readonly string[], random: RandomNumbers): string {
  return items[Math.floor(random() * items.length)] ?? '';
}
