// What is counted and measured. In: plain calls from wherever something happened. Out: one text that
// Prometheus reads. No label names a user, a server or a channel, so that a scrape tells nothing of a person
// and the number of series stays small.

import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { shardMetrics, type ShardMetrics } from './shard-metrics.js';
import { stateGauges, type StateGauges } from './state-gauges.js';

/** How a question came in. */
export type QuestionWay =
  | 'ask'
  | 'mention'
  | 'reply'
  | 'direct_message'
  | 'message_menu'
  | 'sources'
  | 'summarize'
  | 'compare'
  | 'timeline'
  | 'catch_up';

/** How a question ended. */
export type QuestionOutcome =
  'answered' | 'refused' | 'busy' | 'rate_limited' | 'expired' | 'failed';

/** How a request to Discord ended: the class of its status, or no response at all. */
export type RequestClass = '2xx' | '4xx' | '429' | '5xx' | 'no_response';

/** What the parts of the bot call; none of these throws or takes time. */
export interface Metrics {
  readonly questionEnded: (way: QuestionWay, outcome: QuestionOutcome) => void;
  /** The seconds from an interaction's arrival to its acknowledgement. */
  readonly acknowledged: (seconds: number) => void;
  /** The seconds from a question's arrival to its answer. */
  readonly answered: (seconds: number) => void;
  /** A button, select or modal; `action` is one of ours, never text of a person. */
  readonly pressed: (action: string) => void;
  readonly requestEnded: (requestClass: RequestClass) => void;
  readonly requestRetried: () => void;
  /** A response that Discord counts towards its ban for invalid requests: 401, 403, 429. */
  readonly requestInvalid: () => void;
  readonly gatewayReconnected: () => void;
  readonly gatewayIdentified: () => void;
  readonly answererRestarted: () => void;
  /** Somebody without permission would have changed a server's sources. */
  readonly curatingRefused: () => void;
}

export interface OpenMetrics extends Metrics, ShardMetrics, StateGauges {
  readonly contentType: string;
  readonly text: () => Promise<string>;
}

export interface MetricsOptions {
  readonly version: string;
}

/** Seconds; Discord waits 3 for an acknowledgement, and we give up at 2.5. */
const ACKNOWLEDGE_SECONDS = [0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 2.5, 3];

/** Seconds; an answer may come as long as its interaction's token lives. */
const ANSWER_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 60, 300, 900];

/** Opens metrics of their own registry, so that two of them never meet. */
export function openMetrics({ version }: MetricsOptions): OpenMetrics {
  const registry = new Registry();
  // Memory, handles, garbage collection, and the event loop's delay (nodejs_eventloop_lag_*).
  collectDefaultMetrics({ register: registry });
  describeBuild(registry, version);
  return {
    ...questionMetrics(registry),
    ...discordMetrics(registry),
    ...shardMetrics(registry),
    ...stateGauges(registry),
    curatingRefused: refusalCounter(registry),
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}

function describeBuild(registry: Registry, version: string): void {
  const build = new Gauge({
    name: 'verbatim_build_info',
    help: 'Always 1; the version is a label.',
    labelNames: ['version'],
    registers: [registry],
  });
  build.set({ version }, 1);
}

type QuestionMetrics = Pick<Metrics, 'questionEnded' | 'acknowledged' | 'answered' | 'pressed'>;

function questionMetrics(registry: Registry): QuestionMetrics {
  const registers = [registry];
  const questions = new Counter({
    name: 'verbatim_questions_total',
    help: 'Questions, by the way they came in and how they ended.',
    labelNames: ['way', 'outcome'],
    registers,
  });
  const measured = (name: string, help: string, buckets: number[]): ((s: number) => void) => {
    const histogram = new Histogram({ name, help, buckets, registers });
    return (seconds) => {
      histogram.observe(seconds);
    };
  };
  const presses = new Counter({
    name: 'verbatim_presses_total',
    help: 'Buttons, selects and modals, by what they do.',
    labelNames: ['action'],
    registers,
  });
  return {
    questionEnded: (way, outcome) => {
      questions.inc({ way, outcome });
    },
    acknowledged: measured(
      'verbatim_acknowledge_seconds',
      'From the arrival of an interaction to its acknowledgement.',
      ACKNOWLEDGE_SECONDS,
    ),
    answered: measured(
      'verbatim_answer_seconds',
      'From the arrival of a question to its answer.',
      ANSWER_SECONDS,
    ),
    pressed: (action) => {
      presses.inc({ action });
    },
  };
}

type DiscordMetrics = Omit<Metrics, keyof QuestionMetrics | 'curatingRefused'>;

function discordMetrics(registry: Registry): DiscordMetrics {
  const registers = [registry];
  const requests = new Counter({
    name: 'verbatim_discord_requests_total',
    help: 'Requests to Discord, by the class of the response.',
    labelNames: ['class'],
    registers,
  });
  const counted = (name: string, help: string): (() => void) => {
    const counter = new Counter({ name, help, registers });
    return () => {
      counter.inc();
    };
  };
  return {
    requestEnded: (requestClass) => {
      requests.inc({ class: requestClass });
    },
    requestRetried: counted('verbatim_discord_retries_total', 'Requests that were sent again.'),
    requestInvalid: counted(
      'verbatim_discord_invalid_requests_total',
      'Responses that Discord counts as invalid requests: 401, 403, 429.',
    ),
    gatewayReconnected: counted(
      'verbatim_gateway_reconnects_total',
      'Times the connection to the gateway was lost.',
    ),
    gatewayIdentified: counted(
      'verbatim_gateway_identifies_total',
      'New sessions; Discord allows 1,000 a day.',
    ),
    answererRestarted: counted(
      'verbatim_answerer_restarts_total',
      'Times the answering process was started again.',
    ),
  };
}

function refusalCounter(registry: Registry): Metrics['curatingRefused'] {
  const counter = new Counter({
    name: 'verbatim_curating_refused_total',
    help: 'Tries to change the sources of a server without permission.',
    registers: [registry],
  });
  return () => {
    counter.inc();
  };
}
