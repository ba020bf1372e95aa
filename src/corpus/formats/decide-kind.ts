// A file's bytes and name -> the format it is read as, or a Refusal. The content decides; the name decides only
// among texts that look alike (Markdown, plain text, a table), and a name that says something else than the
// content refuses the file: who named it so, or who sent it, expects something else to happen with it.

import { Refusal } from '../refusal.js';
import { formatByName, formatOf, READ_EXTENSIONS, type Format, type Kind } from './kinds.js';

/** As many bytes as tell a format; a page may begin with comments, a mail with many headers. */
const SNIFFED_BYTES = 4_096;
/** Readers of PDF allow this much before the header. */
const PDF_HEADER_WITHIN = 1_024;
/** JSON that stands in a text file's place is only looked for in files of this size. */
const MOST_JSON_CHARACTERS = 4 * 1024 * 1024;

/** What bytes show themselves to be before they are decoded; `other` is no format of ours. */
type Signature = { readonly kind: 'pdf' | 'zip' } | { readonly other: string };

const OTHER_SIGNATURES: readonly (readonly [string, string])[] = [
  ['{\\rtf', 'an RTF file'],
  ['\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1', 'an old or password-protected Office file'],
  ['\x1F\x8B', 'a gzip archive'],
  ['7z\xBC\xAF\x27\x1C', 'a 7z archive'],
  ['Rar!\x1A\x07', 'a RAR archive'],
];

/** The kind that the first bytes show, or null where they show none. */
function signatureOf(bytes: Uint8Array, claimed: Format | null): Signature | null {
  const start = latin1(bytes.subarray(0, SNIFFED_BYTES));
  const text = start.replace(/^\xEF\xBB\xBF/, '').trimStart();
  if (text.startsWith('%PDF-')) return { kind: 'pdf' };
  if (claimed?.kind === 'pdf' && start.slice(0, PDF_HEADER_WITHIN).includes('%PDF-')) {
    return { kind: 'pdf' };
  }
  if (/^PK(?:\x03\x04|\x05\x06|\x07\x08)/.test(start)) return { kind: 'zip' };
  const other = OTHER_SIGNATURES.find(([mark]) => text.startsWith(mark));
  return other === undefined ? null : { other: other[1] };
}

/**
 * The format of a file as far as its name and first bytes tell, or null where they tell nothing: what comes
 * packed as a zip is told apart when it is opened, texts when they are decoded.
 *
 * @throws Refusal `type_mismatch`
 */
export function kindByBytes(file: string, bytes: Uint8Array): Kind | null {
  const claimed = formatByName(file);
  // Nothing contradicts nothing; the reader says that it is empty.
  if (bytes.length === 0) return claimed?.kind ?? null;
  const signature = signatureOf(bytes, claimed);
  if (signature === null) {
    const opening = latin1(bytes.subarray(0, SNIFFED_BYTES));
    if (claimed === null) return selfDescribing(opening);
    if (beginsAs(claimed.kind, opening)) return claimed.kind;
    throw mismatch(claimed, `it does not begin as ${claimed.title} does`);
  }
  if ('other' in signature) throw mismatch(claimed, `it is ${signature.other}`);
  if (claimed === null) return signature.kind;
  if (signature.kind === 'zip' && isPacked(claimed.kind)) return claimed.kind;
  if (signature.kind === claimed.kind) return claimed.kind;
  const found = signature.kind === 'pdf' ? 'a PDF' : 'a zip archive or an office document';
  throw mismatch(claimed, `it is ${found}`);
}

/** Refuses what no reader would take, as cheaply as a listing of many files needs it. */
export function refuseUnread(file: string, bytes: Uint8Array): void {
  // What is named as a text is decoded first: that it is none may be told better then.
  if (formatByName(file)?.isHostile === false) return;
  if (kindByBytes(file, bytes) !== null) return;
  const formats = READ_EXTENSIONS.join(' ');
  throw new Refusal('type_mismatch', `not a format that is read; these are: ${formats}. Convert it or remove it.`);
}

