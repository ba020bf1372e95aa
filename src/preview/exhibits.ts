// Every card that there is, made by the renderer from the samples, and one that holds every kind of component.

import { asPublic } from '../discord/cards/as-public.js';
import { NO_CONTROLS, type Card, type Controls } from '../discord/cards/card.js';
import { renderCard } from '../discord/cards/render-card.js';
import { renderFeedback } from '../discord/cards/render-feedback.js';
import type { Reply } from '../replies/reply.js';
import { ABOUT, CATCH_UP, DOCUMENTS, EXPLANATION, FAILURE, HELP, NOTICE } from './more-samples.js';
import { exhibitOf, type Exhibit } from './page.js';
import * as corpora from './corpus-samples.js';
import * as samples from './sample-replies.js';
import { SUMMARY, TOPIC_SUMMARY } from './sample-summaries.js';
import * as topics from './topic-samples.js';
import { KIND, type WireComponent } from './wire.js';

const ID = 'a1b2c3d4e5f6';
const GIVEN = { answerId: ID, isPrivate: false } as const;
const PRIVATE: Controls = { kind: 'answer', answerId: ID, isPrivate: true };
const PUBLIC: Controls = { kind: 'answer', answerId: ID, isPrivate: false };

const REPLIES: readonly (readonly [string, string, Reply, Controls])[] = [
  ['answer', 'seen by everyone', samples.ANSWER, PUBLIC],
  ['answer, private', 'a follow-up beyond the corpus', samples.FOLLOW_UP, PRIVATE],
  ['answer about a message', 'from the message menu', samples.NEAR_MESSAGE, PRIVATE],
  ['answer, hard texts', 'other scripts and a hostile document', samples.HARD_ANSWER, PUBLIC],
  ['answer, five citations', 'the most there are', samples.FIVE, PUBLIC],
  ['answer without buttons', 'where none can be pressed', samples.ANSWER, NO_CONTROLS],
  ['closest', 'no answer, but near', samples.CLOSEST, PUBLIC],
  ['none', 'nothing near', samples.NONE, PUBLIC],
  ['none, greeting', '', samples.GREETING, PRIVATE],
  ['sources', 'page 2 of 4', samples.SOURCES, { kind: 'sources', answerId: ID }],
  ['comparison', 'one side is merely near', topics.COMPARISON, { kind: 'comparison', ...GIVEN }],
  ['comparison, nothing', 'on one side', topics.COMPARISON_WITH_NOTHING, NO_CONTROLS],
  ['timeline', 'page 1 of 2', topics.TIMELINE, { kind: 'timeline', ...GIVEN }],
  ['context', '', samples.CONTEXT, { kind: 'context', answerId: ID, n: 1 }],
  ['document', '', samples.DOCUMENT, { kind: 'document', documentId: 'ferry-0a1b2c' }],
  ['why', '', samples.WHY, NO_CONTROLS],
  ['explanation', '', EXPLANATION, NO_CONTROLS],
  ['summary of a document', 'long', SUMMARY, PUBLIC],
  ['summary of a topic', 'short, private', TOPIC_SUMMARY, PRIVATE],
  ['documents', '', DOCUMENTS, NO_CONTROLS],
  ['about', '', ABOUT, NO_CONTROLS],
  ['catch-up', 'for who asks alone', CATCH_UP, NO_CONTROLS],
  ['draft', 'for who added it alone', corpora.DRAFT, { kind: 'draft', draftId: ID }],
  ['sources of a server', 'page 1 of 2', corpora.HOLDINGS, { kind: 'holdings' }],
  ['status of a server’s sources', '', corpora.CORPUS_STATUS, NO_CONTROLS],
  ['help', '', HELP, NO_CONTROLS],
  ['privacy', '', samples.PRIVACY, { kind: 'privacy' }],
  ['notice', '', NOTICE, NO_CONTROLS],
  ['error', '', FAILURE, NO_CONTROLS],
];

/** Everything that the page shows. */
export function allExhibits(): Exhibit[] {
  const shared = asPublic(renderCard(samples.FOLLOW_UP, PRIVATE).components, ID);
  return [
    ...REPLIES.map(([name, note, reply, controls]) =>
      exhibitOf(name, note, renderCard(reply, controls)),
    ),
    ...(shared === null ? [] : [exhibitOf('answer, shared', 'posted from a private one', shared)]),
    exhibitOf('feedback, up', '', feedbackOf('up')),
    exhibitOf('feedback, down', '', feedbackOf('down')),
    {
      name: 'every component',
      note: 'what the preview can draw',
      components: KIT,
      figures: null,
    },
  ];
}

function feedbackOf(verdict: 'up' | 'down'): Card {
  return renderFeedback({
    answerId: ID,
    verdict,
    reason: verdict === 'down' ? 'outdated' : null,
    hasQuestion: verdict === 'up',
  });
}

const frame = { url: 'attachment://frame.png' };

const KIT: readonly WireComponent[] = [
  {
    type: KIND.container,
    accent_color: 0x5b79d6,
    components: [
      {
        type: KIND.text,
        content: '## A heading\n> a quotation\n**bold** _italic_ ~~struck~~ `code`',
      },
      {
        type: KIND.section,
        components: [{ type: KIND.text, content: 'A text beside a thumbnail\n-# small print' }],
        accessory: { type: KIND.thumbnail, media: frame, description: 'thumbnail' },
      },
      { type: KIND.separator, spacing: 2 },
      {
        type: KIND.gallery,
        items: ['one', 'two', 'three'].map((description) => ({ media: frame, description })),
      },
      { type: KIND.file, file: { url: 'attachment://minutes.pdf' } },
      {
        type: KIND.actionRow,
        components: ['Blurple', 'Grey', 'Green', 'Red', 'Link'].map((label, i) => ({
          type: KIND.button,
          style: i + 1,
          label,
          disabled: i === 2,
        })),
      },
      {
        type: KIND.actionRow,
        components: [{ type: KIND.stringSelect, options: [{ label: 'One' }, { label: 'Two' }] }],
      },
    ],
  },
];
