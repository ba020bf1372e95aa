// In: why these passages. Out: lines: the words that were looked for, a sentence about each passage, and how
// sure the answer is with what speaks for and against it.

import type { WhyReply } from '../replies/reply.js';
import type { Face } from './face.js';
import { cleanLine } from './neutralise.js';
import { paintRuns, plain, type Paint } from './paint-runs.js';
import { numbered } from './render-citations.js';

/** Renders the reasons of an answer. */
export function renderWhy(reply: WhyReply, face: Face): string[] {
  const { colors } = face;
  const passages = reply.passages.flatMap(({ n, title, paragraph, reason }) =>
    numbered(
      n,
      [
        { text: cleanLine(`${title} · ${paragraph} · `), paint: colors.dim },
        { text: cleanLine(reason), paint: plain },
      ],
      face,
    ),
  );
  return [
    ...line(reply.text, plain, face),
    ...list('Words', reply.words.join(', '), face),
    ...list('Nowhere in the corpus', reply.unknown.join(', '), face),
    ...(passages.length === 0 ? [] : ['', ...passages, '']),
    ...line(reply.confidence, colors.dim, face),
    ...list('Speaks for it', reply.speaksFor.join('; '), face),
    ...list('Speaks against it', reply.speaksAgainst.join('; '), face),
  ];
}

function line(text: string, paint: Paint, face: Face): string[] {
  return paintRuns([{ text: cleanLine(text), paint }], face.width);
}

/** `Words: a, b`; no line where there are none. */
function list(name: string, items: string, face: Face): string[] {
  return items === '' ? [] : line(`${name}: ${items}`, plain, face);
}
