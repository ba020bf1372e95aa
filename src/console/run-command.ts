// The frame around every script: settings and log in, exit code out. Results go to stdout, everything else
// to stderr; a readable error is one line, a defect is logged in full and shown as a reference.

import { loadSettings, secretsIn, type Settings } from '../settings.js';
import { describeFailure } from '../shared/errors.js';
import { openLog, type Log } from '../shared/log.js';

export interface CommandContext {
  readonly settings: Settings;
  readonly log: Log;
}

export interface CommandOptions {
  /** True where people read along: what is told at `info` is for the logs of a service. */
  readonly isQuiet?: boolean;
}

/** Runs a command and sets the exit code: 0 done, 1 failed, 2 the call or a setting is wrong. */
export async function runCommand(
  command: (context: CommandContext) => Promise<void>,
  { isQuiet = false }: CommandOptions = {},
): Promise<void> {
  let log: Log | null = null;
  try {
    const settings = loadSettings();
    const secrets = secretsIn(settings);
    const level = isQuiet && settings.logLevel === 'info' ? 'warn' : settings.logLevel;
    log = openLog({ level, secrets });
    await command({ settings, log });
  } catch (error) {
    endWith(error, log);
  }
}

/** Runs a command that looks at the settings itself, such as the doctor. */
export async function runWithoutSettings(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    endWith(error, null);
  }
}

function endWith(error: unknown, log: Log | null): void {
  const failure = describeFailure(error);
  if (failure.detail !== null) {
    (log ?? openLog({ level: 'error' })).error({ detail: failure.detail }, 'defect');
  }
  writeError(failure.text);
  process.exitCode = failure.exitCode;
}

/** Writes a line to stderr. */
export function writeError(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Writes a line of the result to stdout. */
export function writeResult(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Writes a result as indented JSON. */
export function writeJson(value: unknown): void {
  writeResult(JSON.stringify(value, null, 2));
}
