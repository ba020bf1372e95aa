// The layout of an hnswlib file, read without native code: its header says how large its parts are, and the
// parts must end where the file ends. hnswlib itself neither notices a full disk nor another dimension.

import { open, type FileHandle } from 'node:fs/promises';

/** What must be true of a graph file. */
export interface GraphShape {
  readonly dimension: number;
  /** Vectors that a search may find. */
  readonly count: number;
  /** Vectors that left and are only marked; none unless given. */
  readonly removed?: number;
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
/** In each element, the lowest bit of this byte says that it was removed. */
const MARK_AT = 2;
/** Bytes of elements read at once. */
const CHUNK_BYTES = 1 << 20;

/** Says in a few words what is wrong with a graph file, or null where its layout is whole. */
export async function layoutFault(path: string, shape: GraphShape): Promise<string | null> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size < HEADER_BYTES) return 'has no whole header';
    const header = await readAt(file, 0, HEADER_BYTES);
    return headerFault(header, shape) ?? (await elementsFault(file, { size, header, shape }));
  } finally {
    await file.close();
  }
}

function headerFault(header: Buffer, shape: GraphShape): string | null {
  const word = (at: number): number => Number(header.readBigUInt64LE(at));
  const dimension = (word(LABEL_OFFSET_AT) - word(DATA_OFFSET_AT)) / FLOAT_BYTES;
  if (dimension !== shape.dimension) {
    return `holds vectors of ${dimension} numbers where ${shape.dimension} are expected`;
  }
  if (word(COUNT_AT) === elementsOf(shape)) return null;
  return `holds ${word(COUNT_AT)} vectors where ${elementsOf(shape)} are expected`;
}

interface OpenGraph {
  readonly size: number;
  readonly header: Buffer;
  readonly shape: GraphShape;
}

async function elementsFault(file: FileHandle, graph: OpenGraph): Promise<string | null> {
  const elements = elementsOf(graph.shape);
  const elementSize = Number(graph.header.readBigUInt64LE(ELEMENT_SIZE_AT));
  const linksAt = HEADER_BYTES + elements * elementSize;
  if (graph.size < linksAt) return 'was cut short';
  const links = await readAt(file, linksAt, graph.size - linksAt);
  if (endOfLinks(links, elements) !== links.length) return 'was cut short';
  const removed = graph.shape.removed ?? 0;
  const marked = await countMarked(file, elements, elementSize);
  if (marked === removed) return null;
  return `marks ${marked} vectors as removed where ${removed} were`;
}

function elementsOf(shape: GraphShape): number {
  return shape.count + (shape.removed ?? 0);
}

async function countMarked(
  file: FileHandle,
  elements: number,
  elementSize: number,
): Promise<number> {
  const perChunk = Math.max(1, Math.floor(CHUNK_BYTES / elementSize));
  let marked = 0;
  for (let first = 0; first < elements; first += perChunk) {
    const count = Math.min(perChunk, elements - first);
    const chunk = await readAt(file, HEADER_BYTES + first * elementSize, count * elementSize);
    for (let i = 0; i < count; i += 1) marked += (chunk[i * elementSize + MARK_AT] ?? 0) & 1;
  }
  return marked;
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
