// A corpus in memory that a test may change between two builds: a file is its text, paragraphs are parted
// by blank lines. A text of nothing is rejected, as an empty file is.

import { createHash } from 'node:crypto';
import type { CorpusSource } from '../../src/corpus/corpus-source.js';
import { documentIdOf } from '../../src/corpus/document-id.js';
import { documentOf } from './builders.js';

export interface MemoryCorpus extends CorpusSource {
  /** Texts by file name; change it freely. */
  readonly files: Map<string, string>;
  /** Files that were read, in order. */
  readonly readFiles: string[];
}

export function memoryCorpus(files: Readonly<Record<string, string>>): MemoryCorpus {
  const texts = new Map(Object.entries(files));
  const reads: string[] = [];
  return {
    files: texts,
    readFiles: reads,
    list: () =>
      Promise.resolve({
        rejections: [],
        entries: [...texts].map(([file, text]) => ({
          id: documentIdOf(file),
          file,
          hash: createHash('sha256').update(text).digest('hex'),
        })),
      }),
    read: ({ file }) => {
      reads.push(file);
      const paragraphs = (texts.get(file) ?? '').split('\n\n').filter((text) => text !== '');
      if (paragraphs.length > 0) {
        return Promise.resolve({ documents: [documentOf(file, { paragraphs })], rejections: [] });
      }
      const rejection = { file, code: 'empty_document' as const, text: `${file} is empty.` };
      return Promise.resolve({ documents: [], rejections: [rejection] });
    },
  };
}
