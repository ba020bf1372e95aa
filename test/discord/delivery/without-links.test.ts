// A card whose links are taken away, because a server's filter would not have them.

import {
  ButtonStyle,
  ComponentType,
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInContainer,
  type APISectionComponent,
  type APITextDisplayComponent,
} from 'discord.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Card } from '../../../src/discord/cards/card.js';
import { withoutLinks } from '../../../src/discord/delivery/without-links.js';

const text = (content: string): APITextDisplayComponent => ({
  type: ComponentType.TextDisplay,
  content,
});

const link: APIButtonComponent = {
  type: ComponentType.Button,
  style: ButtonStyle.Link,
  label: 'Open',
  url: 'https://example.org/',
};

const press: APIButtonComponent = {
  type: ComponentType.Button,
  style: ButtonStyle.Secondary,
  label: 'Context',
  custom_id: 'v1:context:a:1:0',
};

const section = (
  components: APITextDisplayComponent[],
  accessory: APIButtonComponent,
): APISectionComponent => ({ type: ComponentType.Section, components, accessory });

const container = (components: APIComponentInContainer[]): Card => ({
  components: [{ type: ComponentType.Container, accent_color: 1, components }],
});

const row = (...components: APIButtonComponent[]): APIActionRowComponent<APIButtonComponent> => ({
  type: ComponentType.ActionRow,
  components,
});

const wordsOf = (content: string): unknown =>
  withoutLinks({ components: [text(content)] })?.components[0];

describe('withoutLinks', () => {
  it.each([
    ['[Gazette](https://example.org/a)', 'Gazette'],
    ['-# [Gazette](<https://example.org/a_(b)>) · ¶ 7', '-# Gazette · ¶ 7'],
    ['[one](https://a.org) and [two](<https://b.org>)', 'one and two'],
    [String.raw`[a \[b\] c](<https://a.org>)`, String.raw`a \[b\] c`],
    [String.raw`\\[a](<https://a.org>)`, String.raw`\\a`],
    ['**[1]** [a](<https://a.org>)', '**[1]** a'],
    ['[[a](<https://a.org>)](<https://b.org>)', 'a'],
  ])('keeps the words of %s', (content, words) => {
    expect(wordsOf(content)).toEqual(text(words));
  });

  it.each(['no link', String.raw`\[no](link)`, '[1] (as it says)', '[a] [b]', '](x)', '[a](b'])(
    'finds nothing to take away in %s',
    (content) => {
      expect(withoutLinks({ components: [text(content)] })).toBeNull();
    },
  );

  it('drops buttons that open a link, with a row that is then empty, and keeps the others', () => {
    const card = { components: [row(link, press), row(link), text('words')] };
    expect(withoutLinks(card)?.components).toEqual([row(press), text('words')]);
  });

  it('looks into containers and sections', () => {
    const linked = [text('[a](b)')];
    const card = container([section(linked, press), section(linked, link), row(press)]);
    expect(withoutLinks(card)).toEqual(
      container([section([text('a')], press), text('a'), row(press)]),
    );
  });

  it('leaves no card where there was nothing but links', () => {
    expect(withoutLinks({ components: [row(link)] })).toBeNull();
  });

  it('leaves nothing behind that it would take away', () => {
    const piece = fc.constantFrom('[', ']', '(', ')', '<', '>', '\\', 'a', '\n', '](', '[a](b)');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const once = withoutLinks({ components: [text(pieces.join(''))] });
        if (once !== null) expect(withoutLinks(once)).toBeNull();
      }),
    );
  });
});
