// In: a debug line of the client. Out: what it tells about the connection, as data. discord.js has no events
// for these moments, so its lines are read, here and nowhere else; test/discord/open-client.test.ts and
// watchdog.test.ts run the real client, and fail where an update has changed the wording.

export type GatewaySignal =
  /** A new attempt to connect begins. */
  | { readonly kind: 'connecting' }
  /** A new session is asked for. */
  | { readonly kind: 'identifying' }
  /** The session before is asked for; there is no time limit inside the library. */
  | { readonly kind: 'resuming' }
  /** The connection is given up by ourselves; a new one follows. */
  | { readonly kind: 'closing' }
  /** The interval that the gateway asked for is known. */
  | { readonly kind: 'beating'; readonly intervalMs: number }
  | { readonly kind: 'acknowledged' };

const PREFIX = /^\[WS => Shard (\d+)\] /;
const BEATING = /^First heartbeat sent, starting to beat every (\d+)ms/;

const BEGINNINGS = [
  ['Connecting to ', 'connecting'],
  ['Identifying', 'identifying'],
  ['Resuming session', 'resuming'],
  ['Destroying shard', 'closing'],
  ['Heartbeat acknowledged', 'acknowledged'],
] as const;

/** Reads a debug line; null where it tells nothing of interest. */
export function readSignal(line: string): (GatewaySignal & { readonly shard: number }) | null {
  const prefix = PREFIX.exec(line);
  if (prefix === null) return null;
  const shard = Number(prefix[1]);
  const text = line.slice(prefix[0].length);
  const beating = BEATING.exec(text);
  if (beating !== null) return { kind: 'beating', shard, intervalMs: Number(beating[1]) };
  const found = BEGINNINGS.find(([beginning]) => text.startsWith(beginning));
  return found === undefined ? null : { kind: found[1], shard };
}
