// What an operator looks at when something is wrong, in the order of the questions asked then: are questions
// answered, is Discord the trouble, is searching, is the machine, is the corpus. One line of this list is one panel;
// `npm run build && node dist/scripts/write-dashboard.js` makes packaging/grafana-dashboard.json of it, and
// test/packaging/dashboard.test.ts says which metric has no panel.

export type Unit = 'short' | 's' | 'reqps' | 'bytes' | 'percentunit' | 'dateTimeFromNow';

export interface Curve {
  /** PromQL; `$by` stands for the processes that were chosen. */
  readonly query: string;
  /** What the curve is called, with labels in double braces. */
  readonly legend: string;
}

export interface Panel {
  readonly title: string;
  /** What to look at, and what to do where it is wrong. */
  readonly hint: string;
  readonly unit: Unit;
  readonly curves: readonly Curve[];
  /** A number rather than curves over time. */
  readonly isNumber?: boolean;
  /** From this value on it is drawn in red. */
  readonly bad?: number;
}

export interface Row {
  readonly title: string;
  readonly panels: readonly Panel[];
}

const BY = '{instance=~"$instance"}';

/** One curve of a metric as it stands. */
function of(metric: string, legend = '{{instance}}'): Curve {
  return { query: `${metric}${BY}`, legend };
}

/** How many a second, in all chosen processes. */
function rate(metric: string, label: string | null = null): Curve {
  const by = label === null ? '' : ` by (${label})`;
  return {
    query: `sum${by} (rate(${metric}${BY}[$__rate_interval]))`,
    legend: label === null ? 'a second' : `{{${label}}}`,
  };
}

/** How many within the time that is shown. */
function increase(metric: string, label = 'instance'): Curve {
  return {
    query: `sum by (${label}) (increase(${metric}${BY}[$__range]))`,
    legend: `{{${label}}}`,
  };
}

function quantile(share: number, metric: string): Curve {
  const buckets = `sum by (le) (rate(${metric}_bucket${BY}[$__rate_interval]))`;
  return {
    query: `histogram_quantile(${share}, ${buckets})`,
    legend: `p${Math.round(share * 100)}`,
  };
}

const ANSWERS: Row = {
  title: 'Are questions answered?',
  panels: [
    {
      title: 'Questions, by outcome',
      hint: 'answered and refused are well. busy: more questions than this process can take. expired: Discord no longer takes the answer. failed: see the log.',
      unit: 'reqps',
      curves: [rate('verbatim_questions_total', 'outcome')],
    },
    {
      title: 'Acknowledged within',
      hint: 'Discord gives up after 3 s, we after 2.5 s. High while answers are fast: the event loop is late, or the network is.',
      unit: 's',
      bad: 2.5,
      curves: [
        quantile(0.99, 'verbatim_acknowledge_seconds'),
        quantile(0.5, 'verbatim_acknowledge_seconds'),
      ],
    },
    {
      title: 'Answered within',
      hint: 'High with a long queue: not enough processor. High without one: look at requests to Discord.',
      unit: 's',
      curves: [quantile(0.95, 'verbatim_answer_seconds'), quantile(0.5, 'verbatim_answer_seconds')],
    },
    {
      title: 'Waiting and being answered',
      hint: 'A queue that does not shrink ends in busy.',
      unit: 'short',
      curves: [
        of('verbatim_queue_length', 'waiting, {{instance}}'),
        of('verbatim_in_flight', 'answered now, {{instance}}'),
      ],
    },
    {
      title: 'Questions, by way',
      hint: 'Where they come from.',
      unit: 'reqps',
      curves: [rate('verbatim_questions_total', 'way')],
    },
    {
      title: 'Buttons',
      hint: 'What is pressed.',
      unit: 'reqps',
      curves: [rate('verbatim_presses_total', 'action')],
    },
  ],
};

const DISCORD: Row = {
  title: 'Is it Discord?',
  panels: [
    {
      title: 'Requests, by response',
      hint: '5xx and no_response are Discord or the network; they are sent again.',
      unit: 'reqps',
      curves: [rate('verbatim_discord_requests_total', 'class')],
    },
    {
      title: 'Sent again',
      hint: 'Beside it: what Discord counts as invalid (401, 403, 429). 10,000 of those in ten minutes, over all processes of a token, are a ban.',
      unit: 'reqps',
      curves: [
        { ...rate('verbatim_discord_retries_total'), legend: 'sent again' },
        { ...rate('verbatim_discord_invalid_requests_total'), legend: 'invalid' },
      ],
    },
    {
      title: 'Gateway: connections lost',
      hint: 'A few a day are usual. Many: the network of this machine.',
      unit: 'short',
      isNumber: true,
      curves: [increase('verbatim_gateway_reconnects_total')],
    },
    {
      title: 'Gateway: new sessions',
      hint: 'Discord allows 1,000 a day for a token. Each restart takes one for each shard: find what restarts.',
      unit: 'short',
      isNumber: true,
      bad: 500,
      curves: [increase('verbatim_gateway_identifies_total')],
    },
    {
      title: 'Gateway: sessions left today',
      hint: 'As Discord counts them, over all processes of a token. At none, whoever restarts is not heard until tomorrow.',
      unit: 'short',
      curves: [of('verbatim_gateway_sessions_left')],
    },
    {
      title: 'Gateway: shards that hear',
      hint: '0 is a shard whose servers get no answer from this process; it ends by itself where that does not heal.',
      unit: 'short',
      curves: [of('verbatim_gateway_shard_ready', 'shard {{shard}}, {{instance}}')],
    },
  ],
};

