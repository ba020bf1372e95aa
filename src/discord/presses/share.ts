import { noticeCard } from '../asking/notice-card.js';
import { asPublic } from '../cards/as-public.js';
import { openRecord, type PressHandler } from './press-handler.js';

const NARROWED = 'This answer quotes what may not be searched here any more; ask again.';

/** Posts a private answer for everybody, as a new message: an ephemeral one cannot be made public. */
export const share = {
  action: 'share',
  whileWaiting: () => 'public',
  run: async ({ caller, parts, components }, bot) => {
    const record = await openRecord(parts[0], caller, bot);
    if (record.asker !== caller.userId) {
      return {
        kind: 'private',
        card: noticeCard('Only the person who asked can share this answer.'),
      };
    }
    if (!record.isPrivate) {
      return { kind: 'private', card: noticeCard('This answer has been shared already.') };
    }
    if (record.isNarrowed) {
      return { kind: 'private', card: noticeCard(NARROWED) };
    }
    const card = components === null ? null : asPublic(components, record.id);
    if (card === null) {
      return { kind: 'private', card: noticeCard('This answer cannot be shared; ask again.') };
    }
    const place = { isPrivate: false, conversation: caller.channelId };
    // Kept before it is posted: whoever reads it may press its buttons at once.
    // Now that everybody reads the question, everybody may follow it up as well.
    await bot.state.moveAnswer(record.id, place);
    const { conversation, isPrivate } = record;
    const undo = async (): Promise<void> => {
      await bot.state.moveAnswer(record.id, { conversation, isPrivate });
    };
    return { kind: 'public', card, undo };
  },
} satisfies PressHandler;
