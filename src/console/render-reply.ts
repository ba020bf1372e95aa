// In: a Reply. Out: lines for a terminal, wrapped and painted. Everything shown that came from outside (the
// corpus, a question, a file name) is made harmless first: see neutralise.ts.

import type {
  AboutReply,
  AnswerReply,
  ClosestReply,
  DocumentsReply,
  HelpReply,
  NoneReply,
  PrivacyReply,
  Reply,
  SourcesReply,
} from '../replies/reply.js';
import type { CatchUpReply } from '../replies/topic-replies.js';
import { isFriendly } from '../replies/none-reply.js';
import type { AskedParts } from '../replies/asked.js';
import { searchedLine } from '../replies/understood.js';
import type { Face } from './face.js';
import { layOutDefinitions } from '../shared/lay-out-table.js';
import { cleanLine } from './neutralise.js';
import { paintRuns, plain, type Paint } from './paint-runs.js';
import {
  answerPaints,
  nearPaints,
  placeText,
  renderCitation,
  renderGroup,
} from './render-citations.js';
import { renderContext } from './render-context.js';
import { renderCurating } from './render-corpus.js';
import { renderExplanation } from './render-explanation.js';
import { renderSummary } from './render-summary.js';
import { renderWhy } from './render-why.js';
import { renderComparison, renderTimeline } from './render-topic.js';

/** Renders a reply as lines without line breaks; what is to be said of it as a whole comes last. */
export function renderReply(reply: Reply, face: Face): string[] {
  const copied = 'copied' in reply ? reply.copied : undefined;
  const note = copied === undefined ? [] : prose(copied, face.colors.yellow, face);
  return [...renderKind(reply, face), ...note];
}

function renderKind(reply: Reply, face: Face): string[] {
  switch (reply.kind) {
    case 'answer':
      return renderAnswer(reply, face);
    case 'closest':
      return renderClosest(reply, face);
    case 'none':
      return renderNone(reply, face);
    case 'sources':
      return renderSources(reply, face);
    case 'comparison':
      return renderComparison(reply, face);
    case 'timeline':
      return renderTimeline(reply, face);
    case 'context':
      return renderContext(reply, face);
    case 'why':
      return renderWhy(reply, face);
    case 'privacy':
      return renderPrivacy(reply, face);
    case 'explanation':
      return renderExplanation(reply, face);
    case 'summary':
      return renderSummary(reply, face);
    case 'documents':
      return renderDocuments(reply, face);
    case 'about':
      return renderAbout(reply, face);
    case 'catch_up':
      return renderCatchUp(reply, face);
    case 'help':
      return renderHelp(reply, face);
    case 'notice':
      return prose(reply.text, plain, face);
    case 'error':
      return prose(reply.text, face.colors.red, face);
    default:
      return renderCurating(reply, face);
  }
}

function renderAnswer(reply: AnswerReply, face: Face): string[] {
  const paints = answerPaints(face);
  const sure = `${Math.round(reply.confidence * 100)} % sure that [1] holds the answer`;
  return [
    ...renderAsked(reply, face),
    ...reply.citations.flatMap((citation) => [...renderCitation(citation, paints, face), '']),
    ...prose(`${sure} · searched ${reply.corpus}`, face.colors.dim, face),
  ];
}

function renderClosest(reply: ClosestReply, face: Face): string[] {
  const paints = nearPaints(face);
  return [
    ...renderAsked(reply, face),
    ...prose(reply.text, face.colors.yellow, face),
    '',
    ...reply.citations.flatMap((citation) => [...renderCitation(citation, paints, face), '']),
    ...prose(`Searched ${reply.corpus}`, face.colors.dim, face),
  ];
}

function renderNone(reply: NoneReply, face: Face): string[] {
  return [
    ...renderAsked(reply, face),
    ...prose(reply.text, isFriendly(reply) ? face.colors.green : face.colors.yellow, face),
    ...prose(reply.covers, plain, face),
    ...prose(reply.suggestion, face.colors.dim, face),
  ];
}

