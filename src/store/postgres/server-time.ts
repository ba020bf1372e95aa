// Whose clock decides. Leases and limits go by the server's, because the machines' own differ; a test hands in one that
// it can move.

/** Milliseconds since 1970, or null for the server's clock. */
export type Moment = number | null;

/** The moment that a parameter holds, or the server's where it is null: `moment('$2')`. */
export function moment(parameter: string): string {
  return `coalesce(${parameter}::bigint, (extract(epoch FROM clock_timestamp()) * 1000)::bigint)`;
}
