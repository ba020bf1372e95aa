import type { APIMessageTopLevelComponent } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { asPublic } from '../../../src/discord/cards/as-public.js';
import type { Card } from '../../../src/discord/cards/card.js';
import { renderCard } from '../../../src/discord/cards/render-card.js';
import {
  answerOf,
  buttonsOf,
  citationOf,
  closestOf,
  ID,
  linesOf,
  PRIVATE,
  PUBLIC,
} from './cards.js';

const CITATIONS = [citationOf('One.'), citationOf('Two.', { n: 2 })];
const SHOWN = renderCard(answerOf({ citations: CITATIONS }), PRIVATE);

describe('asPublic', () => {
  it('gives the card that the answer would have had in public', () => {
    const made = renderCard(answerOf({ citations: CITATIONS }), PUBLIC);
    expect(asPublic(asDiscordReturns(SHOWN), ID)).toEqual(made);
    const closest = renderCard(closestOf(), PRIVATE);
    expect(asPublic(asDiscordReturns(closest), ID)).toEqual(renderCard(closestOf(), PUBLIC));
  });

  it('takes over only the fields that our cards have', () => {
    const shared = JSON.stringify(asPublic(asDiscordReturns(SHOWN), ID));
    expect(shared).not.toContain('"id"');
    expect(shared).not.toContain('spoiler');
  });

  it('keeps what is said and replaces Share by Delete', () => {
    const shared = asPublic(asDiscordReturns(SHOWN), ID) ?? { components: [] };
    expect(linesOf(shared)).toEqual(linesOf(SHOWN));
    expect(buttonsOf(shared).at(-1)).toBe('Delete v1:delete:a1b2c3');
  });

  it('leaves a picture behind, whose file belongs to the private message', () => {
    const items = [{ media: { url: 'https://cdn.example/timeline.png' } }];
    const shown = withPart({ type: 12, items }) as APIMessageTopLevelComponent[];
    expect(asPublic(shown, ID)).toEqual(asPublic(asDiscordReturns(SHOWN), ID));
  });

  it.each<[string, unknown]>([
    ['nothing', []],
    ['a public answer', renderCard(answerOf(), PUBLIC).components],
    ['a card without buttons', renderCard(answerOf(), { kind: 'none' }).components],
    ['two containers', [...SHOWN.components, ...SHOWN.components]],
    ['a text outside a container', [{ type: 10, content: 'x' }]],
    ['another colour', changed('"accent_color":', '"accent_color":1')],
    ['another answer’s button', changed('v1:why:a1b2c3', 'v1:why:other')],
    ['another program’s button', changed('v1:why:a1b2c3', 'buy:now')],
    ['a select', withPart({ type: 1, components: [{ type: 3, custom_id: 'v1:reason:a1b2c3' }] })],
    ['a thumbnail', withPart({ type: 9, components: [], accessory: { type: 11 } })],
    ['a text that is too long', withPart({ type: 10, content: 'x'.repeat(4_000) })],
  ])('refuses %s', (_, components) => {
    expect(asPublic(components as APIMessageTopLevelComponent[], ID)).toBeNull();
  });

  it('refuses to share one answer in the name of another', () => {
    expect(asPublic(SHOWN.components, 'other')).toBeNull();
  });
});

/** Discord numbers components and spells out what was left to its defaults. */
function asDiscordReturns({ components }: Card): APIMessageTopLevelComponent[] {
  let id = 0;
  return JSON.parse(JSON.stringify(components), (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('type' in value)) return value;
    id += 1;
    return { ...value, id, ...('components' in value ? { spoiler: false } : {}) };
  }) as APIMessageTopLevelComponent[];
}

function changed(from: string, to: string): unknown {
  return JSON.parse(JSON.stringify(SHOWN.components).replace(from, to));
}

function withPart(part: unknown): unknown {
  const [container] = SHOWN.components as unknown as [{ components: unknown[] }];
  return [{ ...container, components: [part, ...container.components] }];
}
