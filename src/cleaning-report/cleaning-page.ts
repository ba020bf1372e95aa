// In: what became of every document of a corpus. Out: one HTML page that a person reads and searches, in pieces, so that
// a large corpus is never in memory at once. It needs no network; what documents say is text in it and nothing else.

import type { CleaningReport, Paragraph, Rejection } from '../corpus/document.js';
import type { DocumentFacts } from '../store/knowledge-store.js';
import { createHash } from 'node:crypto';
import { escapeHtml } from '../preview/html.js';
import { SEARCH_SCRIPT, STYLE } from './page-dress.js';
import { ruleInWords } from './rule-words.js';

/** A document as the page shows it. */
export interface ShownDocument {
  readonly facts: DocumentFacts;
  readonly status: 'new' | 'changed' | 'unchanged';
  readonly cleaning: CleaningReport;
  readonly paragraphs: readonly Paragraph[];
  /** Near copies of it, the most alike first. */
  readonly copies: readonly { readonly document: DocumentFacts; readonly similarity: number }[];
}

export interface CleaningPage {
  readonly collection: string;
  /** ISO 8601 in UTC. */
  readonly builtAt: string;
  readonly documents: number;
  readonly passages: number;
  readonly rejected: readonly Rejection[];
  /** Documents that the page leaves out because there are too many. */
  readonly left: number;
}

/** Draws the page piece by piece. */
export async function* drawCleaningPage(
  page: CleaningPage,
  documents: AsyncIterable<ShownDocument>,
): AsyncGenerator<string> {
  const script = createHash('sha256').update(SEARCH_SCRIPT).digest('base64');
  yield `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${script}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Verbatim: what became of the corpus</title><style>${STYLE}</style></head><body>
${drawHead(page)}${drawRejections(page.rejected)}<section id="documents"><h2>Documents</h2>`;
  for await (const document of documents) yield drawDocument(document);
  yield `</section><p id="nothing" hidden>No document holds these words.</p>
<script>${SEARCH_SCRIPT}</script></body></html>\n`;
}

function drawHead({
  collection,
  builtAt,
  documents,
  passages,
  rejected,
  left,
}: CleaningPage): string {
  const leftOut =
    left === 0 ? '' : `<p>The page shows the first ones; ${left} more are left out.</p>`;
  const broken = rejected.filter(({ code }) => code === 'looks_broken').length;
  return `<header><h1>What became of the corpus</h1>
<p>Collection <b>${safe(collection)}</b>, built ${safe(builtAt.slice(0, 16).replace('T', ' '))} UTC</p>
<ul class="figures"><li><b>${documents}</b> documents</li><li><b>${passages}</b> passages</li>
<li><b>${rejected.length - broken}</b> left out</li><li><b>${broken}</b> in quarantine</li></ul>${leftOut}
<label class="search"><span>Search</span><input type="search" id="search" placeholder="words, outlet, file, rule" autocomplete="off"></label>
<p id="found" role="status"></p></header>\n`;
}

function drawRejections(rejected: readonly Rejection[]): string {
  if (rejected.length === 0) return '';
  const rows = rejected.map(
    ({ code, text }) =>
      `<li class="item"><span class="tag ${code === 'looks_broken' ? 'broken' : 'out'}">${code === 'looks_broken' ? 'quarantine' : safe(code)}</span> <bdi>${safe(text)}</bdi></li>`,
  );
  return `<section><h2>Left out</h2><ul class="rejected">${rows.join('\n')}</ul></section>\n`;
}

