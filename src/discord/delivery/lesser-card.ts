// In: a card that Discord refused and why. Out: what it may take instead: the same card without what it may have meant.

import type { Card } from '../cards/card.js';
import type { FailureCode } from './delivery.js';
import { withoutFiles } from './without-files.js';
import { withoutLinks } from './without-links.js';

/** No right to attach anything; too large, or not as Discord wants it. */
const MAY_MEAN_FILES: ReadonlySet<FailureCode> = new Set(['no_permission', 'invalid_body']);

/** The lesser card and what it is without; null where there is nothing to leave out. */
export function lesserCard(
  card: Card | null,
  code: FailureCode,
): { readonly card: Card; readonly without: 'links' | 'files' } | null {
  if (card === null) return null;
  if (MAY_MEAN_FILES.has(code)) {
    const plain = withoutFiles(card);
    return plain === null ? null : { card: plain, without: 'files' };
  }
  const plain = code === 'filtered' ? withoutLinks(card) : null;
  return plain === null ? null : { card: plain, without: 'links' };
}
