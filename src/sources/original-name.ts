// Where something was fetched from and what the server called it -> a file's name with an extension, for the
// reader and for people. Letters, digits, dot, dash and underscore only: it may become a file.

import { posix } from 'node:path';

const EXTENSIONS: Readonly<Record<string, string>> = {
  'text/html': '.html',
  'application/xhtml+xml': '.xhtml',
  'text/plain': '.txt',
  'text/markdown': '.md',
  'text/csv': '.csv',
  'application/json': '.json',
  'application/x-ndjson': '.jsonl',
  'application/pdf': '.pdf',
  'application/epub+zip': '.epub',
  'application/zip': '.zip',
  'message/rfc822': '.eml',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': '.docx',
};
/** Servers say these of anything. */
const SAYS_NOTHING: ReadonlySet<string> = new Set([
  'application/octet-stream',
  'binary/octet-stream',
]);
const LONGEST_STEM = 60;
const EXTENSION = /^\.[a-z0-9]{1,6}$/;

/** The media type without its parameters, lower case; null where none was said. */
function mediaTypeOf(header: string | null): string | null {
  const type = (header ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return type === '' || SAYS_NOTHING.has(type) ? null : type;
}

/** Whether a server says that this is something nobody can read. */
export function isMedia(header: string | null): boolean {
  return /^(?:image|audio|video|font)\//.test(mediaTypeOf(header) ?? '');
}

/** A name for what lies at an address. */
export function originalName(url: string, header: string | null): string {
  const path = decoded(new URL(url).pathname);
  const extension = posix.extname(path).toLowerCase();
  const stem = posix
    .basename(path, posix.extname(path))
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[._-]+|[._-]+$/g, '');
  const short = Array.from(stem).slice(0, LONGEST_STEM).join('');
  return `${short === '' ? 'index' : short}${extensionFor(mediaTypeOf(header), extension)}`;
}

/** What the server says wins over the address: `article.php` is a page. */
function extensionFor(mediaType: string | null, inAddress: string): string {
  const said = mediaType === null ? undefined : EXTENSIONS[mediaType];
  if (said !== undefined) return said === '.txt' && inAddress === '.md' ? '.md' : said;
  return EXTENSION.test(inAddress) ? inAddress : '.html';
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
