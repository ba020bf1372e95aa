// In: Discord's code and status of a refusal. Out: our name for it and one sentence for a person. The one
// table of what Discord may say no with; what is not in it is told by its status.

import type { DeliveryFailure, FailureCode } from './delivery.js';

export interface Refused {
  readonly discordCode: number | null;
  /** Null where nothing was asked because the bot's token was refused before. */
  readonly status: number | null;
  /** True for the routes of interactions, which carry a token of their own. */
  readonly isTokenRoute: boolean;
}

/** What is said where nothing more exact is known. */
export const SENTENCES: Readonly<Record<FailureCode, string>> = {
  expired: 'The time in which this could be answered is over; please ask again.',
  unknown_interaction: 'Discord no longer knows what this would answer; please ask again.',
  ack_timeout: 'Discord did not take the first response in time; please ask again.',
  no_permission: 'I am not allowed to write in this channel; a moderator can change that.',
  locked: 'This thread is archived or locked; a moderator can open it.',
  gone: 'What this belongs to is not there any more.',
  dm_refused: 'You do not take direct messages from me; your privacy settings can change that.',
  follow_ups_used: 'Discord allows no further messages here; please ask again.',
  filtered: "This server's own filter does not let the answer through.",
  invalid_body: 'Discord did not accept the form of this message.',
  unauthorized: "Discord no longer accepts the bot's token; its operator has to renew it.",
  unavailable: 'Discord is not taking messages at the moment; please try again later.',
  unknown: 'Discord did not take this message; please try again later.',
};

interface Meaning {
  readonly code: FailureCode;
  /** Where the code's own sentence is not exact enough. */
  readonly text?: string;
}

const LIMITED: Meaning = {
  code: 'unavailable',
  text: 'Discord limits how much may be written here; please try again in a moment.',
};

/** By Discord's own codes. */
export const BY_DISCORD_CODE: ReadonlyMap<number, Meaning> = new Map<number, Meaning>([
  [10003, { code: 'gone', text: 'The channel is not there any more.' }],
  [10004, { code: 'gone', text: 'The server is not there any more.' }],
  [10007, { code: 'gone', text: 'The member is not in this server any more.' }],
  [10008, { code: 'gone', text: 'The message is not there any more.' }],
  [10013, { code: 'gone', text: 'Discord does not know this user any more.' }],
  [10015, { code: 'expired' }],
  [10062, { code: 'unknown_interaction' }],
  [10063, { code: 'gone', text: 'Discord does not know this command any more.' }],
  [20016, { code: 'unavailable', text: 'Slow mode is on here; please try again in a moment.' }],
  [20028, LIMITED],
  [20029, LIMITED],
  [40001, { code: 'unauthorized' }],
  [40005, { code: 'invalid_body' }],
  // A first response that was given before, and not by us: another process or an earlier run took it. The
  // question is being answered, so nothing may be sent instead of it.
  [40060, { code: 'expired', text: 'This was answered before.' }],
  [40062, LIMITED],
  [40094, { code: 'follow_ups_used' }],
  [40333, { code: 'unavailable' }],
  [
    50001,
    { code: 'no_permission', text: 'I cannot see this channel; a moderator can change that.' },
  ],
  [50005, { code: 'no_permission', text: 'Only its own author can change this message.' }],
  [50006, { code: 'invalid_body' }],
  [50007, { code: 'dm_refused' }],
  [50008, { code: 'no_permission', text: 'Nobody can write in this kind of channel.' }],
  [50013, { code: 'no_permission' }],
  [50014, { code: 'unauthorized' }],
  [50027, { code: 'expired' }],
  [50035, { code: 'invalid_body' }],
  [50083, { code: 'locked', text: 'This thread is archived; a moderator can open it again.' }],
  [50109, { code: 'invalid_body' }],
  [50278, { code: 'dm_refused', text: 'I can only write to people with whom I share a server.' }],
  [130000, { code: 'unavailable' }],
  [
    160002,
    { code: 'no_permission', text: 'I may not read the earlier messages here, so I cannot reply.' },
  ],
  [160005, { code: 'locked', text: 'This thread is locked; a moderator can unlock it.' }],
  [200000, { code: 'filtered' }],
  [240000, { code: 'filtered', text: "Discord's filter of harmful links holds the answer back." }],
]);

const BY_STATUS: ReadonlyMap<number, FailureCode> = new Map<number, FailureCode>([
  [401, 'unauthorized'],
  [403, 'no_permission'],
  [404, 'gone'],
  [413, 'invalid_body'],
]);

/** Names a refusal. */
export function describeDiscordError({
  discordCode,
  status,
  isTokenRoute,
}: Refused): DeliveryFailure {
  const { code, text } = meaningOf({ discordCode, status, isTokenRoute });
  return { code, discordCode, status, text: text ?? SENTENCES[code] };
}

function meaningOf({ discordCode, status, isTokenRoute }: Refused): Meaning {
  if (status === null) return { code: 'unauthorized' };
  // These routes do not carry the bot's token: it is the interaction's that is no longer good.
  if (status === 401 && isTokenRoute) return { code: 'expired' };
  const known = discordCode === null ? undefined : BY_DISCORD_CODE.get(discordCode);
  return known ?? { code: BY_STATUS.get(status) ?? 'unknown' };
}
