// In: whatever a request to Discord threw. Out: what it means for trying again, as plain data without
// addresses, tokens or texts, so that all of it may be logged.

import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';

export type RestError =
  /** Discord answered and means it: asking again changes nothing. */
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** Worth another try. */
  | { readonly kind: 'trouble'; readonly trouble: Trouble }
  /** Our own doing: the log has where. */
  | { readonly kind: 'defect'; readonly where: string };

export interface Refusal {
  /** Null where nothing was asked because the bot's token was refused before. */
  readonly status: number | null;
  readonly discordCode: number | null;
  /** Which fields of the body were refused and why, in Discord's codes: never their values. */
  readonly fields: readonly string[];
}

export interface Trouble {
  /** The system's or undici's code, or Discord's status. */
  readonly cause: string;
  readonly status: number | null;
  /** False where the request certainly did not take effect. */
  readonly mayHaveArrived: boolean;
  /** True where there was no response at all in time. */
  readonly isTimeout: boolean;
  /** Milliseconds that Discord asks to wait; null where it is ours to choose. */
  readonly waitMs: number | null;
}

/** No response within a limit of ours. */
export const NO_RESPONSE: Trouble = {
  cause: 'no response in time',
  status: null,
  mayHaveArrived: true,
  isTimeout: true,
  waitMs: null,
};

/** There was no connection, so there was no request. */
const NOT_CONNECTED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Codes of the network begin like this or are the system's; those of wrong arguments are ours. */
const NETWORK_CODE = /^(?:UND_ERR_(?!INVALID)|HPE_|CERT_|E(?!RR_)[A-Z]|ERR_TLS|ERR_SSL)/;

/** What discord.js says of a request for which a 401 has taken its token away. */
const SIGNED_OUT = 'Expected token to be set for this request';

/** Lines of a refusal's fields at most. */
const MOST_FIELDS = 10;

/** Reads an error of the REST client. */
export function readRestError(error: unknown): RestError {
  if (error instanceof DiscordAPIError) return { kind: 'refused', refusal: readRefusal(error) };
  if (error instanceof RateLimitError) {
    return trouble({ cause: '429', status: 429, mayHaveArrived: false, waitMs: error.retryAfter });
  }
  if (error instanceof HTTPError) {
    return trouble({ cause: String(error.status), status: error.status });
  }
  if (!(error instanceof Error)) return { kind: 'defect', where: typeof error };
  if (error.name === 'AbortError') return { kind: 'trouble', trouble: NO_RESPONSE };
  if (error.message.startsWith(SIGNED_OUT)) {
    return { kind: 'refused', refusal: { status: null, discordCode: null, fields: [] } };
  }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  if (code !== null && NETWORK_CODE.test(code)) {
    return trouble({ cause: code, mayHaveArrived: !NOT_CONNECTED.has(code) });
  }
  // A body that breaks off or is no JSON although it says so: it was on its way.
  if (error instanceof SyntaxError) return trouble({ cause: 'damaged response' });
  return { kind: 'defect', where: whereOf(error, code) };
}

function trouble(known: Partial<Trouble> & Pick<Trouble, 'cause'>): RestError {
  return { kind: 'trouble', trouble: { ...NO_RESPONSE, isTimeout: false, ...known } };
}

function readRefusal({ status, code, rawError }: DiscordAPIError): Refusal {
  const errors: unknown = 'errors' in rawError ? rawError.errors : undefined;
  return {
    status,
    discordCode: typeof code === 'number' && code > 0 ? code : null,
    fields: [...fieldsOf(errors, '')].slice(0, MOST_FIELDS),
  };
}

/** `components.0.content BASE_TYPE_MAX_LENGTH` and so on; Discord nests them as the body is nested. */
function* fieldsOf(errors: unknown, path: string): Generator<string> {
  if (typeof errors !== 'object' || errors === null) return;
  for (const [key, value] of Object.entries(errors) as [string, unknown][]) {
    if (key !== '_errors') yield* fieldsOf(value, path === '' ? key : `${path}.${key}`);
    else if (Array.isArray(value)) yield* value.map((item) => `${path} ${codeOf(item)}`);
  }
}

function codeOf(item: unknown): string {
  if (typeof item !== 'object' || item === null || !('code' in item)) return '';
  return typeof item.code === 'string' ? item.code : '';
}

/** The name, the code and the places of an error; its message may hold what was sent. */
function whereOf(error: Error, code: string | null): string {
  const places = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return [code === null ? error.name : `${error.name} ${code}`, ...places].join('\n');
}