/** How the question was read, and what lies beyond the corpus, above what was found. */
function renderAsked({ reading, hint, searched, asOf }: AskedParts, face: Face): string[] {
  const { colors, width } = face;
  const lines = [
    reading === null ? '' : `Read as: ${reading}`,
    hint ?? '',
    searched === undefined ? '' : searchedLine(searched, (word) => `“${word}”`),
    asOf ?? '',
  ];
  const shown = lines.filter((line) => line !== '').map(cleanLine);
  if (shown.length === 0) return [];
  return [...shown.flatMap((text) => paintRuns([{ text, paint: colors.dim }], width)), ''];
}

function renderSources(reply: SourcesReply, face: Face): string[] {
  const { number, of } = reply.page;
  return [
    ...prose(reply.text, plain, face),
    ...reply.groups.flatMap((group) => ['', ...renderGroup(group, face)]),
    ...(of === 1 ? [] : ['', face.colors.dim(`Page ${number} of ${of}`)]),
  ];
}

function renderDocuments(reply: DocumentsReply, face: Face): string[] {
  const { colors } = face;
  const documents = reply.documents.flatMap(({ source, paragraphs }) => {
    const count = paragraphs === 1 ? '1 paragraph' : `${paragraphs} paragraphs`;
    const facts = [source.outlet ?? '', source.date ?? '', count, placeText(source.place)];
    return [
      ...prose(source.title, colors.bold, face),
      ...indented(facts.filter((fact) => fact !== '').join(' · '), colors.dim, face),
    ];
  });
  return [...prose(reply.text, plain, face), '', ...documents];
}

function renderAbout(reply: AboutReply, face: Face): string[] {
  const { status } = reply;
  const search =
    status.index === 'hnsw' ? 'HNSW graph and word search' : 'exact vector search and word search';
  const facts = [
    { usage: 'version', description: reply.version },
    { usage: 'passages', description: `${status.facts.passages}` },
    { usage: 'model', description: status.model },
    { usage: 'search', description: search },
    {
      usage: 'index',
      description: `generation ${status.generation} of ${status.collection}, built ${status.builtAt}`,
    },
    ...(status.notice === null ? [] : [{ usage: 'notice', description: status.notice }]),
  ].map(({ usage, description }) => ({ usage, description: cleanLine(description) }));
  return [
    ...prose(reply.text, plain, face),
    ...prose(reply.covers, plain, face),
    ...prose(reply.measured, plain, face),
    '',
    ...layOutDefinitions(facts, face.width).map(face.colors.dim),
  ];
}

function renderPrivacy(reply: PrivacyReply, face: Face): string[] {
  const kept = reply.kept.flatMap(({ what, howLong }) => [
    ...prose(`– ${what}`, plain, face),
    ...indented(howLong, face.colors.dim, face),
  ]);
  const yours = reply.yours === null ? [] : ['', ...prose(reply.yours, plain, face)];
  return [...prose(reply.text, plain, face), '', ...kept, ...yours];
}

function renderCatchUp(reply: CatchUpReply, face: Face): string[] {
  const pieces = reply.pieces.flatMap(({ speaker, at, text }) => [
    ...prose(`${speaker} · ${new Date(at).toISOString()}`, face.colors.bold, face),
    ...indented(text, plain, face),
  ]);
  const since = new Date(reply.since).toISOString();
  return [
    ...prose(`#${reply.channel} since ${since} · ${reply.text}`, plain, face),
    ...pieces,
    ...prose(reply.note, face.colors.dim, face),
  ];
}

function renderHelp(reply: HelpReply, face: Face): string[] {
  const all = [...reply.filters, ...reply.commands].map(({ usage, description }) => ({
    usage: cleanLine(usage),
    description: cleanLine(description),
  }));
  const filters = all.slice(0, reply.filters.length);
  const commands = all.slice(reply.filters.length);
  return [
    ...prose(reply.text, plain, face),
    ...layOutDefinitions(filters, face.width),
    '',
    'Commands:',
    ...layOutDefinitions(commands, face.width),
  ];
}

function prose(text: string, paint: Paint, face: Face): string[] {
  return paintRuns([{ text: cleanLine(text), paint }], face.width);
}

function indented(text: string, paint: Paint, face: Face): string[] {
  return paintRuns([{ text: cleanLine(text), paint }], face.width - 4).map((line) => `    ${line}`);
}
