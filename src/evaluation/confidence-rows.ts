// In: what was observed of a set's questions and of foreign ones. Out: the weighted rows that a confidence model
// is fitted to. Only every second article of the set takes part, so that the others can confirm the fit.

import type { DataSet } from './data-set.js';
import type { KnownAnswer } from './fit-confidence.js';
import type { ObservedQuery } from './observed-query.js';

/** What marks a query that was taken from another set. */
export const FOREIGN = 'foreign-';

/**
 * How much each kind counts in all, beside 1 for the answerable ones. Questions written to be confused with
 * answered ones weigh little: they teach what a missing condition looks like, not how often people ask so.
 */
export interface KindWeights {
  readonly foreign: number;
  readonly adversarial: number;
}

/** For the direction of the model. */
export const DIRECTION: KindWeights = { foreign: 0.85, adversarial: 0.3 };
/** For its scale, beside 1 for the labelled questions of a real corpus. */
export const SCALE = { answerable: 0.7, foreign: 0.3 } as const;

type Kind = 'answerable' | 'adversarial' | 'foreign';

/** Rows for the direction and for the scale; each kind's weights add up to its share of all rows. */
export function confidenceRows(
  observed: readonly ObservedQuery[],
  set: DataSet,
): { readonly direction: KnownAnswer[]; readonly scale: (labelled: number) => KnownAnswer[] } {
  const isTaken = everySecondTitle(set);
  const taken = observed.filter(({ query }) => isTaken(query.context_id));
  const counts = new Map<Kind, number>();
  for (const item of taken) counts.set(kindOf(item), (counts.get(kindOf(item)) ?? 0) + 1);
  const weighted = (item: ObservedQuery, share: number, total: number): KnownAnswer => ({
    features: item.features,
    right: isRight(item, set),
    weight: (share * total) / (counts.get(kindOf(item)) ?? 1),
  });
  const shares = { answerable: 1, ...DIRECTION };
  return {
    direction: taken.map((item) => weighted(item, shares[kindOf(item)], taken.length)),
    scale: (labelled) =>
      taken.flatMap((item) => {
        const kind = kindOf(item);
        return kind === 'adversarial' ? [] : [weighted(item, SCALE[kind], labelled)];
      }),
  };
}

function kindOf({ query }: ObservedQuery): Kind {
  if (query._id.startsWith(FOREIGN)) return 'foreign';
  return query.answerable === false ? 'adversarial' : 'answerable';
}

function isRight(item: ObservedQuery, { judgements }: DataSet): boolean {
  if (kindOf(item) !== 'answerable') return false;
  return (judgements.get(item.query._id)?.get(item.ranking[0] ?? '') ?? 0) > 0;
}

/** Foreign queries have no article and are all taken. */
function everySecondTitle({ documents }: DataSet): (contextId: string | undefined) => boolean {
  const titles = [...new Set(documents.map(({ title }) => title))];
  const chosen = new Set(titles.filter((_, i) => i % 2 === 0));
  const byId = new Map(documents.map(({ _id, title }) => [_id, title]));
  return (contextId) => contextId === undefined || chosen.has(byId.get(contextId) ?? '');
}
