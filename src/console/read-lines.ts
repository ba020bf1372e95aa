// In: a stream of bytes. Out: its lines, one at a time. Only line feeds end a line: readline would also
// split at U+2028, which may stand inside a JSON string.

import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/** A longer line is no question; it is cut off so that a stream without line ends takes no memory. */
const LONGEST_LINE = 1_000_000;

/** Reads lines without their ends; a last line without one counts too. */
export async function* readLines(input: Readable): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of input) {
    rest += typeof chunk === 'string' ? chunk : decoder.write(chunk as Buffer);
    const lines = rest.split('\n');
    rest = (lines.pop() ?? '').slice(0, LONGEST_LINE);
    for (const line of lines) yield withoutCarriageReturn(line);
  }
  rest += decoder.end();
  if (rest !== '') yield withoutCarriageReturn(rest);
}

function withoutCarriageReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
