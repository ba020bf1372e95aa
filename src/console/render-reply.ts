// In: a Reply. Out: lines for a terminal, wrapped and painted. Everything shown that came from outside (the
// corpus, a question, a file name) is made harmless first: see neutralise.ts.

import type {
  AboutReply,
  AnswerReply,
  ClosestReply,
  ContextReply,
  DocumentsReply,
  HelpReply,
  NoneReply,
  Reply,
  SourcesReply,
} from '../replies/reply.js';
import type { Face } from './face.js';
import { layOutDefinitions } from '../shared/lay-out-table.js';
import { cleanLine } from './neutralise.js';
import { paintRuns, plain, type Paint } from './paint-runs.js';
import {
  answerPaints,
  behindBar,
  joinParts,
  nearPaints,
  numbered,
  placeText,
  renderCitation,
  renderGroup,
  sourceParts,
} from './render-citations.js';
import { renderExplanation } from './render-explanation.js';

/** Renders a reply as lines without line breaks. */
export function renderReply(reply: Reply, face: Face): string[] {
  switch (reply.kind) {
    case 'answer':
      return renderAnswer(reply, face);
    case 'closest':
      return renderClosest(reply, face);
    case 'none':
      return renderNone(reply, face);
    case 'sources':
      return renderSources(reply, face);
    case 'context':
      return renderContext(reply, face);
    case 'explanation':
      return renderExplanation(reply, face);
    case 'documents':
      return renderDocuments(reply, face);
    case 'about':
      return renderAbout(reply, face);
    case 'help':
      return renderHelp(reply, face);
    case 'notice':
      return prose(reply.text, plain, face);
    case 'error':
      return prose(reply.text, face.colors.red, face);
  }
}

function renderAnswer(reply: AnswerReply, face: Face): string[] {
  const paints = answerPaints(face);
  const sure = `${Math.round(reply.confidence * 100)} % sure that [1] holds the answer`;
  return [
    ...reply.citations.flatMap((citation) => [...renderCitation(citation, paints, face), '']),
    ...prose(`${sure} · searched ${reply.corpus}`, face.colors.dim, face),
  ];
}

function renderClosest(reply: ClosestReply, face: Face): string[] {
  const paints = nearPaints(face);
  return [
    ...prose(reply.text, face.colors.yellow, face),
    '',
    ...reply.citations.flatMap((citation) => [...renderCitation(citation, paints, face), '']),
    ...prose(`Searched ${reply.corpus}`, face.colors.dim, face),
  ];
}

function renderNone(reply: NoneReply, face: Face): string[] {
  const isGreeting = reply.reason === 'greeting';
  return [
    ...prose(reply.text, isGreeting ? face.colors.green : face.colors.yellow, face),
    ...prose(reply.covers, plain, face),
    ...prose(reply.suggestion, face.colors.dim, face),
  ];
}

function renderSources(reply: SourcesReply, face: Face): string[] {
  return [
    ...prose(reply.text, plain, face),
    ...reply.groups.flatMap((group) => ['', ...renderGroup(group, face)]),
  ];
}

function renderContext(reply: ContextReply, face: Face): string[] {
  const { colors } = face;
  const { bar, around, highlight } = answerPaints(face);
  const parts = [...sourceParts(reply.source), placeText(reply.source.place)];
  const title = joinParts(parts, face.width - `[${reply.n}] `.length);
  const paragraphs = reply.paragraphs.flatMap(({ n, text, isCited }) => [
    '',
    ...behindBar(
      [
        { text: `¶ ${n} of ${reply.of}  `, paint: isCited ? highlight : colors.dim },
        { text, paint: isCited ? around : plain },
      ],
      isCited ? bar : colors.dim,
      face,
    ),
  ]);
  return [...numbered(reply.n, [{ text: title, paint: colors.bold }], face), ...paragraphs];
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
    '',
    ...layOutDefinitions(facts, face.width).map(face.colors.dim),
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
