// A page's HTML -> the HTML of its main content, as Readability finds it, or null. The only file that
// knows Readability and the DOM it wants; it must be given HTML that has passed the gate.

import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';

/** What Readability makes of a page. */
export interface MainContent {
  readonly html: string;
  /** The page's title without the site's name. */
  readonly title: string | null;
}

/** The part of a DOM document used here; the project has no DOM types of its own. */
interface PageDocument {
  querySelectorAll(selector: string): Iterable<{ remove(): void }>;
}

/** What Readability may rewrite into something seen. */
const UNSEEN =
  'noscript, template, [hidden], [style*="display:none"], [style*="display: none"], [style*="visibility:hidden"], [style*="visibility: hidden"]';

/** The main content, or null where Readability finds none or fails. */
export function findMainContent(html: string): MainContent | null {
  try {
    const { document } = parseHTML(withBody(html)) as unknown as { document: PageDocument };
    for (const element of document.querySelectorAll(UNSEEN)) element.remove();
    const article = new Readability(document, { disableJSONLD: true }).parse();
    if (!article?.content) return null;
    return { html: article.content, title: article.title ?? null };
  } catch {
    // Readability throws on trees it does not expect; the whole body is then the content.
    return null;
  }
}

/** Readability needs a body; a fragment gets one. */
function withBody(html: string): string {
  return /<body[\s>]/i.test(html) ? html : `<!doctype html><html><body>${html}</body></html>`;
}
