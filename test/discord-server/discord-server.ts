// A stand-in for Discord on one port of 127.0.0.1, HTTP and gateway, strict about every published limit. The real
// discord.js runs against it unchanged: REST at `discord.url`, the gateway as GET /gateway/bot names it.
//
//   const discord = await startDiscordServer({ ackWindowMs: 3_000 });
//   ...log in with discord.token, rest.api = discord.url...
//   const handle = discord.people.asker.command('ask', { question: 'Who?' });
//   const answer = await handle.message();                  // a StoredMessage, a snapshot
//   visibleText(answer); buttons(answer); answer.pings;     // from visible-text.ts
//   await discord.people.asker.click(answer, { label: 'Context' }).message();
//   await discord.stop();
//
// people     asker, reader, admin (owner of `home`), stranger (in `away` only): Person, each in a channel.
//            person.at(place) / person.inDm(); command, autocomplete, messageCommand, click, choose, submitModal,
//            says, asks (mentions the bot), dm, types, edits, deletes, reacts, sees(). Whoever cannot see or
//            press something throws; clickForged and submitForged do it nevertheless.
// handles    response(), message(), modal(), choices(), followUp(n), followUps(), current(), acks, attempts, ackMs.
// world      guilds home, away (bot a member), foreign (it is not); channels general, news, awayGeneral,
//            foreignGeneral; thread. `discord.changes` alters it and tells the gateway.
// faults     discord.faults.add({ path, method, times, status, socket, delayMs, after }), refuse(code, {...}),
//            rateLimit({...}).
// shards     any number of sessions: a guild's events go to (id >> 22) % total of each, direct messages to shard 0; two
//            sessions of one shard both hear. changes.addGuild(name, { ..., shard: [n, total] }) makes one for a shard.
// gateway    dropSockets(code?), requestReconnect(), invalidateSessions(isResumable), halfOpen(),
//            setReachable(false), restart(), sendRaw(text), dispatch({ event, guildId, intent, data }), faults.duplicateNext(n) / duplicateSome(p) /
//            reorderNext(n) / replayOnResume(n).
// ledger     requests({ method, path, status, code }), sends(op), identifies, resumes, heartbeats, unknownRoutes,
//            invalidRequests, text(), clear(). Paths there are decoded and without `/api/v10`.
// waiting    discord.waitFor(() => value, timeoutMs, 'what').

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Api } from './api.js';
import { Commands } from './commands.js';
import type { Core } from './core.js';
import { createFiles, fileRoutes } from './files.js';
import { Faults } from './faults.js';
import { Gateway } from './gateway.js';
import { InteractionBook } from './interaction-book.js';
import { Ledger } from './ledger.js';
import type { Channel, StoredMessage, User } from './model.js';
import { Person } from './person.js';
import { seededRandom } from './random.js';
import { Router } from './router.js';
import { commandRoutes } from './routes/commands.js';
import { guildRoutes } from './routes/guilds.js';
import { interactionRoutes } from './routes/interactions.js';
import { loginRoutes } from './routes/login.js';
import { markRoutes } from './routes/marks.js';
import { messageRoutes } from './routes/messages.js';
import { threadRoutes } from './routes/threads.js';
import { webhookRoutes } from './routes/webhooks.js';
import { Signal } from './signal.js';
import { createSnowflakes } from './snowflake.js';
import { inhabit, membersChunk, readyPayload, type Inhabitants } from './starting-world.js';
import { World } from './world.js';
import { WorldChanges } from './world-changes.js';

export interface DiscordServerOptions {
  /** The one valid token. */
  readonly token?: string;
  readonly heartbeatIntervalMs?: number;
  readonly ackHeartbeats?: boolean;
  readonly sendHello?: boolean;
  readonly sendReady?: boolean;
  readonly answerResume?: boolean;
  /** False: MessageContent, GuildMembers or GuildPresences close with 4014. */
  readonly privilegedIntents?: boolean;
  /** What GET /gateway/bot recommends. */
  readonly shards?: number;
  readonly maxConcurrency?: number;
  /** Milliseconds in which so many sessions may begin; not looked at unless given. */
  readonly identifyWindowMs?: number;
  /** Sessions that may begin a day. */
  readonly sessionStarts?: number;
  readonly ackWindowMs?: number;
  readonly tokenLifeMs?: number;
  /** How long an idle connection is kept. */
  readonly keepAliveMs?: number;
  /** Authorised requests a second before a global 429; without it none. */
  readonly globalLimit?: number;
  /** For faults by probability. */
  readonly seed?: number;
  /** The double's clock, in milliseconds: windows, token lives and ids follow it. */
  readonly now?: () => number;
}

/** How often a test's condition is looked at: a client's state changes without the double's knowing. */
const POLL_MS = 5;

/** A running double. */
export class DiscordServer {
  readonly token: string;
  readonly #core: Core;
  readonly #server: Server;
  readonly faults: Faults;
  readonly changes: WorldChanges;
  readonly people: Readonly<Record<'asker' | 'reader' | 'admin' | 'stranger', Person>>;
  readonly guilds: Inhabitants['guilds'];
  readonly channels: Inhabitants['channels'];
  readonly thread: Channel;

