// In: a name as a person, a server or an archive gives it, or an address. Out: a name that is fit to be kept and
// shown: no folder, nothing invisible, not too long, its extension kept. No file is ever written by it.

const MOST_CHARACTERS = 100;
const MOST_OF_EXTENSION = 10;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\uFFFD]/gu;

const EXTENSIONS: Readonly<Record<string, string>> = {
  'text/html': '.html',
  'application/xhtml+xml': '.html',
  'text/plain': '.txt',
  'text/markdown': '.md',
  'text/csv': '.csv',
  'application/pdf': '.pdf',
  'application/json': '.json',
  'application/epub+zip': '.epub',
  'application/zip': '.zip',
  'message/rfc822': '.eml',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': '.docx',
};

/** The name itself, made safe; "document.txt" where nothing of it is left. */
export function safeFileName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replace(INVISIBLE, '')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
    .trim();
  if (clean === '') return 'document.txt';
  const characters = Array.from(clean);
  if (characters.length <= MOST_CHARACTERS) return clean;
  const extension = extensionOf(clean);
  return characters.slice(0, MOST_CHARACTERS - extension.length).join('') + extension;
}

/** What the file behind an address is called: the end of its path, with an extension that says what it is. */
export function nameOfAddress(url: string, mediaType: string | null): string {
  const { pathname, hostname } = new URL(url);
  const type = mediaType?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const known = EXTENSIONS[type];
  const end = safeFileName(
    decoded(
      pathname
        .split('/')
        .filter((part) => part !== '')
        .at(-1) ?? hostname,
    ),
  );
  const extension = extensionOf(end);
  if (known !== undefined) return extension === known ? end : `${end}${known}`;
  return extension === '' ? `${end}.html` : end;
}

/** A name for what was typed: its title's words. */
export function nameOfTitle(title: string): string {
  const words = title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '');
  return safeFileName(`${Array.from(words).slice(0, 60).join('') || 'text'}.txt`);
}

function extensionOf(name: string): string {
  const found = /\.[a-z0-9]+$/i.exec(name)?.[0] ?? '';
  return found.length > MOST_OF_EXTENSION || found === name ? '' : found.toLowerCase();
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
