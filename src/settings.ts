// The only reader of process.env. In: the environment and `.env`. Out: one immutable Settings object, or one
// error that lists every problem. Values are never echoed for secrets.

import { resolve } from 'node:path';
import { config as loadDotenv } from 'dotenv';
import { z } from 'zod';
import { ReadableError } from './shared/errors.js';

const flag = z
  .enum(['true', 'false'], { error: 'must be true or false' })
  .transform((value) => value === 'true');

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a port number')
  .transform(Number)
  .refine((value) => value >= 1 && value <= 65535, 'must be between 1 and 65535');

const webAddress = z.url({ protocol: /^https?$/, error: 'must be an http or https address' });

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
  DISCORD_TOKEN: z
    .string()
    .regex(/^[\w.-]+$/, 'must hold letters, digits, ".", "_" and "-" only (no quotes, no spaces)')
    .optional(),
  DISCORD_API_URL: webAddress.optional(),
  DISCORD_GUILD_ID: z
    .string()
    .regex(/^\d{17,20}$/, 'must be a Discord id of 17 to 20 digits')
    .optional(),
  DATABASE_URL: z
    .string()
    .refine(() => false, 'is not supported yet: leave it out to use the embedded store')
    .optional(),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be fatal, error, warn, info, debug, trace or silent',
    })
    .default('info'),
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
  readonly embedding: ModelSettings;
  readonly discord: {
    readonly token: string | null;
    readonly apiUrl: string | null;
    readonly guildId: string | null;
  };
  readonly logLevel: z.infer<typeof environmentSchema>['LOG_LEVEL'];
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
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new ReadableError({
      code: 'bad_setting',
      text: `Wrong settings: ${problems.join('; ')}.`,
      remedy: 'Correct them in .env or the environment; .env.example describes each one.',
    });
  }
  return fromEnvironment(parsed.data, workingDir);
}

function fromEnvironment(values: z.infer<typeof environmentSchema>, workingDir: string): Settings {
  return {
    corpusDir: resolve(workingDir, values.CORPUS_DIR),
    dataDir: resolve(workingDir, values.DATA_DIR),
    modelsDir: resolve(workingDir, values.DATA_DIR, 'models'),
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
    },
    logLevel: values.LOG_LEVEL,
    httpPort: values.HTTP_PORT ?? null,
  };
}

/** Reads `.env` (which never overrides the environment) and the environment. */
export function loadSettings(): Settings {
  const workingDir = process.cwd();
  const fromFile: Record<string, string> = {};
  loadDotenv({ path: resolve(workingDir, '.env'), processEnv: fromFile, quiet: true });
  return parseSettings({ ...fromFile, ...process.env }, workingDir);
}
