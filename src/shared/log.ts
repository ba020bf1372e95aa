// The log: JSON lines on stderr, so that stdout carries results only. Secrets are scrubbed from the
// finished line, because redaction by field name misses secrets inside messages and stacks.

import { Writable } from 'node:stream';
import { pino, type Logger } from 'pino';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

export interface LogOptions {
  readonly level: string;
  /** Values that must never be written, such as the bot's token. */
  readonly secrets?: readonly string[];
  /** Where lines go; stderr unless given. */
  readonly write?: (line: string) => void;
}

/** Opens a log whose every line is free of the given secrets. */
export function openLog(options: LogOptions): Log {
  const secrets = (options.secrets ?? []).filter((secret) => secret.length > 0).flatMap(asWritten);
  const write = options.write ?? ((line: string) => void process.stderr.write(line));
  const scrubbing = new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      write(secrets.reduce((line, secret) => line.replaceAll(secret, '[secret]'), chunk));
      done();
    },
  });
  return pino({ level: options.level, base: null }, scrubbing);
}

/** A secret with a quotation mark or a backslash stands in a line of JSON in another form. */
function asWritten(secret: string): readonly string[] {
  return [...new Set([secret, JSON.stringify(secret).slice(1, -1)])];
}

/** A log that keeps nothing. */
export const silentLog: Log = pino({ level: 'silent' });
