import { MAX_QUESTION_CHARACTERS } from '../../retrieval/question.js';
import { findSources } from '../asking/find-sources.js';
import { documentNamed, documentPage, unknownDocument } from '../asking/show-document.js';
import { sourcesOf } from '../asking/show-sources.js';
import { noticeCard } from '../asking/notice-card.js';
import { withinScope } from '../asking/within-scope.js';
import { scopeFor } from '../scope-for.js';
import { slashCommand } from './command.js';
import { completeDocument } from './filter-options.js';

/** Lists every passage found: for a query, behind the last answer here, or a document's own text. */
export const sources = slashCommand({
  name: 'sources',
  description:
    'Every passage found, by document; without a query, those behind the last answer here',
  options: {
    query: { type: 'text', description: 'What to look for', maxLength: MAX_QUESTION_CHARACTERS },
    document: {
      type: 'text',
      description: 'Only this document; without a query, its text from the start',
      maxLength: 200,
      completes: true,
    },
  },
  plan: ({ caller, options }, bot) => {
    const [query, document] = [worded(options.query), worded(options.document)];
    if (query !== null) {
      const run = () => findSources({ caller, query, document }, bot);
      return { kind: 'question', way: 'sources', isPrivate: true, run };
    }
    const run = async () => {
      if (document !== null) {
        const id = await documentNamed(document, await scopeFor(caller, bot), bot);
        return id === null ? unknownDocument(document) : documentPage({ id, page: 0, caller }, bot);
      }
      const last = await bot.state.lastAnswer(caller.channelId, caller.userId);
      const record = last === null ? null : await withinScope(last, caller, bot);
      return record === null
        ? noticeCard('There is no answer here yet: ask something first, or give a query.')
        : sourcesOf(record, 1, bot);
    };
    return { kind: 'show', isPrivate: true, run };
  },
  complete: completeDocument,
});

/** An option without a word in it is as if it were not given. */
function worded(option: string | null): string | null {
  return option === null || option.trim() === '' ? null : option.trim();
}
