// What the driver or the server said, as one of four kinds of error: unavailable, conflict, mismatch, invalid. A defect
// of ours stays one. The driver's own words are never the whole text: they may hold an address with its password.

import { ReadableError, systemErrorCode } from '../../shared/errors.js';

/** The server cannot be reached, or did not answer in time. */
export function unavailable(why: string, cause?: unknown): ReadableError {
  return new ReadableError({
    code: 'store_unavailable',
    text: `The database cannot be reached: ${why}.`,
    remedy: 'Check DATABASE_URL and the server; it is tried again by itself.',
    cause,
  });
}

/** What is wrong with how we were set up; trying again does not help. */
export function invalid(text: string, remedy: string, cause?: unknown): ReadableError {
  return new ReadableError({ code: 'store_invalid', text, remedy, cause });
}

/** Connections that break, servers that start, stop or have no room, and statements that took too long. */
const AWAY = /^(?:08|57P0|57014|53300)/;
const AWAY_BY_SYSTEM =
  /^(?:ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EHOSTDOWN)/;
const AWAY_BY_DRIVER =
  /Connection terminated|timeout exceeded when trying to connect|not queryable|Client has encountered a connection error/;

const CONFLICT = /^(?:40001|40P01|55P03|23505|23503)$/;
const REFUSED = /^(?:28|3D|42501|53100|53400|25006)/;
const TLS = /^(?:ERR_TLS|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_|ERR_SSL|HOSTNAME_MISMATCH)/;

/** The error as people may read it. */
export function readable(error: unknown): unknown {
  if (error instanceof ReadableError || !(error instanceof Error)) return error;
  const code = systemErrorCode(error) ?? '';
  if (AWAY.test(code) || AWAY_BY_SYSTEM.test(code) || AWAY_BY_DRIVER.test(error.message)) {
    return unavailable(reasonOf(error, code), error);
  }
  if (CONFLICT.test(code)) {
    return new ReadableError({
      code: 'store_conflict',
      text: `The database had two writers at once (${code}).`,
      remedy: 'Try it again.',
      cause: error,
    });
  }
  return refusal(error, code) ?? error;
}

function refusal(error: Error, code: string): ReadableError | null {
  if (REFUSED.test(code)) {
    const remedy = 'Check DATABASE_URL, the rights of its user, and the disk of the server.';
    return invalid(`The database refuses us: ${error.message} (${code}).`, remedy, error);
  }
  if (/extension "vector"|type "(?:public\.)?vector"/.test(error.message)) {
    const text = `The database has no pgvector (${code}).`;
    return invalid(text, 'Install pgvector 0.8.0 or newer on the server.', error);
  }
  if (TLS.test(code) || error.message.includes('does not support SSL')) {
    const text = `The connection to the database cannot be encrypted as DATABASE_URL asks (${code === '' ? 'the server has no TLS' : code}).`;
    const remedy =
      'Name the file of its certificate authority with sslrootcert=, or choose another sslmode.';
    return invalid(text, remedy, error);
  }
  if (error.message.startsWith('SASL')) {
    return invalid('The database asks for a password.', 'Give it in DATABASE_URL.', error);
  }
  return null;
}

/** True where a connection is of no use any more: it broke, or leads to a server that takes no writes. */
export function isLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = systemErrorCode(error) ?? '';
  if (code === '57014' || code === '53300') return false;
  return (
    AWAY.test(code) ||
    code === '25006' ||
    AWAY_BY_SYSTEM.test(code) ||
    AWAY_BY_DRIVER.test(error.message)
  );
}

/** True where a pooler takes no settings with the connection, or not all of them. */
export function refusesOptions(error: unknown): boolean {
  return error instanceof Error && /startup parameter|command-line options/i.test(error.message);
}

function reasonOf(error: Error, code: string): string {
  if (code === '57014') return 'a statement took too long and was ended';
  if (code === '53300') return 'it has no connection left for us';
  return code === '' ? (error.message.split('\n')[0] ?? 'the connection was lost') : code;
}
