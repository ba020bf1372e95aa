// In: a Reply and what can be pressed under it. Out: the card, within Discord's limits whatever the texts in
// it are. Everything that came from outside is made harmless first (escape.ts); each kind has its own file.

import type { CuratingReply } from '../../replies/corpus-replies.js';
import type { Reply } from '../../replies/reply.js';
import { aboutCard } from './about-card.js';
import { answerCard } from './answer-card.js';
import type { Card, Controls } from './card.js';
import { catchUpCard } from './catch-up-card.js';
import { corpusStatusCard, holdingsCard } from './corpus-cards.js';
import { comparisonCard } from './comparison-card.js';
import { closestCard } from './closest-card.js';
import { contextCard } from './context-card.js';
import { cutAtWord } from './cut-text.js';
import { documentsCard } from './documents-card.js';
import { draftCard } from './draft-card.js';
import { escapeText } from './escape.js';
import { explanationCard } from './explanation-card.js';
import { fitByScale } from './fit.js';
import { helpCard } from './help-card.js';
import { noneCard } from './none-card.js';
import { ACCENT } from './palette.js';
import { cardOf, textOf, type Accent } from './parts.js';
import { privacyCard } from './privacy-card.js';
import { sourcesCard } from './sources-card.js';
import { summaryCard } from './summary-card.js';
import { timelineCard } from './timeline-card.js';
import { whyCard } from './why-card.js';
import { withNotes } from './with-notes.js';

/** Characters of a notice or an error. */
const LONGEST = 1_500;

/** Lays a reply out as a card, with what is to be said of it as a whole. */
export function renderCard(reply: Reply, controls: Controls): Card {
  const copied = 'copied' in reply ? reply.copied : undefined;
  return withNotes(layOut(reply, controls), copied, controls);
}

function layOut(reply: Reply, controls: Controls): Card {
  switch (reply.kind) {
    case 'answer':
      return answerCard(reply, controls);
    case 'closest':
      return closestCard(reply, controls);
    case 'none':
      return noneCard(reply, controls);
    case 'sources':
      return sourcesCard(reply, controls);
    case 'comparison':
      return comparisonCard(reply, controls);
    case 'timeline':
      return timelineCard(reply, controls);
    case 'context':
      return contextCard(reply, controls);
    case 'why':
      return whyCard(reply);
    case 'explanation':
      return explanationCard(reply);
    case 'summary':
      return summaryCard(reply, controls);
    case 'documents':
      return documentsCard(reply);
    case 'about':
      return aboutCard(reply);
    case 'catch_up':
      return catchUpCard(reply);
    case 'help':
      return helpCard(reply);
    case 'privacy':
      return privacyCard(reply, controls);
    case 'notice':
      return plainCard(reply.text, ACCENT.neutral);
    case 'error':
      return plainCard(reply.text, ACCENT.error);
    default:
      return curatingCard(reply, controls);
  }
}

/** What moderators see. */
function curatingCard(reply: CuratingReply, controls: Controls): Card {
  if (reply.kind === 'draft') return draftCard(reply, controls);
  return reply.kind === 'holdings' ? holdingsCard(reply, controls) : corpusStatusCard(reply);
}

function plainCard(text: string, accent: Accent): Card {
  return fitByScale((scale) =>
    cardOf(accent, textOf([escapeText(cutAtWord(text, LONGEST * scale))])),
  );
}
