// In: what is known of a document. Out: the source whose template it was printed in, or null where nothing says so:
// the host of its address, else its outlet. Lines are compared only among documents of one such place.

import { foldText } from '../shared/fold-text.js';
import { parseUrl } from '../shared/parse-url.js';
import type { Metadata } from './document.js';

/** The name of a document's place; names are compared and never shown. */
export function sourcePlaceOf({ url, outlet }: Pick<Metadata, 'url' | 'outlet'>): string | null {
  const host = url === null ? '' : (parseUrl(url)?.hostname.replace(/^www\./, '') ?? '');
  if (host !== '') return `host ${host}`;
  const name = outlet === null ? '' : foldText(outlet).trim();
  return name === '' ? null : `outlet ${name}`;
}
