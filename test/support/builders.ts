// Documents, paragraphs and passages with only what a test is about spelled out.

import { documentIdOf } from '../../src/corpus/document-id.js';
import type { Document, Paragraph } from '../../src/corpus/document.js';
import { packPassages, type PackingOptions } from '../../src/passages/pack-passages.js';
import type { Passage } from '../../src/passages/passage.js';
import { splitSentences } from '../../src/passages/split-sentences.js';
import { fuseScores } from '../../src/retrieval/fuse-scores.js';
import type { ScoredPassage } from '../../src/retrieval/scored-passage.js';
import type { DocumentVersion } from '../../src/store/generation-draft.js';
import type { DocumentFacts, StoredPassage } from '../../src/store/knowledge-store.js';
import { countWords } from './fake-embedder.js';

/** Small limits, so that a test needs few words to fill a passage. */
export const SMALL_PACKING: PackingOptions = {
  targetCharacters: 160,
  maxCharacters: 200,
  maxTokens: 60,
  countTokens: countWords,
};

/** Paragraphs of one run unless `run` says otherwise for each. */
export function paragraphsOf(
  texts: readonly string[],
  run: (index: number) => number = () => 0,
): Paragraph[] {
  let start = 0;
  return texts.map((text, i) => {
    const paragraph: Paragraph = {
      id: `p${i + 1}`,
      n: i + 1,
      headings: [],
      text,
      start,
      end: start + text.length,
      run: run(i),
    };
    start = paragraph.end + 2;
    return paragraph;
  });
}

export type DocumentParts = Partial<Omit<Document, 'paragraphs'>> & {
  readonly paragraphs?: readonly string[];
};

export function documentOf(file: string, parts: DocumentParts = {}): Document {
  const paragraphs = paragraphsOf(parts.paragraphs ?? [`This is the text of ${file}.`]);
  return {
    id: documentIdOf(file),
    file,
    title: file,
    outlet: null,
    author: null,
    date: null,
    url: null,
    language: null,
    cleaning: {
      encoding: 'utf-8',
      keptParagraphs: paragraphs.length,
      keptCharacters: paragraphs.reduce((sum, { text }) => sum + text.length, 0),
      removals: [],
    },
    ...parts,
    paragraphs,
  };
}

/** A document as it goes into a store, packed small. */
export function versionOf(document: Document): DocumentVersion {
  return { document, passages: packPassages(document.paragraphs, SMALL_PACKING) };
}

export function passageOf(text: string, parts: Partial<Passage> = {}): Passage {
  return {
    ordinal: 0,
    first: 1,
    last: 1,
    text,
    headings: [],
    sentences: splitSentences(text),
    cut: { start: false, end: false },
    ...parts,
  };
}

export interface ScoredParts {
  readonly label?: number;
  readonly cosine?: number;
  readonly sentenceCosines?: readonly number[];
  readonly bm25?: number;
  readonly bestBm25?: number;
  readonly document?: Partial<DocumentFacts>;
  readonly passage?: Partial<Passage>;
}

/** A found passage whose trace adds up. */
export function scoredOf(text: string, parts: ScoredParts = {}): ScoredPassage {
  const cosine = parts.cosine ?? 0.7;
  const sentenceCosines = parts.sentenceCosines ?? [];
  return {
    passage: storedOf(text, parts),
    sentenceCosines,
    trace: fuseScores({
      cosine,
      contextCosine: cosine,
      sentenceCosine: sentenceCosines.length === 0 ? cosine : Math.max(...sentenceCosines),
      bm25: parts.bm25 ?? 0,
      bestBm25: parts.bestBm25 ?? parts.bm25 ?? 0,
      denseRank: 1,
      lexicalRank: null,
    }),
  };
}

function storedOf(text: string, parts: ScoredParts): StoredPassage {
  const document = {
    id: 'a-000000',
    file: 'a.md',
    title: 'A title',
    outlet: null,
    author: null,
    date: null,
    url: null,
    paragraphs: 9,
    ...parts.document,
  };
  return { ...passageOf(text, parts.passage), label: parts.label ?? 1, document };
}
