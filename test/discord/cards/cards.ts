// Replies for cards with only what a test is about spelled out, and what a card says and offers.

import { ComponentType, type APIButtonComponentWithCustomId } from 'discord.js';
import type { Card, Controls } from '../../../src/discord/cards/card.js';
import type {
  AnswerReply,
  ClosestReply,
  NoneReply,
  Quote,
  ShownCitation,
  SourceLine,
} from '../../../src/replies/reply.js';
import { textsOf } from './validate-card.js';

export const ID = 'a1b2c3';
export const PRIVATE: Controls = { kind: 'answer', answerId: ID, isPrivate: true };
export const PUBLIC: Controls = { kind: 'answer', answerId: ID, isPrivate: false };

const ASKED = { about: 'question', reading: null, asOf: null } as const;

export function quoteOf(highlight: string, parts: Partial<Quote> = {}): Quote {
  return {
    cutBefore: false,
    before: '',
    lead: '',
    highlight,
    after: '',
    cutAfter: false,
    ...parts,
  };
}

export function citationOf(
  highlight: string,
  parts: Partial<Omit<ShownCitation, 'quote' | 'source'>> & {
    readonly quote?: Partial<Quote>;
    readonly source?: Partial<SourceLine>;
  } = {},
): ShownCitation {
  return {
    n: parts.n ?? 1,
    paragraph: parts.paragraph ?? '¶ 7 of 23',
    score: 0.5,
    ...(parts.alsoIn === undefined ? {} : { alsoIn: parts.alsoIn }),
    quote: quoteOf(highlight, parts.quote),
    source: {
      outlet: 'Harbour Post',
      title: 'The river',
      date: '8 Jul 2021',
      place: { kind: 'file', file: 'notes/river.md' },
      ...parts.source,
    },
  };
}

export function answerOf(parts: Partial<AnswerReply> = {}): AnswerReply {
  return {
    kind: 'answer',
    ...ASKED,
    question: 'When does the ferry stop?',
    citations: [citationOf('It stops in April.')],
    confidence: 0.7,
    corpus: '3 documents, 2015 to 2021',
    ...parts,
  };
}

export function closestOf(parts: Partial<ClosestReply> = {}): ClosestReply {
  return {
    kind: 'closest',
    ...ASKED,
    question: 'Who built the bridge?',
    text: 'The corpus does not seem to answer this:',
    citations: [citationOf('It stops in April.')],
    corpus: '3 documents, 2015 to 2021',
    ...parts,
  };
}

export function noneOf(parts: Partial<NoneReply> = {}): NoneReply {
  return {
    kind: 'none',
    ...ASKED,
    question: 'Pizza?',
    reason: 'nothing_near',
    text: 'Nothing comes near this.',
    covers: 'The corpus holds 3 documents.',
    suggestion: 'Try: the river.',
    ...parts,
  };
}

/** Everything that a card says, line by line. */
export function linesOf(card: Card): string[] {
  return textsOf(card).flatMap((text) => text.split('\n'));
}

/** A card's buttons, each as its face and its custom_id; disabled ones in brackets. */
export function buttonsOf(card: Card): string[] {
  return everyOf(card.components).flatMap((component) => {
    if (component.type !== ComponentType.Button) return [];
    const { label, emoji, custom_id, disabled } = component as APIButtonComponentWithCustomId;
    const face = `${emoji?.name ?? ''}${label ?? ''} ${custom_id}`;
    return [disabled === true ? `(${face})` : face];
  });
}

interface Component {
  readonly type: ComponentType;
  readonly components?: readonly Component[];
  readonly accessory?: Component;
}

/** Every component, the ones beside a text too. */
export function everyOf(components: readonly Component[]): Component[] {
  return components.flatMap((component) => [
    component,
    ...everyOf(component.components ?? []),
    ...everyOf(component.accessory === undefined ? [] : [component.accessory]),
  ]);
}

/** The colour of a card's bar. */
export function colorOf({ components: [container] }: Card): number | null {
  return (container as { readonly accent_color?: number }).accent_color ?? null;
}
