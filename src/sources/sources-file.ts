// `sources.yaml` of a corpus folder -> the sources it names, or one error that lists every problem with its line.
// The file is what an operator writes by hand, so a key that is not known is a slip and said, not passed over.

import { readFile, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { isNode, LineCounter, parseDocument, isSeq, type Document as YamlDocument } from 'yaml';
import { SOURCES_FILE } from '../corpus/sources-file-name.js';
import { ReadableError, systemErrorCode } from '../shared/errors.js';
import type { Source } from './source.js';
import { sourceIdOf } from './source-ids.js';
import { checkSourceEntry, type SourceEntryFields } from './source-entry.js';

export interface SourcesFileParts {
  /** The folder that the file lies in; folders it names are relative to it. */
  readonly corpusDir: string;
  readonly now: () => Date;
  /** The collection of entries that name none. */
  readonly collection: string;
  /** As settings allow it: other addresses that lead inward are problems of the file. */
  readonly allow?: readonly string[];
}

/** Who added what stands in the file. */
export const FROM_SOURCES_FILE = 'sources.yaml';

const MOST_SOURCES = 1_000;
const MOST_PROBLEMS_SHOWN = 20;
const LARGEST_FILE_CHARACTERS = 1_000_000;

interface Problem {
  readonly line: number;
  readonly text: string;
}

/**
 * Reads the file; no file is no source. Null where not even its folder is there: nobody can say what it lists.
 *
 * @throws ReadableError `bad_sources` that lists every problem
 */
export async function readSourcesFile(parts: SourcesFileParts): Promise<readonly Source[] | null> {
  const path = join(parts.corpusDir, SOURCES_FILE);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const code = systemErrorCode(error) ?? 'unknown';
    if (code === 'ENOTDIR') return null;
    if (code === 'ENOENT') return (await isFolder(parts.corpusDir)) ? [] : null;
    throw badSources([{ line: 1, text: `it cannot be opened (${code})` }]);
  }
  return parseSources(text, parts);
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/**
 * Reads the file's text.
 *
 * @throws ReadableError `bad_sources` that lists every problem
 */
export function parseSources(text: string, parts: SourcesFileParts): readonly Source[] {
  const problems: Problem[] = [];
  const sources: Source[] = [];
  const lines = new Map<string, number>();
  for (const { line, value } of entriesOf(text, problems)) {
    const checked = checkSourceEntry(value, {
      allow: parts.allow ?? [],
      collection: parts.collection,
    });
    problems.push(...checked.problems.map((problem) => ({ line, text: problem })));
    if (checked.fields === null) continue;
    const source = sourceOf(checked.fields, parts);
    const first = lines.get(source.id);
    if (first !== undefined) problems.push({ line, text: `stands on line ${first} already` });
    const place = misplaced(source, parts.corpusDir);
    if (place !== null) problems.push({ line, text: place });
    lines.set(source.id, line);
    sources.push(source);
  }
  if (problems.length > 0) throw badSources(problems);
  return sources;
}

interface WrittenEntry {
  readonly line: number;
  readonly value: unknown;
}

function entriesOf(text: string, problems: Problem[]): readonly WrittenEntry[] {
  if (text.length > LARGEST_FILE_CHARACTERS) {
    problems.push({ line: 1, text: 'it is larger than any list of sources' });
    return [];
  }
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const lineAt = (offset: number): number => counter.linePos(offset).line;
  for (const { pos, message } of document.errors) {
    problems.push({
      line: lineAt(pos[0]),
      text: `is not YAML (${message.split('\n', 1)[0] ?? ''})`,
    });
  }
  const { contents } = document;
  if (problems.length > 0 || contents === null) return [];
  if (!isSeq(contents)) {
    problems.push({ line: 1, text: 'the file must be a list: begin each source with "- "' });
    return [];
  }
  if (contents.items.length > MOST_SOURCES) {
    problems.push({ line: 1, text: `it lists more than ${MOST_SOURCES} sources` });
  }
  return contents.items.slice(0, MOST_SOURCES).map((item) => ({
    line: lineAt(isNode(item) ? item.range[0] : 0),
    value: plainValue(document, item, problems),
  }));
}

function plainValue(document: YamlDocument, item: unknown, problems: Problem[]): unknown {
  if (!isNode(item)) return item;
  try {
    return item.toJS(document, { maxAliasCount: 20 });
  } catch {
    problems.push({ line: 1, text: 'its aliases cannot be resolved' });
    return {};
  }
}

function sourceOf(fields: SourceEntryFields, { corpusDir, now }: SourcesFileParts): Source {
  const { kind } = fields;
  const place = kind === 'folder' ? resolve(corpusDir, fields.place) : fields.place;
  const source = { ...fields, place };
  return {
    ...source,
    id: sourceIdOf(source),
    addedBy: FROM_SOURCES_FILE,
    addedAt: now().toISOString(),
  };
}

/** A folder within the corpus folder, or around it, would give every document twice. */
function misplaced({ kind, place }: Source, corpusDir: string): string | null {
  if (kind !== 'folder') return null;
  const within = (inner: string, outer: string): boolean => {
    const path = relative(outer, inner);
    return !path.startsWith('..') && !isAbsolute(path);
  };
  if (within(place, corpusDir)) return '"folder" lies in the corpus folder, which is read anyway';
  return within(corpusDir, place) ? '"folder" holds the corpus folder itself' : null;
}

function badSources(problems: readonly Problem[]): ReadableError {
  const sorted = [...problems].sort((a, b) => a.line - b.line);
  const shown = sorted
    .slice(0, MOST_PROBLEMS_SHOWN)
    .map(({ line, text }) => `line ${line} ${text}`);
  const rest = sorted.length - shown.length;
  return new ReadableError({
    code: 'bad_sources',
    text: `Wrong in ${SOURCES_FILE}: ${shown.join('; ')}${rest > 0 ? `; and ${rest} more` : ''}.`,
    remedy: 'Correct the file in CORPUS_DIR; README.md explains its keys.',
  });
}
