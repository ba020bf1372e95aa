// The only reader of process.env. In: the environment and `.env`. Out: one immutable Settings object, or one
// error that lists every problem. Values are never echoed for secrets.

import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { config as loadDotenv } from 'dotenv';
import { z } from 'zod';
import { passwordsIn, readDatabaseAddress } from './shared/database-address.js';
import { ReadableError } from './shared/errors.js';
import { MOST_SHARDS, readShards, shardProblems, type Shards } from './shared/shards.js';

const flag = z
  .enum(['true', 'false'], { error: 'must be true or false' })
  .transform((value) => value === 'true');

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a port number')
  .transform(Number)
  .refine((value) => value >= 1 && value <= 65535, 'must be between 1 and 65535');

/** What is wrong with a token, or null; the token itself is never part of the answer. */
function tokenProblem(token: string): string | null {
  if (/["'`]/.test(token)) return 'must stand without quotes';
  if (/^Bot\s/i.test(token)) return 'must be the token alone, without "Bot" in front of it';
  if (/[\r\n]/.test(token)) return 'must be one line: a line break got into it';
  if (/\s/.test(token)) return 'must hold no spaces';
  return /^[\w.-]+$/.test(token) ? null : 'must hold letters, digits, ".", "_" and "-" only';
}

const token = z.string().refine((value) => tokenProblem(value) === null, {
  error: ({ input }) => tokenProblem(String(input)) ?? 'is not a token',
});

const HOST_NAME = /^(?=.{1,253}$)(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.|$))+$/i;

const host = z
  .string()
  .refine(
    (value) => isIP(value) !== 0 || (HOST_NAME.test(value) && !/^[\d.]+$/.test(value)),
    'must be an address such as 127.0.0.1 or a host name, without a port',
  );

const webAddress = z.url({ protocol: /^https?$/, error: 'must be an http or https address' });

/** `127.0.0.1:8080, [::1]:8080`: each a host and a port, exactly as an address would name them. */
const hostsAndPorts = z.string().transform((value, context) => {
  const places = value.split(',').map((place) => place.trim().toLowerCase());
  if (places.every((place) => /^(?:[a-z\d.-]+|\[[\da-f:.]+\]):\d{1,5}$/.test(place))) return places;
  context.addIssue('must be host:port pairs with commas between them');
  return z.NEVER;
});

/** One host or several; nothing of it is part of what is said. */
const databaseAddress = z.string().transform((value, context) => {
  const read = readDatabaseAddress(value);
  if ('address' in read) return value;
  context.addIssue(read.problem);
  return z.NEVER;
});

/** `auto`, or a number of processes. */
const answerers = z
  .string()
  .regex(/^(?:auto|[1-9]|1[0-6])$/, 'must be auto or a number from 1 to 16')
  .transform((value) => (value === 'auto' ? null : Number(value)));

const environmentSchema = z.object({
  CORPUS_DIR: z.string().default('corpus'),
  DATA_DIR: z.string().default('embeddings/index'),
  EMBEDDING_MODEL: z.string().default('embeddings/models/bge-small-en-v1.5'),
  EMBEDDING_ALLOW_DOWNLOAD: flag.default(false),
  EMBEDDING_POOLING: z
    .enum(['cls', 'mean', 'last_token'], { error: 'must be cls, mean or last_token' })
    .optional(),
  EMBEDDING_QUERY_PREFIX: z.string().optional(),
  EMBEDDING_PASSAGE_PREFIX: z.string().optional(),
  DISCORD_TOKEN: token.optional(),
  DISCORD_API_URL: webAddress.optional(),
  DISCORD_GUILD_ID: z
    .string()
    .regex(/^\d{17,20}$/, 'must be a Discord id of 17 to 20 digits')
    .optional(),
  DISCORD_REGISTER: z.enum(['on', 'off'], { error: 'must be on or off' }).default('on'),
  DISCORD_MESSAGE_CONTENT: flag.default(false),
  SHARDS: z
    .string()
    .refine((value) => readShards(value) !== null, 'must be numbers such as 0,2 or 0-3')
    .optional(),
  SHARD_COUNT: z
    .string()
    .regex(/^[1-9]\d{0,4}$/, 'must be a whole number from 1 on')
    .transform(Number)
    .refine((value) => value <= MOST_SHARDS, `must be at most ${MOST_SHARDS}`)
    .optional(),
  KEEP_QUESTIONS: flag.default(false),
  ANSWERERS: answerers.default(null),
  DATABASE_URL: databaseAddress.optional(),
  LOCAL_COPY: z.enum(['on', 'off'], { error: 'must be on or off' }).default('on'),
  FETCH_CONTACT: z
    .string()
    .regex(/^[\x21-\x7e]{3,200}$/, 'must be an address or a mail address, without spaces')
    .optional(),
  FETCH_ALLOW_HOSTS: hostsAndPorts.default([]),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be fatal, error, warn, info, debug, trace or silent',
    })
    .default('info'),
  HTTP_HOST: host.default('127.0.0.1'),
  HTTP_PORT: port.optional(),
});

