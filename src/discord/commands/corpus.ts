// /corpus: what a server's own sources are, for who may manage it. Every subcommand asks again who uses it, changes
// the collection of the interaction's own server and no other, and is shown to its user alone.

import { ChannelType } from 'discord.js';
import { collectionStatus } from '../../curating/collection-status.js';
import { MOST_BYTES_OF_A_FILE } from '../../curating/quotas.js';
import { removeHolding } from '../../curating/remove-holding.js';
import { requestImport } from '../../curating/request-import.js';
import { requestRefresh } from '../../curating/request-refresh.js';
import { narrowChannel } from '../../curating/sharing.js';
import { corpusStatusReply } from '../../replies/corpus-status-reply.js';
import { ReadableError } from '../../shared/errors.js';
import type { Job } from '../../store/job-store.js';
import { noticeCard } from '../asking/notice-card.js';
import type { BotParts } from '../bot-parts.js';
import type { Caller } from '../caller.js';
import { NO_CONTROLS, type Card } from '../cards/card.js';
import { textModal } from '../cards/draft-card.js';
import { archiveCard } from '../cards/archive-card.js';
import { renderCard } from '../cards/render-card.js';
import {
  addressCard,
  attachmentCard,
  bytesOf,
  fileCard,
  inTurn,
} from '../curating/hand-in-here.js';
import { listCard, suggestHoldings } from '../curating/list-card.js';
import { mayCurate, requireCurator, type Curator } from '../curating/may-curate.js';
import { linkedMessage, messageFile } from '../curating/message-source.js';
import type { InteractionHandle } from '../delivery/delivery.js';
import { commandOf, messageCommand, subcommand, type CommandWork } from './command.js';

const TEXT_CHANNELS = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.PublicThread,
  ChannelType.AnnouncementThread,
] as const;

const add = subcommand({
  name: 'add',
  description: 'A file, an address, a feed, a message; or a text that you type',
  options: {
    file: {
      type: 'file',
      description: 'A document: PDF, DOCX, EPUB, HTML, Markdown, text and more',
    },
    url: {
      type: 'text',
      description: 'A page, a file, an RSS or Atom feed, or a sitemap',
      maxLength: 2_000,
    },
    message: { type: 'text', description: 'The link of a message of this server', maxLength: 200 },
    channel: {
      type: 'channel',
      description: 'The channel of that message, where it is not this one',
      channelTypes: TEXT_CHANNELS,
    },
  },
  plan: ({ caller, options, channels, attachments }, bot) => {
    const { file, url, message } = options;
    // Asked before a form is opened as well: it is opened at once, so what refuses it is shown instead.
    if (file === null && url === null && message === null && mayCurate(caller) && bot.curating) {
      return { kind: 'form', modal: textModal() };
    }
    return privately(caller, bot, (curator) =>
      inTurn(curator, async () => {
        if ([file, url, message].filter((given) => given !== null).length > 1) {
          throw new ReadableError({ code: 'source_refused', text: 'One at a time, please.' });
        }
        if (url !== null) return addressCard(curator, url);
        if (message !== null) {
          const found = await linkedMessage(curator, message, channels);
          return fileCard(curator, messageFile(curator, found));
        }
        const given = attachments.find(({ id }) => id === file);
        if (given === undefined) throw new Error('an attachment that was not sent along');
        return attachmentCard(curator, given);
      }),
    );
  },
});

const list = subcommand({
  name: 'list',
  description: 'What this server’s sources are',
  options: {},
  plan: ({ caller }, bot) => privately(caller, bot, (curator) => listCard(curator, 1)),
});

const status = subcommand({
  name: 'status',
  description: 'What is indexed, what waits, what fails and why',
  options: {},
  plan: ({ caller }, bot) =>
    privately(caller, bot, async ({ curating, collection }) => {
      const found = await inTurn({ curating, collection }, () =>
        collectionStatus(curating.parts, collection),
      );
      return renderCard(corpusStatusReply(found), NO_CONTROLS);
    }),
});

const remove = subcommand({
  name: 'remove',
  description: 'Takes a document, or a feed with all of its documents, out of the answers',
  options: {
    source: {
      type: 'text',
      description: 'Its title, address or id',
      required: true,
      maxLength: 2_000,
      completes: true,
    },
  },
  plan: ({ caller, options }, bot) =>
    privately(caller, bot, async (curator, handle) => {
      const { parts } = curator.curating;
      const { place, documents, job } = await removeHolding(
        parts,
        curator.collection,
        options.source,
      );
      const with_ = documents === 1 ? '' : ` with ${documents} documents`;
      return following(curator, job, {
        handle,
        text: `Removed ${place}${with_}: it leaves the answers in a moment …`,
      });
    }),
  complete: async ({ caller, text }, bot) =>
    mayCurate(caller) ? suggestHoldings(requireCurator(caller, bot), text, 'all') : [],
});

