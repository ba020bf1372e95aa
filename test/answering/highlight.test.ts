// The sentence that is highlighted, and what must be read before it.

import { describe, expect, it } from 'vitest';
import { chooseHighlight, overlapOf, stemTerms } from '../../src/answering/highlight.js';
import { scoredOf } from '../support/builders.js';

const terms = stemTerms([
  { term: 'consulate', frequency: 2, idf: 3 },
  { term: 'closed', frequency: 40, idf: 1 },
]);
const none = stemTerms([]);

function highlighted(text: string, sentenceCosines: number[], asked = none) {
  const chosen = chooseHighlight(scoredOf(text, { sentenceCosines }), asked);
  const slice = (span: { start: number; end: number } | null) =>
    span === null ? null : text.slice(span.start, span.end);
  return { ...chosen, text: slice(chosen.highlight), lead: slice(chosen.lead) };
}

describe('chooseHighlight', () => {
  it('takes the sentence nearest to the question', () => {
    const { text, cosine } = highlighted(
      'One is here. Two is there. Three is gone.',
      [0.2, 0.8, 0.5],
    );
    expect(text).toBe('Two is there.');
    expect(cosine).toBe(0.8);
  });

  it('lets rare words of the question outweigh a slightly nearer sentence', () => {
    const text = 'Moscow acted at last. It was closing its consulates.';
    expect(highlighted(text, [0.7, 0.6]).text).toBe('Moscow acted at last.');
    const { text: chosen, overlap } = highlighted(text, [0.7, 0.6], terms);
    expect(chosen).toBe('It was closing its consulates.');
    expect(overlap).toBe(1);
  });

  it('takes the first of equal sentences', () => {
    expect(highlighted('One is here. Two is there.', [0.5, 0.5]).text).toBe('One is here.');
  });

  it('takes the first sentence where no sentence was read', () => {
    expect(highlighted('One is here. Two is there.', []).text).toBe('One is here.');
  });

  it('takes the whole passage where it has no sentences', () => {
    const scored = scoredOf('— —', { passage: { sentences: [] } });
    expect(chooseHighlight(scored, none).highlight).toEqual({ start: 0, end: 3 });
  });

  it.each([
    'He left for Kabul.',
    'They did not come.',
    '“They did not come,” he said.',
    'However, nothing came of it.',
    'In addition, the border was shut.',
    'The minister denied it.',
    'This was the end.',
  ])('gives the sentence before as a lead to "%s"', (second) => {
    const { lead } = highlighted(`Karzai was tired. ${second}`, [0.1, 0.9]);
    expect(lead).toBe('Karzai was tired.');
  });

  it.each(['Heavy rain fell.', 'Italy agreed.', 'Thistles grew.', 'Karzai left.'])(
    'gives no lead to "%s", which stands alone',
    (second) => {
      expect(highlighted(`Karzai was tired. ${second}`, [0.1, 0.9]).lead).toBeNull();
    },
  );

  it('gives no lead from another paragraph, and none before the first sentence', () => {
    expect(highlighted('Karzai was tired.\n\nHe left.', [0.1, 0.9]).lead).toBeNull();
    expect(highlighted('He left. Karzai was tired.', [0.9, 0.1]).lead).toBeNull();
  });
});

describe('overlapOf', () => {
  it('is the share of idf mass whose words, in any form, stand in the text', () => {
    expect(overlapOf('Two CONSULATES stood there.', terms)).toBe(0.75);
    expect(overlapOf('The consulate was closing.', terms)).toBe(1);
    expect(overlapOf('Nothing.', terms)).toBe(0);
    expect(overlapOf('Nothing.', none)).toBe(0);
  });
});
