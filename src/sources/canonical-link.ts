// A fetched page -> the address that it names as its own. Only a page of the same site may name the original; an
// address elsewhere says no more than "this is a copy", and is believed only where it could be asked for at all.

import { refuseComplexHtml } from '../corpus/html-gate.js';
import { findElement, parseTree } from '../corpus/html-tree.js';
import { checkAddress } from '../fetching/check-address.js';
import { parseUrl } from '../shared/parse-url.js';

export interface CanonicalLink {
  readonly url: string;
  readonly isSameSite: boolean;
}

/** The head of a page is looked for in its first bytes. */
const HEAD_BYTES = 128 * 1024;

/** The `rel=canonical` of a page that came from `url`, or null. */
export function canonicalLink(bytes: Uint8Array, url: string): CanonicalLink | null {
  const head = headOf(new TextDecoder().decode(bytes.subarray(0, HEAD_BYTES)));
  const href = hrefIn(head);
  const target = parseUrl(href ?? '', url);
  if (href === null || target === null) return null;
  target.hash = '';
  target.username = '';
  target.password = '';
  // Some sites name their front page on every page.
  if (target.pathname === '/' && new URL(url).pathname !== '/') return null;
  const isSameSite = siteOf(target) === siteOf(new URL(url));
  if (!/^https?:$/.test(target.protocol)) return null;
  if (!isSameSite && checkAddress(target.href).problem !== null) return null;
  return { url: target.href, isSameSite };
}

function headOf(html: string): string {
  const end = /<\/head|<body[\s>]/i.exec(html);
  return end === null ? html : html.slice(0, end.index);
}

function hrefIn(head: string): string | null {
  if (!/canonical/i.test(head)) return null;
  try {
    refuseComplexHtml(head);
  } catch {
    return null;
  }
  const link = findElement(
    parseTree(head).children,
    ({ name, attribs }) => name === 'link' && attribs.rel?.trim().toLowerCase() === 'canonical',
  );
  const href = link?.attribs.href?.trim() ?? '';
  return href === '' ? null : href;
}

/** Host and port, where the forms of a site for readers on the move are one. */
function siteOf({ host }: URL): string {
  return host.replace(/^(?:www|m|mobile|amp)\./, '');
}
