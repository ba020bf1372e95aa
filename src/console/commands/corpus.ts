import type { ChatCommand } from '../chat-command.js';

const WHERE =
  'Adding, removing, refreshing, export and import: npm run corpus -- --help. Files below CORPUS_DIR: npm run build-index.';

/** Shows what the corpus holds and how it stands; what changes it is a command of its own. */
export const corpus = {
  name: '/corpus',
  usage: '/corpus [list | status]',
  description: 'the sources and how they stand; npm run corpus changes them',
  run: async ({ corpus: reader, argument }) => {
    const wanted = argument.toLowerCase();
    if (reader === null || !['', 'list', 'status'].includes(wanted)) {
      return { kind: 'notice', text: WHERE };
    }
    return wanted === 'status' ? reader.status() : reader.list();
  },
} satisfies ChatCommand;