const SEARCHING: Row = {
  title: 'Is it searching?',
  panels: [
    {
      title: 'Answering process started again',
      hint: 'Each time what it was at is tried once more. Again and again: memory, or a question that ends it (see the log).',
      unit: 'short',
      isNumber: true,
      bad: 3,
      curves: [increase('verbatim_answerer_restarts_total')],
    },
    {
      title: 'Answering processes',
      hint: 'ready is 1 where one takes questions. Many in flight in all of them: ANSWERERS may be higher, or the machine larger.',
      unit: 'short',
      curves: [
        of('verbatim_answerer_ready', 'ready, {{answerer}}, {{instance}}'),
        of('verbatim_answerer_in_flight', 'in flight, {{answerer}}, {{instance}}'),
      ],
    },
    {
      title: 'Index built',
      hint: 'Of the collection "default". It stays as it is while no document changes.',
      unit: 'dateTimeFromNow',
      isNumber: true,
      curves: [
        {
          query: `(verbatim_index_built_timestamp_seconds${BY} > 0) * 1000`,
          legend: '{{instance}}',
        },
      ],
    },
  ],
};

const SHARED: Row = {
  title: 'Is it the database?',
  panels: [
    {
      title: 'Database away',
      hint: '1: answers come from the copies here, nothing is kept, and each process decides limits alone.',
      unit: 'short',
      curves: [
        of('verbatim_database_away', 'stores, {{instance}}'),
        of('verbatim_coordination_away', 'agreement, {{instance}}'),
      ],
    },
    {
      title: 'Decided alone, taken elsewhere',
      hint: 'alone: limits and repetitions without the database. elsewhere: two processes hear the same shard, usual during an exchange.',
      unit: 'reqps',
      curves: [
        { ...rate('verbatim_coordination_alone_total'), legend: 'alone' },
        { ...rate('verbatim_events_taken_elsewhere_total'), legend: 'elsewhere' },
      ],
    },
  ],
};

const MACHINE: Row = {
  title: 'Is it the machine?',
  panels: [
    {
      title: 'Event loop, late by',
      hint: 'Of the Discord process. Above 0.2 s acknowledgements are late.',
      unit: 's',
      bad: 0.2,
      curves: [
        of('nodejs_eventloop_lag_p99_seconds', 'p99, {{instance}}'),
        of('nodejs_eventloop_lag_max_seconds', 'most, {{instance}}'),
      ],
    },
    {
      title: 'Memory',
      hint: 'Of the Discord process; the answering processes and builds are beside it, in the numbers of the container or unit.',
      unit: 'bytes',
      curves: [
        of('process_resident_memory_bytes', 'resident, {{instance}}'),
        of('nodejs_heap_size_used_bytes', 'heap, {{instance}}'),
      ],
    },
    {
      title: 'Processor',
      hint: 'Of the Discord process; 1 is one core.',
      unit: 'percentunit',
      curves: [
        { query: `rate(process_cpu_seconds_total${BY}[$__rate_interval])`, legend: '{{instance}}' },
      ],
    },
    {
      title: 'Open files',
      hint: 'A number that only grows is a leak; the process ends at its limit.',
      unit: 'short',
      curves: [of('process_open_fds'), of('process_max_fds', 'limit, {{instance}}')],
    },
    {
      title: 'Running since',
      hint: 'A process that is younger than you think was restarted.',
      unit: 'dateTimeFromNow',
      isNumber: true,
      curves: [{ query: `process_start_time_seconds${BY} * 1000`, legend: '{{instance}}' }],
    },
    {
      title: 'Version',
      hint: 'More than one during a rolling restart alone.',
      unit: 'short',
      isNumber: true,
      curves: [{ query: `count by (version) (verbatim_build_info${BY})`, legend: '{{version}}' }],
    },
  ],
};

const CORPUS: Row = {
  title: 'Is it the corpus?',
  panels: [
    {
      title: 'Jobs',
      hint: 'waiting that only grows: the keeper does not run, or a build takes long. failed: npm run corpus -- status says why.',
      unit: 'short',
      curves: [{ query: `max by (state) (verbatim_jobs${BY})`, legend: '{{state}}' }],
    },
    {
      title: 'Sources failing',
      hint: 'Their last fetch failed; what is kept of them serves. npm run corpus -- status names them.',
      unit: 'short',
      isNumber: true,
      bad: 1,
      curves: [{ query: `max(verbatim_sources_failing${BY})`, legend: 'sources' }],
    },
    {
      title: 'Changes refused',
      hint: 'Tries to change the documents of a server without permission.',
      unit: 'short',
      isNumber: true,
      curves: [increase('verbatim_curating_refused_total')],
    },
  ],
};

export const ROWS: readonly Row[] = [ANSWERS, DISCORD, SEARCHING, SHARED, MACHINE, CORPUS];
