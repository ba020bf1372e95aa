// Zip archives made byte by byte, so that they can lie: names, sizes, checksums, places and attributes are
// written as they are given.

import { crc32, deflateRawSync } from 'node:zlib';

/** One file of an archive; what is not given is as it should be. */
export interface ZipMember {
  readonly name: string | Uint8Array;
  readonly content?: string | Uint8Array;
  /** What inflating gives less or more than the content is declared as. */
  readonly declaredSize?: number;
  readonly checksum?: number;
  readonly stored?: boolean;
  /** Packing method as written in the headers. */
  readonly method?: number;
  readonly flags?: number;
  /** Unix mode; a symbolic link is 0o120777. */
  readonly mode?: number;
  /** Index of an earlier member whose bytes this one points to as well. */
  readonly sharesBytesOf?: number;
}

export interface ZipLies {
  /** Number of entries as the end record says. */
  readonly declaredEntries?: number;
}

const UTF8_NAMES = 0x800;
const DEFLATE = 8;

/** An archive of the members, in their order. */
export function makeZip(members: readonly ZipMember[], lies: ZipLies = {}): Buffer {
  const parts: Buffer[] = [];
  const central: Buffer[] = [];
  const offsets: number[] = [];
  let offset = 0;
  for (const member of members) {
    const shared = member.sharesBytesOf === undefined ? undefined : offsets[member.sharesBytesOf];
    const { local, data, header } = entryOf(member, shared ?? offset);
    offsets.push(shared ?? offset);
    central.push(header);
    if (shared !== undefined) continue;
    parts.push(local, data);
    offset += local.length + data.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  const count = Math.min(0xffff, lies.declaredEntries ?? members.length);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, directory, end]);
}

interface EntryBytes {
  readonly local: Buffer;
  readonly data: Buffer;
  readonly header: Buffer;
}

function entryOf(member: ZipMember, offset: number): EntryBytes {
  const name = Buffer.from(member.name as string);
  const content = Buffer.from((member.content ?? '') as string);
  const data = member.stored === true ? content : deflateRawSync(content);
  const local = Buffer.alloc(30 + name.length);
  local.writeUInt32LE(0x04034b50, 0);
  writeFacts(local.subarray(4), { member, content, data, name });
  name.copy(local, 30);
  const header = Buffer.alloc(46 + name.length);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(0x0314, 4);
  writeFacts(header.subarray(6), { member, content, data, name });
  header.writeUInt32LE(((member.mode ?? 0o100644) << 16) >>> 0, 38);
  header.writeUInt32LE(offset, 42);
  name.copy(header, 46);
  return { local, data, header };
}

interface Facts {
  readonly member: ZipMember;
  readonly content: Buffer;
  readonly data: Buffer;
  readonly name: Buffer;
}

/** The 26 bytes that both headers of an entry share. */
function writeFacts(at: Buffer, { member, content, data, name }: Facts): void {
  at.writeUInt16LE(20, 0);
  at.writeUInt16LE(member.flags ?? UTF8_NAMES, 2);
  at.writeUInt16LE(member.method ?? (member.stored === true ? 0 : DEFLATE), 4);
  at.writeUInt32LE(0x58210000, 6);
  at.writeUInt32LE(member.checksum ?? crc32(content), 10);
  at.writeUInt32LE(data.length, 14);
  at.writeUInt32LE(member.declaredSize ?? content.length, 18);
  at.writeUInt16LE(name.length, 22);
}
