// A multipart body cut into its parts, as the client sends files beside a payload.

import type { UploadedFile } from './model.js';

const BREAK = Buffer.from('\r\n\r\n');

/** The parts of a body; a part without a file name has an empty one. */
export function readMultipart(bytes: Buffer, contentType: string): readonly UploadedFile[] {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (boundary === undefined) return [];
  return cutAt(bytes, Buffer.from(`--${boundary}`)).flatMap((part) => {
    const headEnd = part.indexOf(BREAK);
    if (headEnd === -1) return [];
    const head = part.subarray(0, headEnd).toString('utf8');
    // The line break before the next boundary belongs to the boundary.
    const data = part.subarray(headEnd + BREAK.length, part.length - 2);
    const field = /[; ]name="([^"]*)"/.exec(head)?.[1] ?? '';
    const name = /filename="([^"]*)"/.exec(head)?.[1] ?? '';
    const type = /content-type: *([^\r\n]+)/i.exec(head)?.[1] ?? 'application/octet-stream';
    return [{ field, name, contentType: type, data }];
  });
}

function cutAt(bytes: Buffer, mark: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  let from = bytes.indexOf(mark);
  while (from !== -1) {
    const next = bytes.indexOf(mark, from + mark.length);
    if (next !== -1) parts.push(bytes.subarray(from + mark.length, next));
    from = next;
  }
  return parts;
}
