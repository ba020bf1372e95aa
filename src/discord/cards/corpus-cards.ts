// In: what a collection holds, or how it stands. Out: the card.

import type {
  CorpusStatusReply,
  HoldingsReply,
  ShownHolding,
} from '../../replies/corpus-replies.js';
import type { Card, Controls } from './card.js';
import { shortPart } from './citation-text.js';
import { holdingsRow } from './controls.js';
import { cutAtWord } from './cut-text.js';
import { boldText, escapeText } from './escape.js';
import { fitByScale } from './fit.js';
import { ACCENT } from './palette.js';
import { cardOf, separator, small, textOf } from './parts.js';

const LONGEST = { text: 300, title: 120, place: 120, fact: 60, problem: 200, job: 300 } as const;
const MOST = { items: 10, facts: 10, problems: 10, jobs: 5 } as const;

/** Lays out a page of what a collection holds. */
export function holdingsCard(reply: HoldingsReply, controls: Controls): Card {
  return fitByScale((scale) =>
    cardOf(ACCENT.neutral, [
      ...textOf([escapeText(cutAtWord(reply.text, LONGEST.text))]),
      ...reply.items.slice(0, MOST.items).flatMap((item) => textOf(holdingLines(item, scale))),
      ...textOf([
        reply.note === null ? null : small([shortPart(reply.note, LONGEST.text * scale)]),
      ]),
      ...holdingsRow(controls, reply.page),
    ]),
  );
}

function holdingLines(item: ShownHolding, scale: number): (string | null)[] {
  const { title, place, facts, problem } = item;
  return [
    boldText(cutAtWord(title, LONGEST.title * scale)) || null,
    small([
      ...(place === title ? [] : [shortPart(place, LONGEST.place * scale)]),
      ...facts.slice(0, MOST.facts).map((fact) => shortPart(fact, LONGEST.fact)),
    ]),
    problem === null ? null : small(['⚠', shortPart(problem, LONGEST.problem * scale)]),
  ];
}

/** Lays out how a collection stands. */
export function corpusStatusCard(reply: CorpusStatusReply): Card {
  const { problems, jobs } = reply;
  return fitByScale((scale) => {
    const shown = problems.slice(0, Math.ceil(MOST.problems * scale));
    const left = problems.length - shown.length;
    return cardOf(problems.length === 0 ? ACCENT.neutral : ACCENT.error, [
      ...textOf([escapeText(cutAtWord(reply.text, LONGEST.text))]),
      ...textOf(
        reply.facts
          .slice(0, MOST.facts)
          .map((fact) => small([shortPart(fact, LONGEST.text * scale)])),
      ),
      ...(problems.length === 0 ? [] : [separator()]),
      ...shown.flatMap(({ what, why }) =>
        textOf([
          boldText(cutAtWord(what, LONGEST.title * scale)) || null,
          shortPart(why, LONGEST.problem * scale) || null,
        ]),
      ),
      ...textOf([left > 0 ? small([`+${left} more`]) : null]),
      ...(jobs.length === 0 ? [] : [separator()]),
      ...textOf(
        jobs
          .slice(0, MOST.jobs)
          .map(({ what, how }) =>
            small([shortPart(what, LONGEST.fact), shortPart(how, LONGEST.job * scale)]),
          ),
      ),
    ]);
  });
}