function drawDocument(document: ShownDocument): string {
  const { facts, status, cleaning, paragraphs, copies } = document;
  const marks = [
    facts.outlet ?? 'outlet unknown',
    facts.date ?? 'no date',
    `${cleaning.keptParagraphs} ¶`,
    cleaning.removals.length === 0 ? 'nothing removed' : `${cleaning.removals.length} removed`,
    ...(copies.length === 0 ? [] : [`${copies.length} ${copies.length === 1 ? 'copy' : 'copies'}`]),
    ...(status === 'unchanged' ? [] : [status]),
  ];
  return `<details class="item document"><summary><bdi class="title">${safe(facts.title)}</bdi>
<span class="marks">${marks.map((mark) => `<span><bdi>${safe(mark)}</bdi></span>`).join('')}</span></summary>
${drawFacts(document)}${drawRemovals(cleaning)}
<details class="texts"><summary>${paragraphs.length} paragraphs</summary>${drawParagraphs(paragraphs)}</details></details>\n`;
}

function drawFacts({ facts, cleaning, copies }: ShownDocument): string {
  const from = (rules: readonly string[]): string => originOf(cleaning, rules);
  const said = (value: string | null, rules: readonly string[]): string =>
    value === null
      ? '<i>unknown: the document does not say</i>'
      : `<bdi>${safe(value)}</bdi>${from(rules)}`;
  const rows: (readonly [string, string])[] = [
    [
      'File',
      `<bdi>${safe(facts.file)}</bdi> <span class="quiet">${safe(cleaning.encoding)}</span>`,
    ],
    ['Date', said(facts.date, ['date_line', 'header_field'])],
    ['Outlet', said(facts.outlet, [])],
    ['Author', said(facts.author, ['by_line', 'header_field'])],
    ['Address', drawAddress(facts.url)],
    ['Kept', `${cleaning.keptParagraphs} paragraphs, ${cleaning.keptCharacters} characters`],
  ];
  if (copies.length > 0) {
    const names = copies.map(
      ({ document, similarity }) =>
        `<li><bdi>${safe(document.title)}</bdi> <span class="quiet"><bdi>${safe(document.outlet ?? document.file)}</bdi>, ${Math.round(similarity * 100)} % alike</span></li>`,
    );
    rows.push(['Copies', `<ul>${names.join('')}</ul>`]);
  }
  return `<dl>${rows.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`).join('\n')}</dl>`;
}

/** The line of the text that said it; what no line said stood in markup, front matter or a sidecar. */
function originOf({ removals }: CleaningReport, rules: readonly string[]): string {
  const line = removals.find(({ rule }) => rules.includes(rule))?.line;
  if (line === undefined) return '';
  return ` <span class="quiet">from the line “<bdi>${safe(line.slice(0, 120))}</bdi>”</span>`;
}

function drawAddress(url: string | null): string {
  if (url === null) return '<i>unknown</i>';
  const shown = `<bdi>${safe(url)}</bdi>`;
  if (!/^https?:\/\//i.test(url)) return shown;
  return `<a href="${escapeHtml(url)}" rel="noopener noreferrer">${shown}</a>`;
}

function drawRemovals({ removals }: CleaningReport): string {
  if (removals.length === 0) return '';
  const rows = removals.map(
    ({ rule, line }) =>
      `<li><bdi class="line">${safe(line)}</bdi><span class="quiet">${safe(ruleInWords(rule))} <code>${safe(rule)}</code></span></li>`,
  );
  return `<h3>Removed</h3><ul class="removed">${rows.join('\n')}</ul>`;
}

function drawParagraphs(paragraphs: readonly Paragraph[]): string {
  let above = '';
  let run = paragraphs[0]?.run;
  const parts = paragraphs.map((paragraph) => {
    const path = paragraph.headings.join(' › ');
    const heading = path === above || path === '' ? '' : `<h4><bdi>${safe(path)}</bdi></h4>`;
    const gap =
      paragraph.run === run || heading !== '' ? '' : '<hr title="something was removed here">';
    above = path;
    run = paragraph.run;
    return `${heading}${gap}<p dir="auto"><span class="n">${paragraph.n}</span>${safe(paragraph.text)}</p>`;
  });
  return parts.join('\n');
}

/** What could reorder or hide the text around it is shown as a mark. */
function safe(text: string): string {
  return escapeHtml(
    text.replace(/[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\u2028\u2029]/gu, '␦'),
  );
}
