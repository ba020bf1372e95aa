import { ReadableError } from '../../shared/errors.js';
import { showTimeline } from '../asking/show-timeline.js';
import { slashCommand } from './command.js';
import { completeOutlet } from './filter-options.js';
import { NARROWING, readTopic, TOPIC } from './topic-options.js';

/** Quotes what is said about a topic, oldest first. */
export const timeline = slashCommand({
  name: 'timeline',
  description: 'What is said about a topic, quoted by date, with a picture of the months',
  options: { topic: TOPIC, ...NARROWING },
  plan: ({ caller, options }, bot) => {
    const request = readTopic(options);
    const isMistaken = request instanceof ReadableError;
    const isPrivate = options.private === true || isMistaken;
    const run = () =>
      isMistaken ? Promise.reject(request) : showTimeline({ caller, isPrivate, ...request }, bot);
    return { kind: 'question', way: 'timeline', isPrivate, run };
  },
  complete: completeOutlet,
});
