// In: something that carries out calls. Out: an answerer, each of whose methods is such a call. One child answers so,
// and a pool of them does.

import type { Answerer } from './answerer.js';
import type { Call, Method, Result } from './answerer-messages.js';

/** Carries out a call of any method. */
export type MakeCall = <M extends Method>(
  call: Extract<Call, { readonly method: M }>,
) => Promise<Result<M>>;

/** Every method of an answerer but `close`, as a call. */
export function answererOfCalls(make: MakeCall): Omit<Answerer, 'close'> {
  return {
    answer: (request) => make<'answer'>({ method: 'answer', args: [request] }),
    sources: (request) => make<'sources'>({ method: 'sources', args: [request] }),
    cited: (...args) => make<'cited'>({ method: 'cited', args }),
    suggest: (request) => make<'suggest'>({ method: 'suggest', args: [request] }),
    rankSentences: (request) => make<'rankSentences'>({ method: 'rankSentences', args: [request] }),
    summarize: (request) => make<'summarize'>({ method: 'summarize', args: [request] }),
    compare: (request) => make<'compare'>({ method: 'compare', args: [request] }),
    timeline: (request) => make<'timeline'>({ method: 'timeline', args: [request] }),
    digest: (request) => make<'digest'>({ method: 'digest', args: [request] }),
    documents: (...args) => make<'documents'>({ method: 'documents', args }),
    document: (...args) => make<'document'>({ method: 'document', args }),
    paragraphs: (...args) => make<'paragraphs'>({ method: 'paragraphs', args }),
    status: (...args) => make<'status'>({ method: 'status', args }),
  };
}
