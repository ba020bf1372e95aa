// A page of what a server's collection holds, as a card; and what is offered while something is typed.

import type { Suggestion } from '../../answering/answerer.js';
import { listHoldings } from '../../curating/list-holdings.js';
import { holdingsReply } from '../../replies/holdings-reply.js';
import type { Card } from '../cards/card.js';
import { renderCard } from '../cards/render-card.js';
import { AUTOCOMPLETE } from '../limits.js';
import type { Curator } from './may-curate.js';

/** Lists what there is. */
export async function listCard({ curating, collection }: Curator, number: number): Promise<Card> {
  const holdings = await listHoldings(curating.parts, collection);
  return renderCard(holdingsReply(holdings, { number }), { kind: 'holdings' });
}

/** What a word names; sources alone where a refresh is asked for. */
export async function suggestHoldings(
  { curating, collection }: Curator,
  typed: string,
  only: 'all' | 'refreshable',
): Promise<Suggestion[]> {
  const word = typed.trim().toLowerCase();
  const holdings = await listHoldings(curating.parts, collection);
  return holdings
    .filter(({ kind }) => only === 'all' || kind !== 'document')
    .filter(({ title, place }) => `${title}\n${place}`.toLowerCase().includes(word))
    .slice(0, AUTOCOMPLETE.choices)
    .map(({ id, title, place }) => ({
      name: title === place ? title : `${title} · ${place}`,
      value: id,
    }));
}
