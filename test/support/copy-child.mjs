// A process to be killed: one round of copying a store to another folder, through the compiled code. Arguments: the
// store that stands for the database, and the data folder of the copy.

import { setTimeout as sleep } from 'node:timers/promises';

const compiled = new URL('../../dist/src/', import.meta.url);
const { copySharedStore } = await import(new URL('copy-shared-store.js', compiled).href);
const { openSqliteReader } = await import(
  new URL('store/sqlite/sqlite-knowledge-store.js', compiled).href
);

const [, , path, dataDir] = process.argv;
const openReader = () => {
  const reader = openSqliteReader(path);
  // As far away as a database is, so that kills fall inside the copying.
  const slow = async (labels) => {
    await sleep(2);
    return reader.vectors(labels);
  };
  return Promise.resolve({ ...reader, vectors: slow });
};
const log = { warn: () => undefined, info: () => undefined };
const settings = { dataDir, databaseUrl: 'postgres://nowhere', localCopy: true };
process.send?.('started');
const report = await copySharedStore({
  settings,
  log,
  stores: { place: 'a database', openReader },
});
process.send?.(report === null ? 'not mine' : 'done');
