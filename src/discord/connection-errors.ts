// In: what a login, a closed connection or a request at start ended with. Out: one sentence for the operator
// with what to do about it. Every way in which Discord can turn us away has its own; none holds a token.

import { DiscordjsError, DiscordjsErrorCodes, GatewayCloseCodes } from 'discord.js';
import { ReadableError } from '../shared/errors.js';
import { readRestError } from './delivery/read-rest-error.js';

/** Discord does not know the token, or knows it no more. */
export function tokenRefused(cause?: unknown): ReadableError {
  return new ReadableError({
    code: 'discord_token_refused',
    text: 'Discord does not accept DISCORD_TOKEN.',
    remedy:
      'Reset it at https://discord.com/developers/applications (your application, page "Bot", "Reset Token") and put the new one into .env.',
    cause,
  });
}

/** Whoever answers at the address, it is not as Discord should, or nobody answers. */
export function unreachable(text: string, cause?: unknown): ReadableError {
  return new ReadableError({
    code: 'discord_unreachable',
    text,
    remedy:
      'Check the network, https://discordstatus.com and, where it is set, DISCORD_API_URL; then start again.',
    cause,
  });
}

function intentsRefused(code: number): ReadableError {
  return new ReadableError({
    code: 'discord_intents_refused',
    text: `Discord refuses the intents that were asked for (close code ${code}).`,
    remedy:
      'A privileged one is asked for where DISCORD_MESSAGE_CONTENT is true: switch "Message Content Intent" on at https://discord.com/developers/applications (page "Bot", "Privileged Gateway Intents"), or set it to false.',
  });
}

function tooManyServers(code: number): ReadableError {
  return new ReadableError({
    code: 'discord_unreachable',
    text: `The bot is in more servers than one connection may serve (close code ${code}).`,
    remedy: 'Verbatim opens one connection; take the bot out of servers that do not use it.',
  });
}

function outdated(code: number): ReadableError {
  return new ReadableError({
    code: 'discord_unreachable',
    text: `Discord's gateway no longer takes connections of this kind (close code ${code}).`,
    remedy: 'Look for a newer version of Verbatim; starting again changes nothing.',
  });
}

const FATAL_CLOSES: ReadonlyMap<number, (code: number) => ReadableError> = new Map([
  [GatewayCloseCodes.AuthenticationFailed, () => tokenRefused()],
  [GatewayCloseCodes.InvalidIntents, intentsRefused],
  [GatewayCloseCodes.DisallowedIntents, intentsRefused],
  [GatewayCloseCodes.ShardingRequired, tooManyServers],
  [GatewayCloseCodes.InvalidShard, outdated],
  [GatewayCloseCodes.InvalidAPIVersion, outdated],
]);

/** What a close code means after which Discord lets nobody come back; null for every other code. */
export function fatalClose(code: number): ReadableError | null {
  return FATAL_CLOSES.get(code)?.(code) ?? null;
}

/** discord.js gives the moment at which new sessions are allowed again in this sentence only. */
const SESSIONS_USED_UP = /^Not enough sessions remaining\b.*?(?:resets at (\S+))?$/;

/** Makes a sentence of whatever a request or a login at start failed with. */
export function describeConnectionError(error: unknown, api: string): ReadableError {
  if (error instanceof ReadableError) return error;
  if (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid) {
    return tokenRefused(error);
  }
  const usedUp = error instanceof Error ? SESSIONS_USED_UP.exec(error.message) : null;
  if (usedUp !== null) return sessionsUsedUp(usedUp[1], error);
  const read = readRestError(error);
  if (read.kind === 'trouble') {
    return unreachable(`Discord cannot be reached at ${api} (${read.trouble.cause}).`, error);
  }
  if (read.kind === 'defect') {
    return unreachable(`What answers at ${api} does not answer as Discord does.`, error);
  }
  const { status } = read.refusal;
  if (status === null || status === 401) return tokenRefused(error);
  return unreachable(`Discord turns the bot away at ${api} (HTTP ${status}).`, error);
}

function sessionsUsedUp(resetsAt: string | undefined, cause: unknown): ReadableError {
  const until = resetsAt === undefined ? 'for up to a day' : `until ${resetsAt}`;
  return new ReadableError({
    code: 'discord_unreachable',
    text: `This bot has logged in so often that Discord allows no new session ${until}.`,
    remedy: 'Find out what restarts it, and start it again after that.',
    cause,
  });
}
