import { readSides, type Sides } from '../../comparisons/side.js';
import { ReadableError } from '../../shared/errors.js';
import { showComparison } from '../asking/show-comparison.js';
import { slashCommand } from './command.js';
import { completeOutlet } from './filter-options.js';
import { NARROWING, readTopic, TOPIC, type GivenTopic, type Topic } from './topic-options.js';

const SIDE = { type: 'text', required: true, maxLength: 100, completes: true } as const;

/** Quotes two outlets or two periods on a topic. */
export const compare = slashCommand({
  name: 'compare',
  description: 'Two outlets, or two periods, on one topic: each in its own words',
  options: {
    topic: TOPIC,
    first: {
      ...SIDE,
      description: 'An outlet, or a period: 2015, 2021-05, 2015..2019, before 2016',
    },
    second: { ...SIDE, description: 'What to set beside it: an outlet, or a period' },
    ...NARROWING,
  },
  plan: ({ caller, options }, bot) => {
    const request = readComparison(options);
    const isMistaken = request instanceof ReadableError;
    const isPrivate = options.private === true || isMistaken;
    const run = () =>
      isMistaken ? Promise.reject(request) : showComparison({ caller, isPrivate, ...request }, bot);
    return { kind: 'question', way: 'compare', isPrivate, run };
  },
  complete: completeOutlet,
});

interface Given extends GivenTopic {
  readonly first: string;
  readonly second: string;
}

/** The request, or what is wrong with the options. */
function readComparison(given: Given): (Topic & { readonly sides: Sides }) | ReadableError {
  const topic = readTopic(given);
  if (topic instanceof ReadableError) return topic;
  try {
    return { ...topic, sides: readSides(given.first, given.second, topic.filter) };
  } catch (error) {
    if (error instanceof ReadableError) return error;
    throw error;
  }
}