/** How the embedding model is found and used; prefixes and pooling are null where the family decides. */
export interface ModelSettings {
  readonly model: string;
  readonly allowDownload: boolean;
  readonly pooling: 'cls' | 'mean' | 'last_token' | null;
  readonly queryPrefix: string | null;
  readonly passagePrefix: string | null;
}

export interface Settings {
  /** Absolute path of the documents to index. */
  readonly corpusDir: string;
  /** Absolute path of the store, the graphs and the state. */
  readonly dataDir: string;
  /** Where models from the hub are kept. */
  readonly modelsDir: string;
  /** The PostgreSQL that everything is kept in, with its password; null for the files below `dataDir`. */
  readonly databaseUrl: string | null;
  /** Whether what is searched here is copied from the database, so that answers go on while it is away. */
  readonly localCopy: boolean;
  readonly embedding: ModelSettings;
  readonly discord: {
    readonly token: string | null;
    readonly apiUrl: string | null;
    readonly guildId: string | null;
    /** Whether `npm start` sends the list of commands to Discord. */
    readonly register: boolean;
    /** Whether the Message Content intent is asked for, and /catchup is there. */
    readonly messageContent: boolean;
    /** What this process hears of all that Discord tells; null: everything, split as Discord recommends. */
    readonly shards: Shards | null;
  };
  /** Whether a question's text is kept with every vote, not only where the person agreed. */
  readonly keepQuestions: boolean;
  /** Processes that answer beside a bot; null where cores and memory decide. */
  readonly answerers: number | null;
  readonly fetch: {
    /** Where site owners reach who runs this; part of what we call ourselves. */
    readonly contact: string | null;
    /** Exact `host:port` pairs that are fetched from although they lead inward. */
    readonly allow: readonly string[];
  };
  readonly logLevel: z.infer<typeof environmentSchema>['LOG_LEVEL'];
  /** Where health and metrics are served, if a port is given. */
  readonly httpHost: string;
  readonly httpPort: number | null;
}

/**
 * Parses settings from an environment.
 *
 * @throws ReadableError `bad_setting` that lists every problem at once, without any value
 */
export function parseSettings(
  environment: Readonly<Record<string, string | undefined>>,
  workingDir: string,
): Settings {
  // An empty line such as `DISCORD_TOKEN=` in `.env` means "not set".
  const given = Object.entries(environment).filter(
    ([, value]) => value !== undefined && value !== '',
  );
  const parsed = environmentSchema.safeParse(Object.fromEntries(given));
  const unknown = given.map(([name]) => name).filter(isMisspelt);
  const together = shardProblems(Object.fromEntries(given));
  if (!parsed.success || unknown.length > 0 || together.length > 0) {
    const issues = parsed.error?.issues ?? [];
    const problems = [
      ...issues.map((issue) => `${issue.path.join('.')} ${issue.message}`),
      ...together,
      ...unknown.map((name) => `${name} is no setting of Verbatim`),
    ];
    throw new ReadableError({
      code: 'bad_setting',
      text: `Wrong settings: ${problems.join('; ')}.`,
      remedy: 'Correct them in .env or the environment; .env.example describes each one.',
    });
  }
  return fromEnvironment(parsed.data, workingDir);
}

