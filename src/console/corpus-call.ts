// npm run corpus: what the command line says, as data. A wrong call is one readable error.

import type { Command } from 'commander';
import { OPERATORS_COLLECTION } from '../curating/curating-parts.js';
import { COLLECTION_NAME } from '../retrieval/question.js';
import { ReadableError } from '../shared/errors.js';
import { defineCall, parseCall } from './parse-call.js';

export type CorpusAction =
  | {
      readonly kind: 'add';
      /** Files and addresses. */
      readonly what: readonly string[];
      readonly stated: {
        readonly title?: string;
        readonly outlet?: string;
        readonly date?: string;
      };
      /** Shows what would be added, and adds nothing. */
      readonly isPreview: boolean;
    }
  | { readonly kind: 'list' | 'status' | 'verify' }
  | { readonly kind: 'remove'; readonly what: string }
  | { readonly kind: 'refresh'; readonly what: string | null }
  | { readonly kind: 'export'; readonly file: string; readonly withVectors: boolean }
  | { readonly kind: 'import'; readonly file: string; readonly fromAnother: boolean }
  | { readonly kind: 'share'; readonly with: 'everyone' | readonly string[] };

export interface CorpusCall {
  readonly action: CorpusAction;
  readonly collection: string;
  readonly json: boolean;
}

interface Common {
  readonly collection: string;
  readonly json?: boolean;
}

/**
 * Reads the call.
 *
 * @throws ReadableError `bad_call`
 */
export function readCorpusCall(argv: readonly string[] = process.argv): CorpusCall {
  const read: CorpusCall[] = [];
  const call = defineCall('corpus', 'Adds, lists and removes documents, feeds and addresses.');
  const take = (action: CorpusAction, common: Common): void => {
    read.push({ action, collection: named(common.collection), json: common.json ?? false });
  };
  defineAdding(call, take);
  defineLooking(call, take);
  defineChanging(call, take);
  defineArchives(call, take);
  // Without a word commander would show its help and name no problem.
  if (argv.length > 2) parseCall(call, argv);
  const [taken] = read;
  if (taken !== undefined) return taken;
  throw new ReadableError({
    code: 'bad_call',
    text: 'What is to be done is missing: add, list, remove, refresh, status, export, import, verify or share.',
    remedy: 'See: npm run corpus -- --help',
  });
}

type Take = (action: CorpusAction, common: Common) => void;

function subcommand(call: Command, usage: string, description: string): Command {
  return call
    .command(usage)
    .description(description)
    .option('--collection <name>', 'the collection; g-ID is a server’s', OPERATORS_COLLECTION)
    .option('--json', 'print the result as JSON');
}

function defineAdding(call: Command, take: Take): void {
  interface Options extends Common {
    readonly title?: string;
    readonly outlet?: string;
    readonly date?: string;
    readonly preview?: boolean;
  }
  subcommand(call, 'add <what...>', 'adds files, pages, feeds or sitemaps')
    .option('--title <text>', 'its title, instead of what the text says')
    .option('--outlet <name>', 'its outlet')
    .option('--date <date>', 'its date: 2026-08-01, 2026-08 or 2026')
    .option('--preview', 'show what was understood, and add nothing')
    .action((what: string[], { title, outlet, date, preview, ...common }: Options) => {
      const stated = {
        ...(title === undefined ? {} : { title }),
        ...(outlet === undefined ? {} : { outlet }),
        ...(date === undefined ? {} : { date }),
      };
      if (title !== undefined && what.length > 1) {
        throw new ReadableError({ code: 'bad_call', text: '--title is for one document.' });
      }
      take({ kind: 'add', what, stated, isPreview: preview ?? false }, common);
    });
}

function defineLooking(call: Command, take: Take): void {
  const descriptions = {
    list: 'lists what there is, with ids',
    status: 'what is indexed, what waits, what fails and why',
    verify: 'checks hashes, databases and the graph; ends with 1 where something is wrong',
  } as const;
  for (const kind of ['list', 'status', 'verify'] as const) {
    subcommand(call, kind, descriptions[kind]).action((common: Common) => {
      take({ kind }, common);
    });
  }
}

function defineChanging(call: Command, take: Take): void {
  subcommand(call, 'remove <what>', 'removes by id, address or name').action(
    (what: string, common: Common) => {
      take({ kind: 'remove', what }, common);
    },
  );
  subcommand(call, 'refresh [what]', 'fetches a source again, or all').action(
    (what: string | undefined, common: Common) => {
      take({ kind: 'refresh', what: what ?? null }, common);
    },
  );
  subcommand(
    call,
    'share <with...>',
    'lets servers search it: their ids, everyone, or nobody',
  ).action((who: string[], common: Common) => {
    take({ kind: 'share', with: sharedWith(who) }, common);
  });
}

function defineArchives(call: Command, take: Take): void {
  subcommand(call, 'export <file>', 'writes everything of a collection to a zip')
    .option('--vectors', 'with the vectors, so that nothing is embedded again')
    .action((file: string, options: Common & { readonly vectors?: boolean }) => {
      take({ kind: 'export', file, withVectors: options.vectors ?? false }, options);
    });
  subcommand(call, 'import <file>', 'takes an exported zip back in, all of it or nothing')
    .option('--as <name>', 'into this collection, whatever one it came from')
    .action((file: string, options: Common & { readonly as?: string }) => {
      const fromAnother = options.as !== undefined;
      const collection = options.as ?? options.collection;
      take({ kind: 'import', file, fromAnother }, { ...options, collection });
    });
}

function sharedWith(who: readonly string[]): 'everyone' | readonly string[] {
  const isWord = (one: string): boolean => one === 'everyone' || one === 'nobody';
  if (!who.some(isWord)) return who;
  if (who.length === 1) return who[0] === 'everyone' ? 'everyone' : [];
  throw new ReadableError({
    code: 'bad_call',
    text: '"everyone" and "nobody" stand alone: name servers by their ids, or one of the two words.',
  });
}

function named(collection: string): string {
  if (COLLECTION_NAME.test(collection)) return collection;
  throw new ReadableError({
    code: 'bad_call',
    text: `"${collection.slice(0, 64)}" is not a collection's name: small letters, digits, "_" and "-".`,
  });
}
