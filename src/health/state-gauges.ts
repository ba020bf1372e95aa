// What is not counted but read, in the moment that somebody asks for the text: the queue, the answering processes, jobs
// and sources, the database, the index.

import { Gauge, type Registry } from 'prom-client';

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

/** One answering process as it is now. */
export interface AnswererReading {
  readonly state: 'starting' | 'ready' | 'down';
  readonly inFlight: number;
}

export interface StateGauges {
  /** Names what tells the queue's state; it is read whenever the text is asked for. */
  readonly watchQueue: (read: () => QueueReading) => void;
  /** Names what tells the state of each answering process, 16 at most, always in the same order. */
  readonly watchAnswerers: (read: () => readonly AnswererReading[]) => void;
  /** Names what tells the state of jobs and sources. */
  readonly watchCorpora: (read: () => CorporaReading) => void;
  /** Names what tells whether the database is away. */
  readonly watchDatabase: (isAway: () => boolean) => void;
  /** Names what tells when the index that serves was built, in seconds since 1970; a rejection leaves it as it was. */
  readonly watchIndex: (readBuilt: () => Promise<number>) => void;
}

/** Opens them in a registry; each says nothing until it is told what to read. */
export function stateGauges(registry: Registry): StateGauges {
  return {
    watchQueue: queueGauges(registry),
    watchAnswerers: answererGauges(registry),
    watchCorpora: corporaGauges(registry),
    watchDatabase: databaseGauge(registry),
    watchIndex: indexGauge(registry),
  };
}

function queueGauges(registry: Registry): StateGauges['watchQueue'] {
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

/** The label is a process's place in the pool, so the number of series is that of processes. */
function answererGauges(registry: Registry): StateGauges['watchAnswerers'] {
  let read: () => readonly AnswererReading[] = () => [];
  const gauge = (name: string, help: string, value: (one: AnswererReading) => number): void => {
    const made: Gauge = new Gauge({
      name,
      help,
      labelNames: ['answerer'],
      registers: [registry],
      collect: () => {
        for (const [i, one] of read().entries()) made.set({ answerer: String(i + 1) }, value(one));
      },
    });
  };
  const isReady = ({ state }: AnswererReading): number => (state === 'ready' ? 1 : 0);
  gauge('verbatim_answerer_ready', '1 where an answering process takes questions.', isReady);
  gauge('verbatim_answerer_in_flight', 'Calls in an answering process.', (one) => one.inFlight);
  return (next) => {
    read = next;
  };
}

function corporaGauges(registry: Registry): StateGauges['watchCorpora'] {
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

function databaseGauge(registry: Registry): StateGauges['watchDatabase'] {
  let isAway: () => boolean = () => false;
  const gauge: Gauge = new Gauge({
    name: 'verbatim_database_away',
    help: '1 while the database does not answer: answers come from the local copy, and nothing is kept.',
    registers: [registry],
    collect: () => {
      gauge.set(isAway() ? 1 : 0);
    },
  });
  return (next) => {
    isAway = next;
  };
}

/** A scrape does not wait for an answering process: it shows what the scrape before it asked for. */
function indexGauge(registry: Registry): StateGauges['watchIndex'] {
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
