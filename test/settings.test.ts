// Settings: parsed once, every problem named at once, no secret told.

import { describe, expect, it, onTestFinished } from 'vitest';
import {
  environmentForBuilds,
  environmentForChildren,
  parseSettings,
  secretsIn,
  settingsForChildren,
} from '../src/settings.js';
import { failureOf } from './support/failure-of.js';

const parse = (environment: Record<string, string | undefined>) =>
  parseSettings(environment, '/home/verbatim');

describe('parseSettings', () => {
  it('needs nothing: every setting has a default or may be absent', () => {
    expect(parse({})).toEqual({
      corpusDir: '/home/verbatim/corpus',
      dataDir: '/home/verbatim/embeddings/index',
      databaseUrl: null,
      localCopy: true,
      modelsDir: '/home/verbatim/embeddings/index/models',
      embedding: {
        model: 'embeddings/models/bge-small-en-v1.5',
        allowDownload: false,
        pooling: null,
        queryPrefix: null,
        passagePrefix: null,
      },
      discord: { token: null, apiUrl: null, guildId: null, register: true, messageContent: false },
      fetch: { contact: null, allow: [] },
      keepQuestions: false,
      logLevel: 'info',
      httpHost: '127.0.0.1',
      httpPort: null,
    });
  });

  it('takes every setting', () => {
    const settings = parse({
      CORPUS_DIR: '/texts',
      DATA_DIR: 'data',
      EMBEDDING_MODEL: 'Xenova/e5-small',
      EMBEDDING_ALLOW_DOWNLOAD: 'true',
      EMBEDDING_POOLING: 'mean',
      EMBEDDING_QUERY_PREFIX: 'query: ',
      EMBEDDING_PASSAGE_PREFIX: 'passage: ',
      DISCORD_TOKEN: 'abc.def-ghi_1',
      DISCORD_API_URL: 'http://127.0.0.1:8080/api',
      DISCORD_GUILD_ID: '123456789012345678',
      DISCORD_REGISTER: 'off',
      DISCORD_MESSAGE_CONTENT: 'true',
      KEEP_QUESTIONS: 'true',
      LOG_LEVEL: 'debug',
      HTTP_HOST: '0.0.0.0',
      HTTP_PORT: '8080',
    });
    expect(settings).toMatchObject({
      corpusDir: '/texts',
      dataDir: '/home/verbatim/data',
      modelsDir: '/home/verbatim/data/models',
      embedding: {
        model: 'Xenova/e5-small',
        allowDownload: true,
        pooling: 'mean',
        queryPrefix: 'query: ',
        passagePrefix: 'passage: ',
      },
      discord: {
        token: 'abc.def-ghi_1',
        apiUrl: 'http://127.0.0.1:8080/api',
        guildId: '123456789012345678',
        register: false,
      },
      keepQuestions: true,
      logLevel: 'debug',
      httpHost: '0.0.0.0',
      httpPort: 8080,
    });
  });

  it('names a setting of ours that is misspelt, beside what else is wrong, and leaves others alone', async () => {
    const failure = await failureOf(() =>
      parse({
        DISCORD_TOKN: 'secret-value',
        HTTP_PORT: 'x',
        HTTP_PROXY: 'http://proxy',
        PATH: '/bin',
      }),
    );
    expect(failure).toMatchObject({ code: 'bad_setting' });
    expect(failure.message).toContain('DISCORD_TOKN is no setting of Verbatim');
    expect(failure.message).toContain('HTTP_PORT must be');
    expect(failure.message).not.toMatch(/secret-value|HTTP_PROXY|PATH is/);
  });

  it('lists every problem at once, each with its name', async () => {
    const failure = await failureOf(() =>
      parse({
        EMBEDDING_ALLOW_DOWNLOAD: 'yes',
        EMBEDDING_POOLING: 'max',
        DISCORD_TOKEN: 'a b',
        DISCORD_API_URL: 'ftp://example.org',
        DISCORD_GUILD_ID: '12',
        DISCORD_REGISTER: 'yes',
        KEEP_QUESTIONS: '1',
        LOG_LEVEL: 'loud',
        HTTP_HOST: 'http://x',
        HTTP_PORT: '99999',
      }),
    );
    expect(failure.code).toBe('bad_setting');
    for (const name of [
      'EMBEDDING_ALLOW_DOWNLOAD',
      'EMBEDDING_POOLING',
      'DISCORD_TOKEN',
      'DISCORD_API_URL',
      'DISCORD_GUILD_ID',
      'DISCORD_REGISTER',
      'KEEP_QUESTIONS',
      'LOG_LEVEL',
      'HTTP_HOST',
      'HTTP_PORT',
    ]) {
      expect(failure.message).toContain(name);
    }
    expect(failure.remedy).toContain('.env');
  });

  it.each(['se cret', '"secret"', 'sec\nret', "secret'"])(
    'never tells the token that it refuses (%j)',
    async (token) => {
      const failure = await failureOf(() => parse({ DISCORD_TOKEN: token }));
      expect(`${failure.message} ${failure.remedy ?? ''}`).not.toMatch(/sec|ret/);
      expect(failure.message).toContain('DISCORD_TOKEN');
    },
  );

  it.each([
    ['"abc.def"', 'without quotes'],
    ["'abc.def'", 'without quotes'],
    ['Bot abc.def', 'without "Bot" in front of it'],
    ['abc\ndef', 'one line'],
    ['abc def', 'no spaces'],
    ['abc/def', 'letters, digits'],
  ])('says what is wrong with a token such as %j', async (token, said) => {
    const { message } = await failureOf(() => parse({ DISCORD_TOKEN: token }));
    expect(message).toContain(said);
    expect(message).not.toMatch(/abc|def/);
  });

  it.each(['127.0.0.1', '0.0.0.0', '::1', '::', 'localhost', 'bot.internal', 'a-b.example.org'])(
    'listens where it is told (%s)',
    (HTTP_HOST) => {
      expect(parse({ HTTP_HOST }).httpHost).toBe(HTTP_HOST);
    },
  );

  it.each(['999.1.1.1', '127.0.0.1:80', 'a b', '-a', 'a..b', 'a/b', '[::1]'])(
    'refuses the host %s',
    async (HTTP_HOST) => {
      expect((await failureOf(() => parse({ HTTP_HOST }))).message).toContain('HTTP_HOST');
    },
  );

  it('lets exact hosts and ports be fetched from, and nothing looser', async () => {
    const allow = (FETCH_ALLOW_HOSTS: string): readonly string[] =>
      parse({ FETCH_ALLOW_HOSTS }).fetch.allow;
    expect(allow('127.0.0.1:8080, [::1]:80,Feeds.test:1')).toEqual([
      '127.0.0.1:8080',
      '[::1]:80',
      'feeds.test:1',
    ]);
    for (const loose of ['127.0.0.1', '*:80', '10.0.0.0/8', 'http://a:80', 'a:80,', ',']) {
      expect((await failureOf(() => allow(loose))).message).toContain('FETCH_ALLOW_HOSTS');
    }
    expect((await failureOf(() => parse({ FETCH_CONTACT: 'a b\r\nc: d' }))).message).toContain(
      'FETCH_CONTACT',
    );
  });

  it('takes an empty value as not set', () => {
    const empty = { DISCORD_TOKEN: '', HTTP_PORT: '', CORPUS_DIR: '', LOG_LEVEL: undefined };
    expect(parse(empty)).toEqual(parse({}));
  });

  it.each(['0', '65536', '-1', '80a', '1e3'])('refuses the port %s', async (HTTP_PORT) => {
    expect((await failureOf(() => parse({ HTTP_PORT }))).message).toContain('HTTP_PORT');
  });

  it('ignores what is not its own', () => {
    expect(parse({ PATH: '/bin', NODE_ENV: 'production' })).toEqual(parse({}));
  });
});

