// One file inside another (a member of an archive, an attachment) -> its documents under its name, or why it was
// left out. It goes the way of a file of its own, except that nothing packed in something packed is opened.

import { kindByBytes, kindOfText, refusalWithType } from './decide-kind.js';
import { decodeText } from '../decode-text.js';
import type { Extracted, Member } from '../document-reader.js';
import { LARGEST_FILE_BYTES } from '../read-regular-file.js';
import { Refusal } from '../refusal.js';
import { formatOf, READ_EXTENSIONS, type Kind } from './kinds.js';
import { readerOf } from './reader-of.js';

const PACKED = /\.(?:zip|tar|tgz|gz|bz2|xz|zst|7z|rar|jar|mbox)$/i;

/** Reads a member; what is wrong with it is a refusal in the result. */
export async function readMember({ name, bytes, given = {} }: Member): Promise<Extracted> {
  try {
    const read = await readAs(await memberKind(name, bytes), name, bytes);
    return {
      extractions: read.extractions.map((one) => ({
        ...one,
        member: one.member === null ? name : `${name}#${one.member}`,
        metadata: { ...one.metadata, ...given },
      })),
      refusals: read.refusals.map((one) => ({ ...one, member: `${name}#${one.member}` })),
    };
  } catch (error) {
    return { extractions: [], refusals: [{ member: name, ...describe(error) }] };
  }
}

async function readAs(kind: Kind, name: string, bytes: Uint8Array): Promise<Extracted> {
  const reader = await readerOf(kind);
  return reader.read(bytes, { name, readMember });
}

async function memberKind(name: string, bytes: Uint8Array): Promise<Kind> {
  if (PACKED.test(name)) {
    throw new Refusal('nested_archive', 'it is an archive in an archive. Unpack it first.');
  }
  if (bytes.length > LARGEST_FILE_BYTES)
    throw new Refusal('too_large', 'it is larger than 10 MiB. Split it.');
  const kind = kindByBytes(name, bytes);
  if (kind === 'zip') {
    throw new Refusal('nested_archive', 'it is an archive in an archive. Unpack it first.');
  }
  if (kind === null) {
    const formats = READ_EXTENSIONS.join(' ');
    throw new Refusal('type_mismatch', `not a format that is read; these are: ${formats}. Convert it or remove it.`);
  }
  if (formatOf(kind).isHostile) return kind;
  try {
    return kindOfText(decodeText(bytes).text, kind);
  } catch (error) {
    throw error instanceof Refusal ? await refusalWithType(error, name, bytes) : error;
  }
}

function describe(error: unknown): { readonly code: Refusal['code']; readonly text: string } {
  if (error instanceof Refusal) return { code: error.code, text: error.message };
  if (error instanceof RangeError) {
    return { code: 'too_complex', text: 'it is nested too deeply to be read. Simplify it.' };
  }
  const reason = error instanceof Error ? error.message : String(error);
  return { code: 'unreadable', text: `it could not be parsed (${reason}).` };
}
