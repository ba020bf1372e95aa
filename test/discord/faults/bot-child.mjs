// A whole bot in a process of its own, over a shared PostgreSQL and a built folder: what is killed in
// several-processes.test.ts. It runs the compiled code, takes its orders as JSON from the test, and searches each
// question once: how fast it finds is another test's.

const { dist, url, schema, discord, folder, shards, name } = JSON.parse(process.argv[2]);
const load = (path) => import(new URL(path, dist).href);

const { openChildAnswerer } = await load('answering/child-answerer.js');
const { startAnswererProcess } = await load('answering/answerer-process.js');
const { openBot } = await load('discord/open-bot.js');
const { openMetrics } = await load('health/metrics.js');
const { openLog } = await load('shared/log.js');
const { openMemoryCoordination } = await load('store/memory-coordination.js');
const { openSteadyCoordination } = await load('store/steady-coordination.js');
const { openPostgresCoordination } = await load('store/postgres/postgres-coordination.js');
const { openPostgresStateStore } = await load('store/postgres/postgres-state-store.js');

const say = (line) => process.stdout.write(`${line}\n`);
const log = openLog({ level: 'error', write: say });
const script = new URL('../../support/answerer-child.mjs', import.meta.url);

const answerer = openChildAnswerer({
  start: () =>
    startAnswererProcess({ script, arguments: [folder], environment: {}, settings: null }),
  onTrouble: say,
  log,
  deadlines: { question: 60_000, other: 60_000 },
});
const known = new Map();
const find = (request) => {
  const found = known.get(request.question) ?? answerer.sources(request);
  known.set(request.question, found);
  return found;
};
const remembering = new Proxy(answerer, {
  get: (target, name) => (name === 'sources' ? find : target[name]),
});

const NO_LIMIT = { questions: 1_000_000, seconds: 60 };
const state = openPostgresStateStore({ url, schema, now: () => new Date() });
const coordination = openSteadyCoordination({
  shared: openPostgresCoordination({ url, schema }),
  local: openMemoryCoordination(),
  onAway: () => say('away'),
  onBack: () => say('back'),
});

const bot = await openBot({
  settings: {
    discord: {
      token: discord.token,
      apiUrl: discord.url,
      guildId: null,
      register: false,
      messageContent: false,
      shards,
    },
    keepQuestions: false,
  },
  token: discord.token,
  answerer: remembering,
  state,
  coordination,
  log,
  metrics: openMetrics({ version: '0.0.0' }),
  version: '0.0.0',
  say: () => undefined,
  onFatal: (error) => say(`fatal: ${error.message}`),
  tuning: {
    limits: { person: NO_LIMIT, channel: NO_LIMIT, guild: NO_LIMIT },
    // What is found is known, so what takes time is the database: more of it at once.
    queue: { atOnce: 8, mostWaiting: 3_000, firstGuessMs: 60 },
    // A machine that runs tests has no hurry.
    delivery: { ackMs: 50_000, ackAttemptMs: 20_000 },
  },
});
say(`${name} is online`);

process.on('SIGTERM', () => {
  void bot.stop(30_000).then(async (isDone) => {
    await state.close();
    await coordination.close();
    say(`ended ${JSON.stringify({ isDone, ...bot.counts() })}`);
    process.exit();
  });
});