/**
 * The kind of a text, `claimed` being what its name says (null where it says nothing).
 *
 * @throws Refusal `type_mismatch`
 */
export function kindOfText(text: string, claimed: Kind | null): Kind {
  const found = selfDescribing(text.slice(0, SNIFFED_BYTES)) ?? jsonInstead(text, claimed);
  if (claimed === null) {
    if (found !== null) return found;
    throw new Refusal('type_mismatch', 'its name does not say what it is. Give it an extension.');
  }
  if (found === null || found === claimed) return claimed;
  throw mismatch(formatOf(claimed), `it is ${formatOf(found).title}`);
}

/** What a text shows itself to be by its opening: a page, or a message with the headers of a mail program. */
function selfDescribing(opening: string): Kind | null {
  const start = opening.replace(/^\uFEFF|^\xEF\xBB\xBF/, '').trimStart();
  const markup = start.replace(
    /^(?:<\?xml[^>]{0,200}\?>\s*|<!--(?:[^-]|-(?!->)){0,2000}-->\s*)+/,
    '',
  );
  if (/^(?:<!doctype html|<html[\s>])/i.test(markup)) return 'html';
  const head = start.split(/\r?\n\r?\n/, 1)[0] ?? '';
  const isMail =
    /^(?:[!-9;-~]+:[ \t].*|[ \t].*)(?:\r?\n(?:[!-9;-~]+:.*|[ \t].*))*\s*$/.test(head) &&
    /^from:/im.test(head) &&
    /^(?:message-id|mime-version|received|return-path):/im.test(head);
  if (!isMail) return null;
  return /^content-type:\s*multipart\/related/im.test(head) &&
    /^snapshot-content-location:|saved by/im.test(head)
    ? 'web_archive'
    : 'mail';
}

/** Whether a file without a signature may be what its name says; most texts may be anything. */
function beginsAs(kind: Kind, opening: string): boolean {
  if (kind === 'pdf' || isPacked(kind)) return false;
  if (kind === 'mailbox') return opening.startsWith('From ');
  if (kind !== 'mail' && kind !== 'web_archive') return true;
  const lines = opening
    .replace(/^\xEF\xBB\xBF/, '')
    .trimStart()
    .split(/\r?\n/, 40);
  return lines.some((line) =>
    /^(?:from|to|subject|date|message-id|mime-version|received|return-path):/i.test(line),
  );
}

/** A text or Markdown file that is one JSON value would be quoted with its brackets and keys. */
function jsonInstead(text: string, claimed: Kind | null): Kind | null {
  if (claimed !== 'text' && claimed !== 'markdown') return null;
  if (text.length > MOST_JSON_CHARACTERS || !/^\s*(?:\{\s*"|\[\s*[{["])/.test(text)) return null;
  try {
    JSON.parse(text);
    return 'json';
  } catch {
    return null;
  }
}

/** Names what binary data is, so that its owner knows what to convert; the refusal as it was where nothing fits. */
export async function refusalWithType(
  refusal: Refusal,
  file: string,
  bytes: Uint8Array,
): Promise<Refusal> {
  if (refusal.code !== 'not_text') return refusal;
  // Loaded where it is needed: a listing of many files never is.
  const { fileTypeFromBuffer } = await import('file-type');
  const found = await fileTypeFromBuffer(bytes.slice(0, SNIFFED_BYTES)).catch(() => undefined);
  if (found === undefined) return refusal;
  return mismatch(formatByName(file), `it is ${found.mime}`);
}

function mismatch(claimed: Format | null, reason: string): Refusal {
  const says =
    claimed === null ? '' : `its name says ${claimed.extensions[0] ?? claimed.kind} but `;
  return new Refusal('type_mismatch', `${says}${reason}. Rename or convert it.`);
}

function isPacked(kind: Kind): boolean {
  return kind === 'docx' || kind === 'epub' || kind === 'zip';
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}
