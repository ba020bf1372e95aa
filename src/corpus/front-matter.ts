// The YAML block between two `---` lines at the top of a Markdown file -> metadata and the text below.
// Broken front matter refuses the file and names the line: guessing would index keys as prose.

import { type Document, isMap, isNode, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';

import type { Metadata } from './document.js';
import { dateField, isWebAddress, namesField, textField, urlField } from './metadata-fields.js';
import { Refusal } from './refusal.js';

/** Front matter taken off a file's text. */
export interface SplitText {
  readonly metadata: Partial<Metadata>;
  readonly body: string;
}

const OPENING = /^---[ \t]*\r?\n/;
const CLOSING = /^(?:---|\.\.\.)[ \t]*$/m;
const MOST_CHARACTERS = 64 * 1024;

/** The names under which other tools keep the same facts; `source` is an outlet or an address. */
export const KEY_OF: Readonly<Record<string, keyof Metadata | 'source'>> = {
  title: 'title',
  headline: 'title',
  outlet: 'outlet',
  publisher: 'outlet',
  publication: 'outlet',
  source: 'source',
  author: 'author',
  authors: 'author',
  date: 'date',
  published: 'date',
  date_published: 'date',
  pubdate: 'date',
  url: 'url',
  link: 'url',
  canonical: 'url',
  source_url: 'url',
  language: 'language',
  lang: 'language',
};

const FIELDS = {
  title: textField,
  outlet: textField,
  source: textField,
  author: namesField,
  date: dateField,
  url: urlField,
  language: textField,
} satisfies Record<keyof Metadata | 'source', z.ZodType<string | null>>;

/** Splits front matter off; a text without any is all body. */
export function splitFrontMatter(text: string): SplitText {
  if (/^\+\+\+[ \t]*\r?\n/.test(text)) {
    throw badFrontMatter(1, 'TOML front matter is not read; write it as YAML between --- lines');
  }
  const opening = OPENING.exec(text);
  if (opening === null) return { metadata: {}, body: text };
  const rest = text.slice(opening[0].length);
  const closing = CLOSING.exec(rest);
  if (closing === null || closing.index > MOST_CHARACTERS) {
    // An unclosed block of keys is broken; a rule above prose is Markdown.
    if (!/^\w+:(?:\s|$)/.test(rest)) return { metadata: {}, body: text };
    throw badFrontMatter(1, 'the block opened by --- is never closed');
  }
  const metadata = readYaml(rest.slice(0, closing.index));
  if (metadata === null) return { metadata: {}, body: text };
  return { metadata, body: rest.slice(closing.index + closing[0].length) };
}

/** Null when the block is no mapping: two rules with prose between them. */
function readYaml(yaml: string): Partial<Metadata> | null {
  const lineCounter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter, prettyErrors: true });
  const [error] = document.errors;
  if (error !== undefined) {
    const reason = error.message.split('\n', 1)[0] ?? 'not YAML';
    throw badFrontMatter((error.linePos?.[0].line ?? 1) + 1, reason);
  }
  if (document.contents === null) return {};
  if (!isMap(document.contents)) return null;
  const found: { -readonly [Key in keyof Metadata]?: Metadata[Key] } = {};
  for (const { key, value } of document.contents.items) {
    const line = lineCounter.linePos(isNode(key) ? key.range[0] : 0).line + 1;
    const plain = isNode(value) ? plainValue(value, document, line) : null;
    takeField(found, { name: String(key), value: plain, line });
  }
  return found;
}

function plainValue(value: Node, document: Document, line: number): unknown {
  try {
    return value.toJS(document, { maxAliasCount: 20 });
  } catch {
    throw badFrontMatter(line, 'its aliases cannot be resolved');
  }
}

function takeField(
  found: { -readonly [Key in keyof Metadata]?: Metadata[Key] },
  field: { readonly name: string; readonly value: unknown; readonly line: number },
): void {
  const key = KEY_OF[field.name.toLowerCase()];
  if (key === undefined) return;
  const checked = FIELDS[key].safeParse(field.value);
  if (!checked.success) {
    const reason = checked.error.issues[0]?.message ?? 'is not usable';
    throw badFrontMatter(field.line, `\`${field.name}\` ${reason}`);
  }
  // "source" holds an outlet's name with some tools, an address with others.
  const address = checked.data !== null && isWebAddress(checked.data);
  const target = key !== 'source' ? key : address ? 'url' : 'outlet';
  found[target] ??= checked.data;
}

function badFrontMatter(line: number, reason: string): Refusal {
  const text = `front matter, line ${line}: ${reason}. Mend the block or remove it.`;
  return new Refusal('bad_front_matter', text);
}