  constructor(parts: Parts) {
    const { core, server, faults, token, inhabitants } = parts;
    this.token = token;
    this.#core = core;
    this.#server = server;
    this.faults = faults;
    this.changes = new WorldChanges(core);
    this.guilds = inhabitants.guilds;
    this.channels = inhabitants.channels;
    this.thread = inhabitants.thread;
    const { general, awayGeneral } = inhabitants.channels;
    const { asker, reader, admin, stranger } = inhabitants.users;
    this.people = {
      asker: this.person(asker, general),
      reader: this.person(reader, general),
      admin: this.person(admin, general),
      stranger: this.person(stranger, awayGeneral),
    };
  }

  /** `rest.api` of a client. */
  get url(): string {
    return `${this.#core.origin()}/api`;
  }

  get bot(): User {
    return this.#core.world.bot;
  }

  get applicationId(): string {
    return this.#core.world.applicationId;
  }

  get ledger(): Ledger {
    return this.#core.ledger;
  }

  get gateway(): Gateway {
    return this.#core.gateway;
  }

  get world(): World {
    return this.#core.world;
  }

  get commands(): Commands {
    return this.#core.commands;
  }

  get interactions(): InteractionBook {
    return this.#core.book;
  }

  person(user: User, channel: Channel): Person {
    return new Person(this.#core, user, { channel });
  }

  /** A message as it now stands, or null once it is deleted. */
  message(id: string): StoredMessage | null {
    return this.world.message(id);
  }

  /** A channel's messages as somebody sees them, oldest first. */
  channelHistory(channel: Channel, viewer: User | Person): readonly StoredMessage[] {
    return this.world.history(channel.id, viewer.id);
  }

  /** The first value that is neither undefined, null nor false; looked for every few milliseconds. */
  async waitFor<T>(
    look: () => T | undefined | null | false,
    timeoutMs = 5_000,
    what = 'a condition of the test',
  ): Promise<T> {
    return this.#core.changes.until(look, { what, timeoutMs, pollMs: POLL_MS });
  }

  /** Ends every connection and frees the port. */
  async stop(): Promise<void> {
    this.gateway.stop();
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => {
      this.#server.close(() => {
        resolve();
      });
    });
  }
}

interface Parts {
  readonly core: Core;
  readonly server: Server;
  readonly faults: Faults;
  readonly token: string;
  readonly inhabitants: Inhabitants;
}

/** Not a token of anybody's: a word to search logs and answers for. */
export const CANARY_TOKEN = 'Y2FuYXJ5LXRva2Vu.double.never-to-be-seen-anywhere';

/** Starts a double on a free port. */
export async function startDiscordServer(
  options: DiscordServerOptions = {},
): Promise<DiscordServer> {
  const { token = CANARY_TOKEN, seed = 1, keepAliveMs = 65_000 } = options;
  const server = createServer({ keepAliveTimeout: keepAliveMs });
  const core = createCore(options, server);
  const faults = new Faults(seededRandom(seed + 1));
  const api = new Api({
    core,
    faults,
    token,
    globalLimit: options.globalLimit ?? null,
    router: new Router(routesOf(core)),
  });
  server.on('request', (request, response) => {
    void api.answer(request, response).catch((error: unknown) => {
      // A defect of the double must not look like an answer of Discord's.
      response.destroy(error instanceof Error ? error : undefined);
      throw error;
    });
  });
  server.on('upgrade', (request, socket, head) => {
    core.gateway.upgrade(request, socket, head);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return new DiscordServer({ core, server, faults, token, inhabitants: inhabit(core.world) });
}

function createCore(options: DiscordServerOptions, server: Server): Core {
  const { now = Date.now, seed = 1, token = CANARY_TOKEN } = options;
  const nextId = createSnowflakes(now);
  const world = new World(nextId);
  const changes = new Signal();
  const ledger = new Ledger(changes);
  const origin = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const gateway = new Gateway({
    now,
    ledger,
    random: seededRandom(seed),
    options: {
      token,
      heartbeatIntervalMs: options.heartbeatIntervalMs ?? 41_250,
      ackHeartbeats: options.ackHeartbeats ?? true,
      sendHello: options.sendHello ?? true,
      sendReady: options.sendReady ?? true,
      answerResume: options.answerResume ?? true,
      privilegedIntents: options.privilegedIntents ?? true,
      maxConcurrency: options.maxConcurrency ?? 1,
      identifyWindowMs: options.identifyWindowMs ?? 0,
      sessionStarts: options.sessionStarts ?? 1_000,
    },
    ready: (session) => readyPayload(world, session, origin()),
    members: (request) => membersChunk(world, request),
  });
  const ackWindowMs = options.ackWindowMs ?? 3_000;
  const tokenLifeMs = options.tokenLifeMs ?? 900_000;
  const book = new InteractionBook({ now, nextId, ackWindowMs, tokenLifeMs });
  const commands = new Commands(world);
  const files = createFiles(nextId, origin);
  const recommendedShards = options.shards ?? 1;
  return {
    now,
    world,
    changes,
    recommendedShards,
    ledger,
    gateway,
    book,
    commands,
    origin,
    ...files,
  };
}

function routesOf(core: Core): ConstructorParameters<typeof Router>[0] {
  return [
    ...loginRoutes(core),
    ...messageRoutes(core),
    ...interactionRoutes(core),
    ...webhookRoutes(core),
    ...commandRoutes(core),
    ...guildRoutes(core),
    ...threadRoutes(core),
    ...markRoutes(core),
    ...fileRoutes(core),
  ];
}
