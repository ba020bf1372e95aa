import { ChannelType } from 'discord.js';
import { catchUp } from '../catching-up/catch-up.js';
import { noticeCard } from '../asking/notice-card.js';
import { slashCommand } from './command.js';

/** Quotations by the length that is wished for. */
const LENGTHS = { short: 5, long: 10 } as const;

/** Shows what was said in a channel, for whoever asks alone; only where the operator lets messages be read. */
export const catchup = slashCommand({
  name: 'catchup',
  description: 'What was said here while you were away, in the speakers’ own words, for you alone',
  places: 'servers',
  needs: 'message_content',
  options: {
    since: {
      type: 'text',
      description: 'Such as 2h, 1d, yesterday, monday or 2026-08-01; else your last message here',
      maxLength: 40,
    },
    channel: {
      type: 'channel',
      description: 'Another channel or thread that you may read',
      channelTypes: [
        ChannelType.GuildText,
        ChannelType.GuildAnnouncement,
        ChannelType.PublicThread,
        ChannelType.AnnouncementThread,
      ],
    },
    length: {
      type: 'choice',
      description: 'How much is shown (short)',
      choices: { short: 'short', long: 'long' },
    },
  },
  plan: ({ caller, options, channels }, { catchingUp, ...bot }) => {
    if (catchingUp === null) {
      return { kind: 'show', isPrivate: true, run: () => Promise.resolve(noticeCard(OFF)) };
    }
    const { since, channel: channelId, length } = options;
    const typed = since === null || since.trim() === '' ? null : since;
    const most = length === 'long' ? LENGTHS.long : LENGTHS.short;
    return {
      kind: 'question',
      way: 'catch_up',
      isPrivate: true,
      queue: catchingUp.queue,
      run: () => catchUp({ caller, channels, since: typed, channelId, most }, catchingUp, bot),
    };
  },
});

const OFF = 'Catching up is off: the operator of this bot does not let it read messages.';
