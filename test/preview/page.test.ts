import { describe, expect, it } from 'vitest';
import { allExhibits } from '../../src/preview/exhibits.js';
import { drawPage } from '../../src/preview/page.js';
import { KIND, type WireComponent } from '../../src/preview/wire.js';
import { problemsOf } from '../discord/cards/validate-card.js';

const exhibits = allExhibits();
const html = drawPage(exhibits);

describe('the preview', () => {
  it('shows every kind of reply', () => {
    const names = exhibits.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        ...['answer', 'closest', 'none', 'sources', 'context', 'document', 'why', 'explanation'],
        ...['summary of a document', 'summary of a topic'],
        ...['documents', 'about', 'help', 'privacy', 'notice', 'error', 'answer, shared'],
        ...['feedback, up', 'feedback, down'],
      ]),
    );
  });

  it('shows only cards that Discord takes', () => {
    const cards = exhibits.filter(({ figures }) => figures !== null);
    const problems = cards.flatMap((card) => problemsOf(card));
    // The menu of reasons is a kind of component that no reply has.
    expect(problems).toEqual(['a component of type 3']);
  });

  it('draws every kind of component', () => {
    const kinds = new Set(everyOf(exhibits.flatMap(({ components }) => components)));
    expect([...kinds].sort()).toEqual(Object.values(KIND).sort());
  });

  it('loads nothing', () => {
    expect(html).not.toMatch(/<(?:script|link|img|iframe)\b|@import|url\(|src=/i);
  });
});

function everyOf(components: readonly WireComponent[]): number[] {
  return components.flatMap(({ type, components: inner = [], accessory }) => [
    type,
    ...everyOf(inner),
    ...everyOf(accessory === undefined ? [] : [accessory]),
  ]);
}
