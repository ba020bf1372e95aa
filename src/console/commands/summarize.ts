import type { SummarizeRequest } from '../../answering/answerer.js';
import type { Length } from '../../summaries/summary.js';
import { summarize as summarizeWith } from '../../replies/summarize.js';
import { summaryCitations } from '../../replies/summary-reply.js';
import type { ChatCommand } from '../chat-command.js';

const ARGUMENT = /^(?:(short|long)\s+)?(document|topic)\s+(\S.*)$/is;

const USAGE =
  'Write /summarize document NAME or /summarize topic WORDS; /summarize long … says more.';

/** Sums up a document or a topic in sentences of the corpus; `[n]` is theirs from then on. */
export const summarize = {
  name: '/summarize',
  usage: '/summarize [long] document NAME | topic WORDS',
  description: 'what a document, or several on a topic, say, in sentences of their own',
  run: async ({ answerer, argument, memory }) => {
    const request = readRequest(argument);
    if (request === null) return { kind: 'notice', text: USAGE };
    const { summary, reply } = await summarizeWith(answerer, request);
    if (summary.sentences.length > 0) memory.citations = summaryCitations(summary);
    return reply;
  },
} satisfies ChatCommand;

function readRequest(argument: string): SummarizeRequest | null {
  const [, length, about, named] = ARGUMENT.exec(argument) ?? [];
  if (about === undefined || named === undefined) return null;
  const wanted = length === undefined ? {} : { length: length.toLowerCase() as Length };
  return about.toLowerCase() === 'topic'
    ? { about: 'topic', topic: named, ...wanted }
    : { about: 'document', document: named, ...wanted };
}
