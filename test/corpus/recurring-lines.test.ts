// Lines that recur over a source, on sites that are made up here: what a template repeats goes, what two articles
// have in common stays.

import { describe, expect, it } from 'vitest';

import { type RandomNumbers, shuffled, startRandom } from '../../src/benchmarks/seeded-random.js';
import type { Document } from '../../src/corpus/document.js';
import {
  type CountedLine,
  countedLines,
  RECURRING_RULE,
  recurringLines,
  withoutRecurring,
} from '../../src/corpus/recurring-lines.js';
import { documentOf, paragraphsOf } from '../support/builders.js';

const word = (random: RandomNumbers): string => Math.floor(random() * 1e7).toString(36);
const sentence = (random: RandomNumbers): string =>
  `The ${Array.from({ length: 18 }, () => word(random)).join(' ')} was seen at the quay.`;

/** Every page has these. */
const TEMPLATE = ['A harbour reads on', 'Your tide table', 'The Gull answers to no owner but its readers.'];
/** Two pages in five have it. */
const SECTION = 'From our pier desk';
/** In one article of ten each, and one sentence in three of ten. */
const SHARED = ['Background', 'What the captains say'];
const QUOTED = 'The harbour master declined to comment when he was asked on the quay on Monday morning.';

interface Site {
  readonly documents: readonly Document[];
  readonly articles: readonly (readonly string[])[];
}

function makeSite(pages: number, seed: number): Site {
  const random = startRandom(seed);
  const articles = Array.from({ length: pages }, (_, i) => [
    ...Array.from({ length: 3 + Math.floor(random() * 5) }, () => sentence(random)),
    ...SHARED.filter(() => random() < 0.1),
    ...(i % 10 < 3 ? [QUOTED] : []),
  ]);
  const documents = articles.map((article, i) =>
    documentOf(`page-${i}.txt`, {
      paragraphs: [
        TEMPLATE[0] ?? '',
        ...(i % 5 < 2 ? [SECTION] : []),
        ...article,
        ...TEMPLATE.slice(1),
      ],
    }),
  );
  return { documents, articles };
}

const linesOf = ({ paragraphs, cleaning }: Document): readonly CountedLine[] =>
  countedLines({ paragraphs, removals: cleaning.removals });
const furnitureOf = (documents: readonly Document[]): ReadonlySet<string> =>
  recurringLines(documents.map(linesOf));
const cleaned = (documents: readonly Document[]): Document[] => {
  const furniture = furnitureOf(documents);
  return documents.map((document) => withoutRecurring(document, furniture));
};
const textsOf = ({ paragraphs }: Document): string[] => paragraphs.map(({ text }) => text);

describe('recurringLines', () => {
  it.each([6, 12, 40, 120, 400])('parts template and text on a site of %i pages', (pages) => {
    for (let seed = 1; seed <= 3; seed += 1) {
      const { documents, articles } = makeSite(pages, seed);
      const kept = cleaned(documents).map(textsOf);
      const extra = kept.flatMap((texts, i) => texts.filter((text) => !articles[i]?.includes(text)));
      // Below 10 pages two in five are fewer than four pages: too little to tell.
      expect(extra.filter((text) => pages >= 10 || text !== SECTION)).toEqual([]);
const stayed = new Set(kept.flat());
      expect(articles.flat().filter((text) => !stayed.has(text))).toEqual([]);
    }
  });

  it('keeps everything of a source with three documents, and of one without repetition', () => {
    expect(furnitureOf(makeSite(3, 1).documents).size).toBe(0);
    const random = startRandom(9);
    const plain = Array.from({ length: 30 }, (_, i) =>
      documentOf(`${i}.txt`, { paragraphs: [sentence(random), `Label ${i}`] }),
    );
    expect(furnitureOf(plain).size).toBe(0);
  });

  it('keeps what versions of one story share', () => {
    const random = startRandom(3);
    const story = Array.from({ length: 12 }, () => sentence(random));
    const versions = story.map((_, i) =>
      documentOf(`live-${i}.html`, { paragraphs: ['Live', ...story.slice(0, Math.max(6, i))] }),
    );
    expect(furnitureOf(versions).size).toBe(0);
  });

  it('touches a marked heading only where it stands in every document', () => {
    const random = startRandom(4);
    const pages = (count: number, headed: number): Document[] =>
      Array.from({ length: count }, (_, i) => {
        const paragraphs = paragraphsOf([sentence(random), sentence(random)]).map((paragraph) => ({
          ...paragraph,
          headings: i < headed ? ['Today at the quay'] : [],
        }));
        return { ...documentOf(`${i}.html`), paragraphs };
      });
    expect(furnitureOf(pages(20, 19)).size).toBe(0);
    const everywhere = pages(20, 20);
    expect(furnitureOf(everywhere).size).toBe(1);
    const [first] = cleaned(everywhere);
    expect(first?.paragraphs.map(({ headings }) => headings)).toEqual([[], []]);
    expect(first?.cleaning.removals).toEqual([
      { rule: RECURRING_RULE, line: 'Today at the quay', isHeading: true },
    ]);
  });

  it('finds the same whatever the order, and again when its lines have been removed', () => {
    const { documents } = makeSite(30, 7);
    const furniture = furnitureOf(documents);
    expect(furniture.size).toBeGreaterThan(3);
    expect(furnitureOf(shuffled(documents, startRandom(1)))).toEqual(furniture);
    const again = cleaned(documents);
    expect(furnitureOf(again)).toEqual(furniture);
    expect(again.map(linesOf).map((lines) => lines.map(({ key }) => key).sort())).toEqual(
      documents.map(linesOf).map((lines) => lines.map(({ key }) => key).sort()),
    );
  });
});

describe('withoutRecurring', () => {
  it('ends a run where a line was taken out, and counts paragraphs and offsets anew', () => {
    const whole = documentOf('a.txt', { paragraphs: ['One.', 'Two.', 'Tides', 'Three.'] });
    const furniture = new Set(
      linesOf(documentOf('b.txt', { paragraphs: ['Tides'] })).map(({ key }) => key),
    );
    const { paragraphs, cleaning } = withoutRecurring(whole, furniture);
    expect(paragraphs.map(({ n, text, start, end, run }) => [n, text, start, end, run])).toEqual([
      [1, 'One.', 0, 4, 1],
      [2, 'Two.', 6, 10, 1],
      [3, 'Three.', 12, 18, 2],
    ]);
    expect(paragraphs[2]?.id).toBe(whole.paragraphs[3]?.id);
    expect(cleaning).toMatchObject({ keptParagraphs: 3, keptCharacters: 14 });
    expect(cleaning.removals).toEqual([{ rule: RECURRING_RULE, line: 'Tides' }]);
  });

  it('leaves a document that is nothing but recurring lines as it is', () => {
    const document = documentOf('a.txt', { paragraphs: ['Tides'] });
    const furniture = new Set(linesOf(document).map(({ key }) => key));
    expect(withoutRecurring(document, furniture)).toBe(document);
  });
});
