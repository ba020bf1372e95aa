// The formats that are read: what each is called, which names it goes by, and where it is parsed. Formats whose
// parsers are large and whose files can be bombs are parsed apart, in a process with limits.

import { posix } from 'node:path';

/** A format. `zip` is an archive of documents; `docx` and `epub` are packed the same way. */
export type Kind =
  | 'markdown'
  | 'html'
  | 'text'
  | 'csv'
  | 'json'
  | 'mail'
  | 'mailbox'
  | 'web_archive'
  | 'pdf'
  | 'docx'
  | 'epub'
  | 'zip';

/** What is known of a format. */
export interface Format {
  readonly kind: Kind;
  /** As it stands in "it is ...". */
  readonly title: string;
  /** Lower case, with the dot. */
  readonly extensions: readonly string[];
  /** Parsed in a process of its own whatever the size. */
  readonly isHostile: boolean;
}

const FORMATS: readonly Format[] = [
  { kind: 'markdown', title: 'Markdown', extensions: ['.md', '.markdown'], isHostile: false },
  {
    kind: 'html',
    title: 'an HTML page',
    extensions: ['.html', '.htm', '.xhtml'],
    isHostile: false,
  },
  { kind: 'text', title: 'plain text', extensions: ['.txt', '.text'], isHostile: false },
  { kind: 'csv', title: 'a table', extensions: ['.csv', '.tsv'], isHostile: false },
  { kind: 'json', title: 'JSON', extensions: ['.json', '.jsonl', '.ndjson'], isHostile: false },
  { kind: 'pdf', title: 'a PDF', extensions: ['.pdf'], isHostile: true },
  { kind: 'docx', title: 'a Word document', extensions: ['.docx'], isHostile: true },
  { kind: 'epub', title: 'an EPUB', extensions: ['.epub'], isHostile: true },
  { kind: 'mail', title: 'an e-mail', extensions: ['.eml'], isHostile: true },
  { kind: 'mailbox', title: 'a mailbox', extensions: ['.mbox'], isHostile: true },
  {
    kind: 'web_archive',
    title: 'a saved web page',
    extensions: ['.mhtml', '.mht'],
    isHostile: true,
  },
  { kind: 'zip', title: 'a zip archive', extensions: ['.zip'], isHostile: true },
];

/** The extensions that are read, with the dot, lower case. */
export const READ_EXTENSIONS: readonly string[] = FORMATS.flatMap(({ extensions }) => extensions);

/** What a file's name claims to be, or null where it claims nothing that is read. */
export function formatByName(file: string): Format | null {
  const extension = posix.extname(file).toLowerCase();
  return FORMATS.find(({ extensions }) => extensions.includes(extension)) ?? null;
}

/** What is known of a kind. */
export function formatOf(kind: Kind): Format {
  const format = FORMATS.find((candidate) => candidate.kind === kind);
  if (format === undefined) throw new Error(`no format "${kind}"`);
  return format;
}
