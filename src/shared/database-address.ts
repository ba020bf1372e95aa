// In: the address of a PostgreSQL, perhaps with several hosts. Out: one address for the driver for each host, the schema
// that holds our tables, and a form without its password for people. What is wrong with an address is said without
// repeating any of it, because most of it is a secret.

export interface DatabaseAddress {
  /** For the driver, one for each host, in their order; each holds the password. */
  readonly targets: readonly string[];
  /** The schema that `?schema=` names; null where it names none. */
  readonly schema: string | null;
  /** Hosts and database alone: what may be shown and logged. */
  readonly shown: string;
}

export type ReadAddress = { readonly address: DatabaseAddress } | { readonly problem: string };

/** A name that needs no quotes in a statement. */
export const SCHEMA_NAME = /^[a-z_][a-z\d_]{0,62}$/;

/** More hosts than this are a slip. */
const MOST_HOSTS = 10;

const UNESCAPED = 'must write "/", "?", "#" and "@" in a password as %2F, %3F, %23 and %40';

const SSL_MODES = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify'];

/** Without `uselibpqcompat` the driver checks the certificate in these three as in `verify-full`, and warns of it. */
const CHECKED_ALL_THE_SAME = new Set(['prefer', 'require', 'verify-ca']);

/** What other clients take from an address and the driver does not know. */
const NOT_FOR_THE_DRIVER = ['schema', 'target_session_attrs', 'options'];

/** Reads `postgres://user:password@host:port,host:port/database?sslmode=…&schema=…`. */
export function readDatabaseAddress(text: string): ReadAddress {
  const parts = /^postgres(?:ql)?:\/\/([^/?#]*)(\/[^?#]*)?(?:\?([^#]*))?$/i.exec(text);
  if (parts === null || /\s/.test(text))
    return { problem: 'must be an address such as postgres://…' };
  const [, authority = '', path = '', query = ''] = parts;
  const at = authority.lastIndexOf('@');
  const account = authority.slice(0, at + 1);
  const hosts = authority.slice(at + 1).split(',');
  if (hosts.length > MOST_HOSTS) return { problem: `must name ${MOST_HOSTS} hosts at most` };
  // A password with one of these ends early, and what follows would be taken for what may be shown.
  if ((path + query).includes('@') || path.slice(1).includes('/')) return { problem: UNESCAPED };
  const parameters = new URLSearchParams(query);
  const problem = problemOf(parameters);
  if (problem !== null) return { problem };
  const schema = parameters.get('schema');
  const forDriver = parametersForDriver(parameters);
  const targets = hosts.map((host) => `postgres://${account}${host}${path}${forDriver}`);
  const isSocket = hosts.length === 1 && hosts[0] === '' && parameters.has('host');
  if (!isSocket && !(hosts.every(isHost) && targets.every((target) => URL.canParse(target)))) {
    return { problem: 'must name its hosts as host:port, with commas between them' };
  }
  const place = isSocket ? '' : hosts.join(',');
  return { address: { targets, schema, shown: `postgres://${place}${path}` } };
}

/** What is shorter stands in half the words of a log. */
const LEAST_SECRET = 4;

/** The password as it stands in an address and as it is meant, for a log that leaves it out. */
export function passwordsIn(text: string): readonly string[] {
  const [, authority = ''] = /^[a-z]+:\/\/([^/?#]*)/i.exec(text) ?? [];
  const account = authority.slice(0, Math.max(0, authority.lastIndexOf('@')));
  const [, ...rest] = account.split(':');
  const named = /[?&]password=([^&#]*)/.exec(text)?.[1] ?? '';
  const raw = [rest.join(':'), named].filter(({ length }) => length >= LEAST_SECRET);
  return [...new Set(raw.flatMap((password) => [password, decoded(password)]))];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function problemOf(parameters: URLSearchParams): string | null {
  const schema = parameters.get('schema');
  if (schema !== null && !SCHEMA_NAME.test(schema)) {
    return 'must name its schema in small letters, digits and "_"';
  }
  const mode = parameters.get('sslmode');
  return mode === null || SSL_MODES.includes(mode)
    ? null
    : `must have an sslmode of ${SSL_MODES.join(', ')}`;
}

function parametersForDriver(parameters: URLSearchParams): string {
  const kept = new URLSearchParams(parameters);
  for (const name of NOT_FOR_THE_DRIVER) kept.delete(name);
  const isLenient = kept.get('uselibpqcompat') === 'true';
  if (!isLenient && CHECKED_ALL_THE_SAME.has(kept.get('sslmode') ?? '')) {
    kept.set('sslmode', 'verify-full');
  }
  return kept.size === 0 ? '' : `?${kept.toString()}`;
}

/** A name, an address in digits or in brackets, or a folder of sockets as `%2Fvar%2Frun`; each with or without a port. */
function isHost(host: string): boolean {
  return /^(?:[a-z\d._-]+|\[[\da-f:.]+\]|%2f[a-z\d._%-]+)(?::\d{1,5})?$/i.test(host);
}