const refresh = subcommand({
  name: 'refresh',
  description: 'Fetches addresses, feeds and sitemaps again, now',
  options: {
    source: {
      type: 'text',
      description: 'One of them; all unless given',
      maxLength: 2_000,
      completes: true,
    },
  },
  plan: ({ caller, options }, bot) =>
    privately(caller, bot, async (curator, handle) => {
      const { parts } = curator.curating;
      const job = await requestRefresh(parts, curator.collection, options.source);
      return following(curator, job, { handle, text: 'Fetching again …' });
    }),
  complete: async ({ caller, text }, bot) =>
    mayCurate(caller) ? suggestHoldings(requireCurator(caller, bot), text, 'refreshable') : [],
});

const exportAll = subcommand({
  name: 'export',
  description: 'Everything that was added to this server, as one archive',
  options: {},
  plan: ({ caller }, bot) =>
    privately(caller, bot, ({ curating, collection }) =>
      inTurn({ curating, collection }, async () => {
        const bytes = await curating.exportArchive(collection, MOST_BYTES_OF_A_FILE);
        if (bytes !== null) return archiveCard(collection, bytes);
        throw new ReadableError({
          code: 'source_refused',
          text: 'The archive is larger than Discord takes.',
          remedy: `The operator can make it: npm run corpus -- export FILE --collection ${collection}`,
        });
      }),
    ),
});

const importAll = subcommand({
  name: 'import',
  description: 'Adds everything of an archive that was exported',
  options: {
    archive: { type: 'file', description: 'What /corpus export gave', required: true },
    'from-another': { type: 'flag', description: 'It was exported by another server' },
  },
  plan: ({ caller, options, attachments }, bot) =>
    privately(caller, bot, async (curator, handle) => {
      const { curating, collection, person } = curator;
      const { parts } = curating;
      const given = attachments.find(({ id }) => id === options.archive);
      if (given === undefined) throw new Error('an attachment that was not sent along');
      const job = await requestImport(parts, {
        collection,
        person,
        fromAnother: options['from-another'] === true,
        bytes: () => inTurn(curator, () => bytesOf(curating, given)),
      });
      return following(curator, job, { handle, text: 'Importing …' });
    }),
});

const channel = subcommand({
  name: 'channel',
  description: 'Which sources a channel searches',
  options: {
    searches: {
      type: 'choice',
      description: 'What is searched there from now on',
      required: true,
      choices: {
        all: 'everything that this server may search',
        own: 'this server’s own sources alone',
        shared: 'what is shared with this server alone',
      },
    },
    channel: {
      type: 'channel',
      description: 'The channel; this one unless given',
      channelTypes: TEXT_CHANNELS,
    },
  },
  plan: ({ caller, options, channels }, bot) =>
    privately(caller, bot, async ({ curating, guild }) => {
      const named = [channels.here, ...channels.named].find(
        ({ id }) => id === (options.channel ?? caller.channelId),
      );
      if (named === undefined || (named.guildId ?? guild) !== guild) {
        throw new ReadableError({
          code: 'source_refused',
          text: 'That is no channel of this server.',
        });
      }
      const at = { guild, channel: named.id };
      const searched = await narrowChannel(curating.parts.sources, at, options.searches);
      const said = searched === null ? 'everything again' : searched.join(', ');
      return noticeCard(`#${named.name} searches ${said}.`);
    }),
});

/** Keeps a server's sources. */
export const corpus = commandOf(
  {
    name: 'corpus',
    description: 'This server’s own sources: add, list, refresh, remove',
    places: 'servers',
    audience: 'moderators',
  },
  [add, list, status, remove, refresh, exportAll, importAll, channel],
);

/** Takes a message as a document of this server. */
export const addMessage = messageCommand({
  name: 'Add to this server’s sources',
  description: 'in the menu of a message: makes it a document that answers may quote',
  places: 'servers',
  audience: 'moderators',
  plan: ({ caller, message }, bot) =>
    privately(caller, bot, (curator) =>
      inTurn(curator, async () => {
        if (message === null) throw new Error('a message command without its message');
        return fileCard(curator, messageFile(curator, message));
      }),
    ),
});

function privately(
  caller: Caller,
  bot: BotParts,
  run: (curator: Curator, handle: InteractionHandle) => Promise<Card>,
): CommandWork {
  return {
    kind: 'show',
    isPrivate: true,
    takesLong: true,
    run: async (handle) => run(requireCurator(caller, bot), handle),
  };
}

/** Says what was begun, and keeps the message up to date with it. */
async function following(
  { curating }: Curator,
  job: Job,
  { handle, text }: { readonly handle: InteractionHandle; readonly text: string },
): Promise<Card> {
  curating.wake();
  await curating.follower.follow(job, handle);
  return noticeCard(text);
}
