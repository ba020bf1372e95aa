// Command lines, parsed by commander; a wrong call is one readable error with exit code 2.

import { Command, CommanderError } from 'commander';
import { ReadableError } from '../shared/errors.js';

/** Starts a command whose wrong calls throw instead of ending the process. */
export function defineCall(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
}

/**
 * Parses process.argv; `--help` prints and ends the process.
 *
 * @throws ReadableError `bad_call`
 */
export function parseCall(call: Command, argv: readonly string[] = process.argv): Command {
  try {
    return call.parse([...argv]);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) process.exit(0);
    throw new ReadableError({
      code: 'bad_call',
      text: `${error.message.replace(/^error: /, '').replace(/\.$/, '')}.`,
      remedy: `See: npm run ${call.name()} -- --help`,
    });
  }
}

/** Parses a whole number within bounds, for option values. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new ReadableError({
      code: 'bad_call',
      text: `"${text.slice(0, 40)}" is not a whole number from ${least} to ${most}.`,
    });
  };
}

/** Gathers the values of an option that may be repeated. */
export function several(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}
