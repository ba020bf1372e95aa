// In: named cards. Out: one HTML page that shows each of them in a telephone's width on dark and in a
// computer's width on light, with what it costs of Discord's limits. It needs no network.

import type { Card } from '../discord/cards/card.js';
import { sizeOf, visibleCharacters } from '../discord/cards/fit.js';
import { drawComponents } from './draw-components.js';
import { escapeHtml } from './html.js';
import { STYLE } from './style.js';
import { wireOf, type WireComponent } from './wire.js';

/** A message to draw. */
export interface Exhibit {
  readonly name: string;
  readonly note: string;
  readonly components: readonly WireComponent[];
  /** What it costs; null where it is none of our cards. */
  readonly figures: string | null;
}

/** A card as it is drawn. */
export function exhibitOf(name: string, note: string, card: Card): Exhibit {
  const { components, characters, bytes } = sizeOf(card);
  const visible = visibleCharacters(card);
  return {
    name,
    note,
    components: wireOf(card),
    figures: `${visible} characters seen, ${characters} sent, ${bytes} bytes, ${components} components`,
  };
}

/** Draws the page. */
export function drawPage(exhibits: readonly Exhibit[]): string {
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>Verbatim: every card</title><style>${STYLE}</style></head><body>`,
    '<header><h1>Every card</h1><p>Drawn from the payloads that are sent; the texts are invented.</p></header>',
    ...exhibits.map(drawExhibit),
    '</body></html>',
    '',
  ].join('\n');
}

function drawExhibit({ name, note, figures, components }: Exhibit): string {
  const html = drawComponents(components);
  const facts = [note, figures].filter((fact) => fact !== null && fact !== '').join(' · ');
  return [
    `<article id="${escapeHtml(name.replace(/\W+/g, '-'))}">`,
    `<h2>${escapeHtml(name)}</h2><p>${escapeHtml(facts)}</p><div class="pair">`,
    `<div class="phone dark">${html}</div><div class="desk light">${html}</div>`,
    '</div></article>',
  ].join('\n');
}
