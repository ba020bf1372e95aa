// The ears of the bot. In: a client's raw events. Out: each handled once, whatever Discord sends twice and whoever else
// hears the same shard; nothing that a listener throws gets any further than the log.

import {
  GatewayDispatchEvents,
  type APIInteraction,
  type Client,
  type GatewayGuildCreateDispatchData,
  type GatewayGuildDeleteDispatchData,
  type GatewayMessageCreateDispatchData,
} from 'discord.js';
import { GRACE_MS } from '../curating/departures.js';
import { errorReply } from '../replies/error-reply.js';
import type { BotParts } from './bot-parts.js';
import type { SeenIds } from './delivery/seen-ids.js';
import { openGuildMoves } from './guild-moves.js';
import { onCommand, onTyping } from './on-command.js';
import { onMessage, type ReceivedMessage } from './on-message.js';
import { onPress } from './on-press.js';
import { readInteraction, type ReadInteraction } from './read-interaction.js';
import { readMessage } from './read-message.js';
import type { Claims } from './sharding/claims.js';

export interface Ears {
  /** Settles when nothing that arrived is still being worked on. */
  idle(): Promise<void>;
  /** What is being worked on. */
  readonly inFlight: number;
}

type Start = (bot: BotParts) => Promise<void>;

/** What tells events apart. */
export interface Hearing {
  /** What this process has seen: asked first, because it costs nothing. */
  readonly seen: SeenIds;
  /** Which events are answered here, of all that several processes hear. */
  readonly claims: Claims;
}

/** Listens to a client. */
export function listen(client: Client, bot: BotParts, hearing: Hearing): Ears {
  const work = trackWork(bot, hearing.seen);
  const ours = async (id: string, shard: number, start: Start): Promise<void> => {
    // What came before the end was near is answered, also where claiming it took until then.
    const isLate = bot.isStopping();
    if (await hearing.claims.isOurs(id, shard)) await start({ ...bot, isStopping: () => isLate });
  };
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (data: APIInteraction, shard: number) => {
    work.take(() => {
      const read = readInteraction(data, Date.now());
      if (read === null) return null;
      const start: Start = (parts) => handle(read, parts);
      // What is suggested while somebody types keeps nothing: of two that answer, Discord takes the first.
      return {
        id: data.id,
        start: read.kind === 'typing' ? () => start(bot) : () => ours(data.id, shard, start),
      };
    });
  });
  client.ws.on(
    GatewayDispatchEvents.MessageCreate,
    (data: GatewayMessageCreateDispatchData, shard: number) => {
      work.take(() => {
        const botId = client.user?.id;
        const message = botId === undefined ? null : readMessage(data, botId);
        if (message === null) return null;
        const start: Start = (parts) => onMessage(inThread(message, client), parts);
        return { id: data.id, start: () => ours(data.id, shard, start) };
      });
    },
  );
  listenForGuilds(client, bot, work);
  return work;
}

/** Every process that hears it does the same, and it comes to the same. */
function listenForGuilds(client: Client, bot: BotParts, work: Work): void {
  const moves = openGuildMoves({
    carryOut: (guild, move) => (move === 'left' ? forgetGuild : welcomeBack)(guild, bot),
    isStopping: bot.isStopping,
    log: bot.log,
  });
  client.ws.on(GatewayDispatchEvents.GuildDelete, (data: GatewayGuildDeleteDispatchData) => {
    work.take(() => {
      if (data.unavailable === true) return null;
      return { id: `left-${data.id}-${Date.now()}`, start: () => moves.note(data.id, 'left') };
    });
  });
  client.ws.on(GatewayDispatchEvents.GuildCreate, (data: GatewayGuildCreateDispatchData) => {
    work.take(() => {
      const id = `came-${data.id}-${Date.now()}`;
      return bot.curating === null ? null : { id, start: () => moves.note(data.id, 'came') };
    });
  });
}

/** A message does not tell that it stands in a thread; the client knows the threads of its servers. */
function inThread(message: ReceivedMessage, client: Client): ReceivedMessage {
  const channel = client.channels.cache.get(message.caller.channelId);
  const parentId = channel?.isThread() === true ? channel.parentId : null;
  return parentId === null ? message : { ...message, caller: { ...message.caller, parentId } };
}

/** What an event asks for. */
interface Task {
  readonly id: string;
  readonly start: () => Promise<void>;
}

interface Work extends Ears {
  /** Starts what an event asks for, where it is for us and new; what is not for us is not remembered. */
  take(read: () => Task | null): void;
}

function trackWork(bot: BotParts, seen: SeenIds): Work {
  const open = new Set<Promise<void>>();
  return {
    take: (read) => {
      try {
        const task = read();
        if (task === null || !seen.isNew(task.id)) return;
        const tracked = task.start().catch((error: unknown) => {
          errorReply(error, bot.log);
        });
        open.add(tracked);
        void tracked.finally(() => open.delete(tracked));
      } catch (error) {
        errorReply(error, bot.log);
      }
    },
    idle: async () => {
      while (open.size > 0) await Promise.all(open);
    },
    get inFlight() {
      return open.size;
    },
  };
}

function handle(read: ReadInteraction, bot: BotParts): Promise<void> {
  if (read.kind === 'command') return onCommand(read.command, bot);
  return read.kind === 'typing' ? onTyping(read.typed, bot) : onPress(read.press, bot);
}

async function forgetGuild(guildId: string, bot: BotParts): Promise<void> {
  const { answers } = await bot.state.forgetGuild(guildId);
  bot.log.info({ answers }, 'a server removed the bot: what was kept of its answers is deleted');
  if (bot.curating === null) return;
  await bot.curating.departures.left(guildId, bot.now());
  bot.log.info({ guild: guildId, days: GRACE_MS / 86_400_000 }, 'its sources go after a grace');
}

/** A server that comes back within the grace keeps its sources. */
async function welcomeBack(guildId: string, { curating, log }: BotParts): Promise<void> {
  if (!(await curating?.departures.returned(guildId))) return;
  log.info({ guild: guildId }, 'a server came back: its sources stay');
}
