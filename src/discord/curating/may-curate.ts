// In: who acts. Out: the collection that they may change: their own server's, by the interaction's own word, or an
// error that says why not. Asked anew at every step: a role may be lost between two of them.

import { PermissionFlagsBits } from 'discord.js';
import { guildCollection } from '../../retrieval/scope.js';
import { ReadableError } from '../../shared/errors.js';
import type { BotParts } from '../bot-parts.js';
import type { Caller } from '../caller.js';
import type { Curating } from './curating.js';

const { ManageGuild, Administrator } = PermissionFlagsBits;

export interface Curator {
  readonly curating: Curating;
  readonly guild: string;
  /** Always of the interaction's server; no id that a person can send names it. */
  readonly collection: string;
  readonly person: string;
}

/** True where Discord says that they may manage the server. */
export function mayCurate({ guildId, permissions = 0n }: Caller): boolean {
  return guildId !== null && (permissions & (ManageGuild | Administrator)) !== 0n;
}

/**
 * Makes sure that somebody may change their server's collection; a refusal is logged and counted.
 *
 * @throws ReadableError `not_allowed`, or `not_supported` where this bot has no collections
 */
export function requireCurator(caller: Caller, bot: Pick<BotParts, 'curating' | 'log'>): Curator {
  const { curating, log } = bot;
  if (curating === null) {
    throw new ReadableError({
      code: 'not_supported',
      text: 'The sources of a server cannot be changed here: the operator of this bot keeps them.',
    });
  }
  const { guildId, userId } = caller;
  if (guildId === null || !mayCurate(caller)) {
    curating.onRefused();
    log.warn(
      { guild: guildId, person: userId },
      'somebody without permission would change a collection',
    );
    throw new ReadableError({
      code: 'not_allowed',
      text:
        guildId === null
          ? 'Sources belong to a server: use this in one.'
          : 'Only who may manage this server can change its sources.',
    });
  }
  return { curating, guild: guildId, collection: guildCollection(guildId), person: userId };
}
