// What is counted and measured. In: plain calls from wherever something happened. Out: one text that
// Prometheus reads. No label names a user, a server or a channel, so that a scrape tells nothing of a person
// and the number of series stays small.

import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

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

/** The queue as it is now. */
export interface QueueReading {
  readonly waiting: number;
  readonly running: number;
}

/** Jobs and sources as they are now. */
export interface CorporaReading {
  readonly waiting: number;
  readonly running: number;
  /** Ended within a day. */
  readonly done: number;
  readonly failed: number;
  /** Sources whose last fetch failed. */
  readonly failingSources: number;
}

export interface OpenMetrics extends Metrics {
  /** Names what tells the queue's state; it is read whenever the text is asked for. */
  readonly watchQueue: (read: () => QueueReading) => void;
  /** Names what tells the state of jobs and sources. */
  readonly watchCorpora: (read: () => CorporaReading) => void;
  /** Names what tells when the index that serves was built, in seconds since 1970; a rejection leaves it as it was. */
  readonly watchIndex: (readBuilt: () => Promise<number>) => void;
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
    watchQueue: queueGauges(registry),
    curatingRefused: refusalCounter(registry),
    watchCorpora: corporaGauges(registry),
    watchIndex: indexGauge(registry),
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

function queueGauges(registry: Registry): OpenMetrics['watchQueue'] {
  let read: () => QueueReading = () => ({ waiting: 0, running: 0 });
  const gauge = (name: string, help: string, value: (queue: QueueReading) => number): void => {
    const made: Gauge = new Gauge({
      name,
      help,
      registers: [registry],
      collect: () => {
        made.set(value(read()));
      },
    });
  };
  gauge('verbatim_queue_length', 'Questions that wait.', (queue) => queue.waiting);
  gauge('verbatim_in_flight', 'Questions that are being answered.', (queue) => queue.running);
  return (next) => {
    read = next;
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

function corporaGauges(registry: Registry): OpenMetrics['watchCorpora'] {
  let read: () => CorporaReading = () => NO_CORPORA;
  const jobs: Gauge = new Gauge({
    name: 'verbatim_jobs',
    help: 'Jobs of the keeper, by state; ended ones of the last day.',
    labelNames: ['state'],
    registers: [registry],
    collect: () => {
      const reading = read();
      for (const state of JOB_STATES) jobs.set({ state }, reading[state]);
    },
  });
  const failing: Gauge = new Gauge({
    name: 'verbatim_sources_failing',
    help: 'Sources whose last fetch failed; their kept copies serve.',
    registers: [registry],
    collect: () => {
      failing.set(read().failingSources);
    },
  });
  return (next) => {
    read = next;
  };
}

/** A scrape does not wait for an answering process: it shows what the scrape before it asked for. */
function indexGauge(registry: Registry): OpenMetrics['watchIndex'] {
  let readBuilt: (() => Promise<number>) | null = null;
  const gauge: Gauge = new Gauge({
    name: 'verbatim_index_built_timestamp_seconds',
    help: 'When the index that serves was built; 0 while that is not known.',
    registers: [registry],
    collect: () => {
      readBuilt?.().then(
        (seconds) => {
          gauge.set(seconds);
        },
        () => undefined,
      );
    },
  });
  return (next) => {
    readBuilt = next;
  };
}

const JOB_STATES = ['waiting', 'running', 'done', 'failed'] as const;
const NO_CORPORA: CorporaReading = {
  waiting: 0,
  running: 0,
  done: 0,
  failed: 0,
  failingSources: 0,
};