describe('DATABASE_URL', () => {
  it('may name several hosts', () => {
    const DATABASE_URL = 'postgres://bot:secret@a:5432,b:5433/db?sslmode=require&schema=s';
    expect(parse({ DATABASE_URL }).databaseUrl).toBe(DATABASE_URL);
  });

  it('is refused without any of it', async () => {
    for (const DATABASE_URL of ['CANARY', 'postgres://u:CANARY@a,/db', 'http://u:CANARY@a/db']) {
      const failure = await failureOf(() => parse({ DATABASE_URL }));
      expect(failure.code).toBe('bad_setting');
      expect(failure.message).toContain('DATABASE_URL must');
      expect(failure.message).not.toContain('CANARY');
    }
  });

  it('names the secrets that no log may hold', () => {
    const DATABASE_URL = 'postgres://bot:se%40cret@a/db';
    const settings = parse({ DATABASE_URL, DISCORD_TOKEN: 'abc' });
    expect(secretsIn(settings)).toEqual(['abc', 'se%40cret', 'se@cret']);
    expect(secretsIn(parse({}))).toEqual([]);
  });
});

describe('what child processes get', () => {
  it('is the environment without its secrets, however their names are written', () => {
    const names = ['DISCORD_TOKEN', 'Discord_Token', 'DATABASE_URL'];
    for (const name of names) process.env[name] = 'secret';
    process.env.VERBATIM_TEST = 'kept';
    onTestFinished(() => {
      for (const name of [...names, 'VERBATIM_TEST']) Reflect.deleteProperty(process.env, name);
    });
    const environment = environmentForChildren();
    expect(environment.VERBATIM_TEST).toBe('kept');
    expect(Object.values(environment)).not.toContain('secret');
  });

  it('is the database as well, but no token, where a build is started as a command', () => {
    const names = ['DISCORD_TOKEN', 'DATABASE_URL'];
    for (const name of names) process.env[name] = name;
    onTestFinished(() => {
      for (const name of names) Reflect.deleteProperty(process.env, name);
    });
    const environment = environmentForBuilds();
    expect(environment.DATABASE_URL).toBe('DATABASE_URL');
    expect(Object.values(environment)).not.toContain('DISCORD_TOKEN');
  });

  it('is every setting but the token', () => {
    const settings = parse({ DISCORD_TOKEN: 'abc', DISCORD_GUILD_ID: '123456789012345678' });
    const theirs = settingsForChildren(settings);
    expect(theirs).toEqual({ ...settings, discord: { ...settings.discord, token: null } });
    expect(JSON.stringify(theirs)).not.toContain('abc');
  });
});
