// In: what can be done with a reply. Out: its buttons. They carry the answer's id and numbers, nothing else,
// so they work after a restart and on another machine.

import { TURN, writeCustomId } from '../custom-id.js';
import type { Controls } from './card.js';
import { buttonOf, rowOf, type Button, type Part } from './parts.js';

/** A private answer can be shared, a public one deleted. */
type AnswerControls = Extract<Controls, { kind: 'answer' | 'timeline' | 'comparison' }>;

/** The buttons under an answer. */
export function answerRow(controls: Controls): Part[] {
  if (controls.kind !== 'answer') return [];
  const { answerId } = controls;
  return rowOf([
    buttonOf(writeCustomId('up', answerId), { emoji: '👍' }),
    downButton(answerId),
    ...moreButtons(answerId),
    lastButton(controls),
  ]);
}

/** The buttons under passages that are no answer. */
export function closestRow(controls: Controls): Part[] {
  if (controls.kind !== 'answer') return [];
  const { answerId } = controls;
  return rowOf([...moreButtons(answerId), downButton(answerId), lastButton(controls)]);
}

/** The button under a summary: its sentences have their own. */
export function summaryRow(controls: Controls): Part[] {
  return controls.kind === 'answer' ? rowOf([lastButton(controls)]) : [];
}

/** The buttons where nothing was found. */
export function noneRow(controls: Controls, canMiss: boolean): Part[] {
  if (controls.kind !== 'answer') return [];
  const missed = buttonOf(writeCustomId('down', controls.answerId), {
    emoji: '👎',
    label: 'Should have found something',
  });
  return rowOf([
    ...(canMiss ? [missed] : []),
    ...(controls.isPrivate ? [] : [deleteButton(controls.answerId)]),
  ]);
}

/** The button beside a citation. */
export function contextButton(controls: Controls, n: number): Button | null {
  if (!isOfAnswer(controls)) return null;
  return buttonOf(writeCustomId('context', controls.answerId, n, 0), { label: 'Context' });
}

/** Pages through what was found; none where one page is all. */
export function sourcesRow(controls: Controls, page: { number: number; of: number }): Part[] {
  if (controls.kind !== 'sources' || page.of < 2) return [];
  const { answerId } = controls;
  return rowOf(pageButtons(page, (n) => writeCustomId('sources', answerId, n, TURN)));
}

/** Pages through a timeline where there are several, and shares or deletes it. */
export function timelineRow(controls: Controls, page: { number: number; of: number }): Part[] {
  if (controls.kind !== 'timeline') return [];
  const { answerId } = controls;
  const pages = pageButtons(page, (n) => writeCustomId('timeline', answerId, n, TURN));
  return rowOf([...(page.of < 2 ? [] : pages), lastButton(controls)]);
}

/** Shares or deletes a comparison. */
export function comparisonRow(controls: Controls): Part[] {
  return controls.kind === 'comparison' ? rowOf([lastButton(controls)]) : [];
}

/** Pages through what a collection holds; none where one page is all. */
export function holdingsRow(controls: Controls, page: { number: number; of: number }): Part[] {
  if (controls.kind !== 'holdings' || page.of < 2) return [];
  return rowOf(pageButtons(page, (n) => writeCustomId('corpus_list', n, TURN)));
}

function pageButtons(
  { number, of }: { number: number; of: number },
  to: (page: number) => string,
): Button[] {
  return [
    buttonOf(to(number - 1), { label: '◀', isDisabled: number <= 1 }),
    buttonOf(to(number), { label: `Page ${number} of ${of}`, isDisabled: true }),
    buttonOf(to(number + 1), { label: '▶', isDisabled: number >= of }),
  ];
}

export interface Outwards {
  readonly page: number;
  readonly hasEarlier: boolean;
  readonly hasLater: boolean;
}

/** Pages outwards from a citation, or through a document; none where one page is all. */
export function contextRow(controls: Controls, at: Outwards): Part[] {
  const { page, hasEarlier, hasLater } = at;
  if (!hasEarlier && !hasLater) return [];
  const to = (target: number): string | null => {
    if (controls.kind === 'document') {
      return writeCustomId('document', controls.documentId, target, TURN);
    }
    if (controls.kind !== 'context') return null;
    return writeCustomId('context', controls.answerId, controls.n, target, TURN);
  };
  const [earlier, later] = [to(page - 1), to(page + 1)];
  if (earlier === null || later === null) return [];
  return rowOf([
    buttonOf(earlier, { label: '◀ Earlier', isDisabled: !hasEarlier }),
    buttonOf(later, { label: 'Later ▶', isDisabled: !hasLater }),
  ]);
}

/** Deletes a public answer. */
export function deleteButton(answerId: string): Button {
  return buttonOf(writeCustomId('delete', answerId), { label: 'Delete' });
}

function downButton(answerId: string): Button {
  return buttonOf(writeCustomId('down', answerId), { emoji: '👎' });
}

function moreButtons(answerId: string): Button[] {
  return [
    buttonOf(writeCustomId('sources', answerId, 1), { label: 'All sources' }),
    buttonOf(writeCustomId('why', answerId), { label: 'Why these?' }),
  ];
}

function isOfAnswer(controls: Controls): controls is AnswerControls {
  const { kind } = controls;
  return kind === 'answer' || kind === 'timeline' || kind === 'comparison';
}

function lastButton({ answerId, isPrivate }: AnswerControls): Button {
  return isPrivate
    ? buttonOf(writeCustomId('share', answerId), { label: 'Share' })
    : deleteButton(answerId);
}