/** Names that only we use; others, such as HTTP_PROXY, may belong to anybody. */
const OURS = /^(?:DISCORD|EMBEDDING|CORPUS|SHARDS?)_[A-Z_]+$/;

/** True for a name that looks like a setting of ours and is none: a slip that would be ignored in silence. */
function isMisspelt(name: string): boolean {
  return OURS.test(name) && !Object.hasOwn(environmentSchema.shape, name);
}

function fromEnvironment(values: z.infer<typeof environmentSchema>, workingDir: string): Settings {
  return {
    corpusDir: resolve(workingDir, values.CORPUS_DIR),
    dataDir: resolve(workingDir, values.DATA_DIR),
    modelsDir: resolve(workingDir, values.DATA_DIR, 'models'),
    databaseUrl: values.DATABASE_URL ?? null,
    localCopy: values.LOCAL_COPY === 'on',
    embedding: {
      model: values.EMBEDDING_MODEL,
      allowDownload: values.EMBEDDING_ALLOW_DOWNLOAD,
      pooling: values.EMBEDDING_POOLING ?? null,
      queryPrefix: values.EMBEDDING_QUERY_PREFIX ?? null,
      passagePrefix: values.EMBEDDING_PASSAGE_PREFIX ?? null,
    },
    discord: {
      token: values.DISCORD_TOKEN ?? null,
      apiUrl: values.DISCORD_API_URL ?? null,
      guildId: values.DISCORD_GUILD_ID ?? null,
      register: values.DISCORD_REGISTER === 'on',
      messageContent: values.DISCORD_MESSAGE_CONTENT,
      shards: shardsOf(values.SHARDS, values.SHARD_COUNT),
    },
    keepQuestions: values.KEEP_QUESTIONS,
    answerers: values.ANSWERERS,
    fetch: { contact: values.FETCH_CONTACT ?? null, allow: values.FETCH_ALLOW_HOSTS },
    logLevel: values.LOG_LEVEL,
    httpHost: values.HTTP_HOST,
    httpPort: values.HTTP_PORT ?? null,
  };
}

function shardsOf(list: string | undefined, count: number | undefined): Shards | null {
  if (count === undefined) return null;
  const own = list === undefined ? Array.from({ length: count }, (_, n) => n) : readShards(list);
  return { own: own ?? [], count };
}

/** What no child process needs: whatever it is told to do travels to it in other ways. */
const SECRET_NAMES: ReadonlySet<string> = new Set(['DISCORD_TOKEN', 'DATABASE_URL']);

/** This process's environment without its secrets: what a child process is started with. */
export function environmentForChildren(): Record<string, string | undefined> {
  const entries = Object.entries(process.env);
  // Some systems do not tell names by case.
  return Object.fromEntries(entries.filter(([name]) => !SECRET_NAMES.has(name.toUpperCase())));
}

/**
 * The environment of a build that is started as a command: it finds its settings itself, as whoever types the command
 * does, so it must see the same database. A token it needs not.
 */
export function environmentForBuilds(): Record<string, string | undefined> {
  return { ...environmentForChildren(), DATABASE_URL: process.env.DATABASE_URL };
}

/** What must never be written anywhere. */
export function secretsIn({ discord, databaseUrl }: Settings): readonly string[] {
  const password = databaseUrl === null ? [] : passwordsIn(databaseUrl);
  return [...(discord.token === null ? [] : [discord.token]), ...password];
}

/** The same settings without the token, for a child process that does not talk to Discord; it may need the database. */
export function settingsForChildren(settings: Settings): Settings {
  return { ...settings, discord: { ...settings.discord, token: null } };
}

/** Reads `.env` (which never overrides the environment) and the environment. */
export function loadSettings(): Settings {
  const workingDir = process.cwd();
  const fromFile: Record<string, string> = {};
  loadDotenv({ path: resolve(workingDir, '.env'), processEnv: fromFile, quiet: true });
  return parseSettings({ ...fromFile, ...process.env }, workingDir);
}
