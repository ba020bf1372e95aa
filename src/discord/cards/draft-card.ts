// In: what was understood of a draft. Out: its card, with the buttons that add, correct or cancel it; and the forms
// in which it is corrected, and in which a text is typed.

import {
  ButtonStyle,
  ComponentType,
  TextInputStyle,
  type APIModalInteractionResponseCallbackData,
} from 'discord.js';
import type { DraftReply } from '../../replies/corpus-replies.js';
import { writeCustomId } from '../custom-id.js';
import type { Card, Controls } from './card.js';
import { shortPart } from './citation-text.js';
import { cleanText } from './clean-text.js';
import { cutAt, cutAtWord } from './cut-text.js';
import { boldText, escapeText } from './escape.js';
import { fitByScale } from './fit.js';
import { ACCENT } from './palette.js';
import { buttonOf, cardOf, rowOf, separator, small, textOf, type Part } from './parts.js';

const LONGEST = {
  text: 200,
  title: 200,
  fact: 120,
  opening: 300,
  removed: 80,
  leftOut: 200,
} as const;
const MOST = { leftOut: 5, removed: 4 } as const;

/** Characters of what is typed into the forms. */
const FORM_LENGTHS = { title: 200, outlet: 100, date: 10, text: 4_000 } as const;

/** Lays out a draft. */
export function draftCard(reply: DraftReply, controls: Controls): Card {
  return fitByScale((scale) =>
    cardOf(ACCENT.neutral, [
      ...textOf([escapeText(cutAtWord(reply.text, LONGEST.text))]),
      separator(),
      ...textOf([
        boldText(cutAtWord(reply.title, LONGEST.title * scale)) || null,
        small(reply.facts.map((fact) => shortPart(fact, LONGEST.fact * scale))),
      ]),
      ...textOf(reply.opening.map((paragraph) => openingLine(paragraph, LONGEST.opening * scale))),
      ...textOf(leftOutLines(reply, scale)),
      ...textOf([small([shortPart(reply.note, LONGEST.leftOut)])]),
      ...draftRow(controls),
    ]),
  );
}

function openingLine(
  { text, isCut }: DraftReply['opening'][number],
  characters: number,
): string | null {
  const cut = cutAtWord(text, characters);
  const shown = escapeText(cut);
  if (shown === '') return null;
  return isCut && !cut.endsWith('…') ? `“${shown}…”` : `“${shown}”`;
}

function leftOutLines({ removed, leftOut }: DraftReply, scale: number): (string | null)[] {
  const rules = removed
    .slice(0, MOST.removed)
    .map(({ what, example }) =>
      small([
        `Removed ${shortPart(what, LONGEST.removed)}`,
        `“${shortPart(example, LONGEST.removed * scale)}”`,
      ]),
    );
  const parts = leftOut
    .slice(0, MOST.leftOut)
    .map((line) => small(['Left out', shortPart(line, LONGEST.leftOut * scale)]));
  return [...rules, ...parts];
}

function draftRow(controls: Controls): Part[] {
  if (controls.kind !== 'draft') return [];
  const { draftId } = controls;
  return rowOf([
    buttonOf(writeCustomId('draft_add', draftId), { label: 'Add', style: ButtonStyle.Primary }),
    buttonOf(writeCustomId('draft_correct', draftId), { label: 'Correct' }),
    buttonOf(writeCustomId('draft_cancel', draftId), { label: 'Cancel' }),
  ]);
}

/** What a form begins with; empty where nothing is known. */
export interface FormValues {
  readonly title: string;
  readonly outlet: string;
  readonly date: string;
}

type Modal = APIModalInteractionResponseCallbackData;

/** The form that corrects a draft. */
export function correctionModal(draftId: string, values: FormValues): Modal {
  return {
    custom_id: writeCustomId('draft_correct', draftId),
    title: 'Correct what was understood',
    components: metadataFields(values),
  };
}

/** The form in which a text is typed. */
export function textModal(): Modal {
  const text = field('text', { label: 'The text', style: TextInputStyle.Paragraph });
  return {
    custom_id: writeCustomId('corpus_form'),
    title: 'Add a text to this server’s sources',
    components: [...metadataFields({ title: '', outlet: '', date: '' }, true), text],
  };
}

function metadataFields(values: FormValues, needsTitle = false): Modal['components'] {
  return [
    field('title', { label: 'Title', value: values.title, isOptional: !needsTitle }),
    field('outlet', { label: 'Outlet', value: values.outlet, isOptional: true }),
    field('date', {
      label: 'Date',
      description: 'Such as 2026-08-01, 2026-08 or 2026',
      value: values.date,
      isOptional: true,
    }),
  ];
}

interface Field {
  readonly label: string;
  readonly description?: string;
  readonly style?: TextInputStyle;
  readonly value?: string;
  readonly isOptional?: boolean;
}

function field(name: keyof typeof FORM_LENGTHS, described: Field): Modal['components'][number] {
  const { label, description, style = TextInputStyle.Short, isOptional = false } = described;
  const value = cutAt(
    cleanText(described.value ?? '')
      .replace(/\s+/g, ' ')
      .trim(),
    FORM_LENGTHS[name],
  );
  return {
    type: ComponentType.Label,
    label,
    ...(description === undefined ? {} : { description }),
    component: {
      type: ComponentType.TextInput,
      custom_id: name,
      style,
      max_length: FORM_LENGTHS[name],
      required: !isOptional,
      ...(value === '' ? {} : { value }),
    },
  };
}
