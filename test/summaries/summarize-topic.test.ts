import { describe, expect, it } from 'vitest';
import type { DocumentFacts } from '../../src/store/knowledge-store.js';
import { summarizeTopic, type FoundDocument } from '../../src/summaries/summarize-topic.js';
import { readText } from './sentences-of.js';

const FERRY = 'The council of Port Alder stopped the ferry to Saltholm in spring.';
const BRIDGE = 'Heavy rain fell when Ines Calder opened the bridge to Saltholm.';
const MARKET = 'Fishermen sold herring in the old customs house after the storm.';
const TOLL = 'Four crowns are paid for a car by everybody who drives across.';

function found(
  document: Partial<DocumentFacts>,
  sentences: Readonly<Record<string, number>>,
): FoundDocument {
  const read = readText(Object.keys(sentences).join(' '), document);
  return {
    sentences: read,
    relevance: read.map(({ text }) => sentences[text] ?? 0),
    mentions: read.map(() => false),
  };
}

const files = (documents: readonly FoundDocument[], most: number): string[] =>
  summarizeTopic(documents, most).map(({ document }) => document.file);

const a = (date: string | null, file = 'a.md') => ({ id: file, file, date });

describe('summarizeTopic', () => {
  it('draws on three documents before it takes a second sentence of one', () => {
    const documents = [
      found(a(null, 'a.md'), { [FERRY]: 1, [BRIDGE]: 0.99 }),
      found(a(null, 'b.md'), { [MARKET]: 0.9 }),
      found(a(null, 'c.md'), { [TOLL]: 0.85 }),
    ];
    expect(new Set(files(documents, 3))).toEqual(new Set(['a.md', 'b.md', 'c.md']));
    expect(files(documents, 4).filter((file) => file === 'a.md')).toHaveLength(2);
  });

  it('follows the dates, the less precise one first, and puts what has none last', () => {
    const documents = [
      found(a(null, 'undated.md'), { [FERRY]: 1 }),
      found(a('2021-07-08', 'day.md'), { [BRIDGE]: 0.95 }),
      found(a('2021', 'year.md'), { [MARKET]: 0.9 }),
      found(a('2015-10', 'old.md'), { [TOLL]: 0.9 }),
    ];
    expect(files(documents, 4)).toEqual(['old.md', 'year.md', 'day.md', 'undated.md']);
  });

  it('takes a wire copy once', () => {
    const report = { [FERRY]: 1, [BRIDGE]: 0.9 };
    const documents = [found(a(null, 'a.md'), report), found(a(null, 'copy.md'), report)];
    expect(new Set(files(documents, 4))).toEqual(new Set(['a.md']));
  });

  it('leaves out what is about something else, but not what names the topic', () => {
    const other = found(a(null, 'b.md'), { [MARKET]: 0.2 });
    const documents = [found(a(null, 'a.md'), { [FERRY]: 1 }), other];
    expect(files(documents, 3)).toEqual(['a.md']);
    expect(files([documents[0] ?? other, { ...other, mentions: [true] }], 3)).toHaveLength(2);
  });

  it('is empty where nothing was found', () => {
    expect(summarizeTopic([], 3)).toEqual([]);
  });
});
