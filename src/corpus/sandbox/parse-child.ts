// The process that parses one hostile file. In: a line that names it, then its bytes, on stdin. Out: messages on
// stdout. It has no secrets, no folder of its own and no second job: whatever a file does to it ends with it.

import { decodeText } from '../decode-text.js';
import { kindOfText, refusalWithType } from '../formats/decide-kind.js';
import { formatOf, type Kind } from '../formats/kinds.js';
import { readMember } from '../formats/read-member.js';
import { readerOf } from '../formats/reader-of.js';
import { Refusal } from '../refusal.js';
import type { FileRefusal, JobLine, ParserMessage } from './parser-messages.js';

const NEWLINE = 0x0a;

async function run(): Promise<void> {
  try {
    const input = await readInput();
    const end = input.indexOf(NEWLINE);
    const job = JSON.parse(input.subarray(0, end).toString('utf8')) as JobLine;
    const bytes = input.subarray(end + 1);
    const { file: name, select } = job;
    const reader = await readerOf(await settledKind(job, bytes));
    const { extractions, refusals } = await reader.read(bytes, { name, select, readMember });
    for (const extraction of extractions) await say({ extraction });
    for (const refusal of refusals) await say({ refusal });
    await say({ done: true });
  } catch (error) {
    await say({ refused: asRefused(error) });
  }
}

/** A text is what it shows itself to be once it is decoded; for all else its first bytes have told. */
async function settledKind({ kind, file }: JobLine, bytes: Uint8Array): Promise<Kind> {
  if (formatOf(kind).isHostile) return kind;
  try {
    return kindOfText(decodeText(bytes).text, kind);
  } catch (error) {
    throw error instanceof Refusal ? await refusalWithType(error, file, bytes) : error;
  }
}

async function readInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function asRefused(error: unknown): FileRefusal {
  if (error instanceof Refusal) return { code: error.code, text: error.message };
  if (error instanceof RangeError) {
    return { code: 'too_complex', text: 'it is nested too deeply to be read. Simplify it.' };
  }
  const reason = error instanceof Error ? error.message : String(error);
  return { code: 'unreadable', text: `it could not be parsed (${reason.slice(0, 200)}).` };
}

/** Waits where nobody reads, so that what was said is not held in memory twice. */
function say(message: ParserMessage): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(`${JSON.stringify(message)}\n`, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

await run();
