// What a run changes of the shipped answerer: parts switched off and constants set otherwise. Names are
// checked against the parts and constants there are, so that a slip is an error and not a wrong figure.

import { PIECES, type Piece } from '../retrieval/pieces.js';
import { RETRIEVAL, type RetrievalOptions } from '../retrieval/retrieve.js';
import { ReadableError } from '../shared/errors.js';

export interface Variant {
  /** Parts that are switched off. */
  readonly without: readonly Piece[];
  /** Constants by name that differ from the shipped ones. */
  readonly constants: Readonly<Record<string, number>>;
}

/** The answerer as it ships. */
export const AS_SHIPPED: Variant = { without: [], constants: {} };

/**
 * Reads names of parts with commas between them.
 *
 * @throws ReadableError `bad_call` that lists the names there are
 */
export function parsePieces(text: string): Piece[] {
  const names = text.split(',').map((name) => name.trim());
  return names.map((name) => {
    const piece = PIECES.find((known) => known === name);
    if (piece !== undefined) return piece;
    throw unknownName(name, 'a part that can be switched off', PIECES);
  });
}

/**
 * Reads `name=value` and adds it to what was read before.
 *
 * @throws ReadableError `bad_call` that lists the names there are
 */
export function parseConstant(
  text: string,
  before: Readonly<Record<string, number>> = {},
): Record<string, number> {
  const [name = '', value = ''] = text.split('=', 2);
  const known = Object.keys(constantsOf(RETRIEVAL));
  if (!known.includes(name)) throw unknownName(name, 'a constant', known);
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number) || number < 0) {
    throw new ReadableError({
      code: 'bad_call',
      text: `--set ${text.slice(0, 60)}: the value must be a number that is not negative.`,
    });
  }
  return { ...before, [name]: number };
}

/** The numbers that shape retrieval, by name; with a variant, as it sets them. */
export function constantsOf(options: RetrievalOptions): Record<string, number> {
  const { weights, ...rest } = options;
  const numbers = Object.entries({ ...weights, ...rest }).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number',
  );
  return Object.fromEntries(numbers);
}

/** The shipped constants with a variant's in their places; pieces are given beside them. */
export function retrievalOf(variant: Variant): RetrievalOptions {
  const { weights, ...rest } = RETRIEVAL;
  return { ...replaced(rest, variant.constants), weights: replaced(weights, variant.constants) };
}

/** The same fields; those that are named take their new value. */
function replaced<T extends object>(fields: T, values: Readonly<Record<string, number>>): T {
  const named = Object.entries(values).filter(([name]) => Object.hasOwn(fields, name));
  return { ...fields, ...Object.fromEntries(named) };
}

function unknownName(name: string, kind: string, known: readonly string[]): ReadableError {
  return new ReadableError({
    code: 'bad_call',
    text: `"${name.slice(0, 40)}" is not ${kind}; there are: ${known.join(', ')}.`,
    remedy: 'See: npm run evaluate -- --help',
  });
}
