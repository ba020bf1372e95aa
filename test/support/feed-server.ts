// A news site on loopback: a feed, a sitemap and articles that a test changes between two refreshes. It answers
// conditional requests, and counts what it sent: bodies and "not modified" apart.

import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { loopbackServer, type LoopbackServer } from './loopback-server.js';

export interface Article {
  title: string;
  /** Paragraphs of the page. */
  text: readonly string[];
  date: Date;
  /** HTML that the feed carries, where it carries any. */
  fullText?: string;
  /** What goes into the page's head. */
  head?: string;
  /** Answers with this status instead of the page. */
  status?: number;
  headers?: Readonly<Record<string, string>>;
}

export interface FeedServer {
  readonly server: LoopbackServer;
  readonly feedUrl: string;
  readonly sitemapUrl: string;
  /** By path, such as `/a/1`; the feed and the sitemap list them in this order. */
  readonly articles: Map<string, Article>;
  /** Articles that the listings leave out although they are there. */
  readonly unlisted: Set<string>;
  /** Answers to what is no article. */
  readonly extra: Map<string, (request: IncomingMessage, response: ServerResponse) => void>;
  /** Paths whose body was sent, and those that had not changed. */
  readonly bodies: readonly string[];
  readonly unchanged: readonly string[];
  urlOf(path: string): string;
  forget(): void;
}

export async function feedServer(): Promise<FeedServer> {
  const articles = new Map<string, Article>();
  const unlisted = new Set<string>();
  const extra: FeedServer['extra'] = new Map();
  const bodies: string[] = [];
  const unchanged: string[] = [];
  const urlOf = (path: string): string => server.origin + path;
  const send = (
    path: string,
    sending: {
      readonly request: IncomingMessage;
      readonly response: ServerResponse;
      readonly type: string;
      readonly body: string;
    },
  ): void => {
    const { request, response, type, body } = sending;
    const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`;
    if (request.headers['if-none-match'] === etag) {
      unchanged.push(path);
      response.writeHead(304, { etag }).end();
      return;
    }
    bodies.push(path);
    response.writeHead(200, { 'content-type': type, etag }).end(body);
  };
  const server = await loopbackServer((request, response) => {
    const path = request.url ?? '';
    const own = extra.get(path);
    const listed = [...articles].filter(([listedPath]) => !unlisted.has(listedPath));
    const article = articles.get(path);
    if (own !== undefined) own(request, response);
    else if (path === '/feed.xml') {
      const body = feedOf(listed, urlOf);
      send(path, { request, response, type: 'application/rss+xml', body });
    } else if (path === '/sitemap.xml') {
      send(path, { request, response, type: 'application/xml', body: sitemapOf(listed, urlOf) });
    } else if (article === undefined || article.status !== undefined) {
      response.writeHead(article?.status ?? 404, article?.headers ?? {}).end('no');
    } else send(path, { request, response, type: 'text/html', body: pageOf(article) });
  });
  return {
    server,
    feedUrl: urlOf('/feed.xml'),
    sitemapUrl: urlOf('/sitemap.xml'),
    articles,
    unlisted,
    extra,
    bodies,
    unchanged,
    urlOf,
    forget: () => {
      server.forget();
      bodies.length = 0;
      unchanged.length = 0;
    },
  };
}

/** An article with words of its own. */
export function articleOf(n: number, parts: Partial<Article> = {}): Article {
  return {
    title: `Report number ${n}`,
    text: [
      `The committee met in town ${n} and spoke for hours about the bridge that was closed last year.`,
      `Its chair said that report ${n} would be printed before the end of the month, as the law demands.`,
    ],
    date: new Date(Date.UTC(2024, 3, 1) + n * 60_000),
    ...parts,
  };
}

export function pageOf({ title, text, head = '' }: Article): string {
  const paragraphs = text.map((paragraph) => `<p>${paragraph}</p>`).join('\n');
  return `<!doctype html><html lang="en"><head><title>${title}</title>${head}</head>
<body><nav><a href="/">Home</a></nav><article><h1>${title}</h1>\n${paragraphs}</article></body></html>`;
}

type Listed = readonly (readonly [string, Article])[];

function feedOf(listed: Listed, urlOf: (path: string) => string): string {
  const items = listed.map(
    ([path, { title, date, fullText }]) =>
      `<item><title>${title}</title><link>${urlOf(path)}</link><pubDate>${date.toUTCString()}</pubDate>` +
      `<dc:creator>A. Writer</dc:creator>${fullText === undefined ? '' : `<content:encoded><![CDATA[${fullText}]]></content:encoded>`}</item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Example News</title><link>${urlOf('/')}</link><description>News</description>${items.join('\n')}</channel></rss>`;
}

function sitemapOf(listed: Listed, urlOf: (path: string) => string): string {
  const urls = listed.map(([path]) => `<url><loc>${urlOf(path)}</loc></url>`);
  return `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.join('')}</urlset>`;
}
