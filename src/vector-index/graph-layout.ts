// The layout of an hnswlib file, read without native code: its header says how large its parts are, and the
// parts must end where the file ends. hnswlib itself neither notices a full disk nor another dimension.

import { open, type FileHandle } from 'node:fs/promises';

/** What must be true of a graph file. */
export interface GraphShape {
  readonly dimension: number;
  readonly count: number;
}

// hnswlib 0.8, saveIndex: offsetLevel0, max_elements, cur_element_count, size_data_per_element, label_offset
// and offsetData as 64-bit numbers, then max level and entry point (32 bits), maxM, maxM0, M (64), mult
// (double) and ef_construction (64).
const HEADER_BYTES = 6 * 8 + 2 * 4 + 3 * 8 + 8 + 8;
const COUNT_AT = 16;
const ELEMENT_SIZE_AT = 24;
const LABEL_OFFSET_AT = 32;
const DATA_OFFSET_AT = 40;
const FLOAT_BYTES = 4;

/** Says in a few words what is wrong with a graph file, or null where its layout is whole. */
export async function layoutFault(path: string, shape: GraphShape): Promise<string | null> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size < HEADER_BYTES) return 'has no whole header';
    const header = await readAt(file, 0, HEADER_BYTES);
    const word = (at: number): number => Number(header.readBigUInt64LE(at));
    const dimension = (word(LABEL_OFFSET_AT) - word(DATA_OFFSET_AT)) / FLOAT_BYTES;
    if (dimension !== shape.dimension) {
      return `holds vectors of ${dimension} numbers where ${shape.dimension} are expected`;
    }
    if (word(COUNT_AT) !== shape.count) {
      return `holds ${word(COUNT_AT)} vectors where ${shape.count} are expected`;
    }
    const linksAt = HEADER_BYTES + shape.count * word(ELEMENT_SIZE_AT);
    if (size < linksAt) return 'was cut short';
    const links = await readAt(file, linksAt, size - linksAt);
    return endOfLinks(links, shape.count) === links.length ? null : 'was cut short';
  } finally {
    await file.close();
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer;
}

/** Upper-level links: for each element their length in bytes, then that many bytes. */
function endOfLinks(links: Buffer, count: number): number {
  let at = 0;
  for (let i = 0; i < count; i += 1) {
    if (at + 4 > links.length) return -1;
    at += 4 + links.readUInt32LE(at);
  }
  return at;
}
