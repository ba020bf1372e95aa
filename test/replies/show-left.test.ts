// A quotation whose document was changed or withdrawn since: every face says so, and shows what was quoted.

import { describe, expect, it } from 'vitest';
import { faceOf } from '../../src/console/face.js';
import { renderReply } from '../../src/console/render-reply.js';
import { renderCard } from '../../src/discord/cards/render-card.js';
import { contextReply } from '../../src/replies/context-reply.js';
import { showLeft } from '../../src/replies/show-left.js';
import { sourcesReply } from '../../src/replies/sources-reply.js';
import { turnTimeline } from '../../src/replies/lay-timeline.js';
import { linesOf } from '../discord/cards/cards.js';
import { citationOf, spanOf } from './answers.js';

const TEXT = 'They came in 1979.\n\nThey left in 1989, as all had expected.';
const MARKED = 'They left in 1989, as all had expected.';
const LEFT = { how: 'withdrawn', on: '2026-11-29' } as const;

const past = citationOf(TEXT, {
  highlight: spanOf(TEXT, MARKED),
  paragraph: { first: 7, last: 8, of: 23 },
  left: LEFT,
});

describe('showLeft', () => {
  it('says how, and the day', () => {
    expect(showLeft(LEFT)).toBe('withdrawn on 29 Nov 2026');
    expect(showLeft({ how: 'changed', on: '2026-11-29' })).toBe('changed since (29 Nov 2026)');
  });
});

describe('a passage that has left', () => {
  it('is shown as it was quoted, without neighbours of another version', () => {
    const reply = contextReply(past, [], 1);
    if (reply.kind !== 'context') throw new Error(reply.text);
    expect(reply).toMatchObject({ left: 'withdrawn on 29 Nov 2026', of: 23, page: 0 });
    expect([reply.hasEarlier, reply.hasLater]).toEqual([false, false]);
    expect(reply.paragraphs.map(({ n, text }) => [n, text])).toEqual([
      [7, 'They came in 1979.'],
      [8, MARKED],
    ]);
    expect(reply.paragraphs.map(({ highlight }) => highlight)).toEqual([
      null,
      { start: 0, end: MARKED.length },
    ]);
  });

  it('is marked in the context, the list of sources and a timeline, on cards and in the console', () => {
    const answerId = 'a1b2c3';
    const context = contextReply(past, []);
    const list = sourcesReply(null, [past]);
    const timeline = turnTimeline([past], { isFirm: true });
    const cards = [
      renderCard(context, { kind: 'context', answerId, n: 1 }),
      renderCard(list, { kind: 'sources', answerId }),
      renderCard(timeline, { kind: 'timeline', answerId, isPrivate: false }),
    ];
    for (const card of cards)
      expect(linesOf(card).join('\n')).toContain('withdrawn on 29 Nov 2026');
    for (const reply of [context, list, timeline]) {
      expect(renderReply(reply, faceOf({})).join('\n')).toContain('withdrawn on 29 Nov 2026');
    }
  });

  it('is said of nothing that still stands', () => {
    const standing = citationOf(TEXT, { highlight: spanOf(TEXT, MARKED) });
    const shown = renderReply(sourcesReply(null, [standing]), faceOf({})).join('\n');
    expect(shown).not.toMatch(/withdrawn|changed/);
  });
});
