// A card of one plain line: what there is to say where there is nothing to show.

import { NO_CONTROLS, type Card } from '../cards/card.js';
import { renderCard } from '../cards/render-card.js';

export function noticeCard(text: string): Card {
  return renderCard({ kind: 'notice', text }, NO_CONTROLS);
}
