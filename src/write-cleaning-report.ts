// In: a build's report and the store that it filled. Out: the page about it, on the disk. It is written beside its
// place and moved there whole, so that whoever reads it never sees half of it.

import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

import { drawCleaningPage, type ShownDocument } from './cleaning-report/cleaning-page.js';
import type { BuildReport } from './indexing/build-report.js';
import { openStores } from './open-stores.js';
import type { Settings } from './settings.js';
import { ReadableError, systemErrorCode } from './shared/errors.js';
import type { Generation, KnowledgeReader } from './store/knowledge-store.js';

/** Documents on one page: a browser searches so many in an instant. */
export const MOST_DOCUMENTS = 2000;
const MOST_COPIES = 20;

/** @throws ReadableError `bad_call` where the file cannot be written */
export async function writeCleaningReport(
  file: string,
  {
    report,
    settings,
  }: { readonly report: BuildReport; readonly settings: Pick<Settings, 'dataDir' | 'databaseUrl'> },
): Promise<void> {
  const store = await openStores(settings).openReader();
  if (store === null) return;
  try {
    const generation = await store.current(report.collection);
    if (generation === null) return;
    const documents = await store.listDocuments(generation);
    const page = {
      ...report,
      builtAt: generation.builtAt,
      left: Math.max(0, documents.length - MOST_DOCUMENTS),
    };
    await writeWhole(file, drawCleaningPage(page, shownDocuments({ store, generation, report })));
  } finally {
    await store.close();
  }
}

interface Shown {
  readonly store: KnowledgeReader;
  readonly generation: Generation;
  readonly report: BuildReport;
}

async function* shownDocuments({
  store,
  generation,
  report,
}: Shown): AsyncGenerator<ShownDocument> {
  const status = new Map(report.files.map((file) => [file.id, file.status]));
  const reports = await store.cleaningReports(generation);
  for (const facts of (await store.listDocuments(generation)).slice(0, MOST_DOCUMENTS)) {
    const cleaning = reports.get(facts.id);
    if (cleaning === undefined) continue;
    yield {
      facts,
      cleaning,
      status: status.get(facts.id) ?? 'unchanged',
      paragraphs: await store.paragraphs(generation, facts.id),
      copies: (await store.copiesOf(generation, facts.id)).slice(0, MOST_COPIES),
    };
  }
}

async function writeWhole(file: string, pieces: AsyncIterable<string>): Promise<void> {
  const beside = `${file}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    await mkdir(dirname(file), { recursive: true });
    const handle = await open(beside, 'wx');
    try {
      for await (const piece of pieces) await handle.writeFile(piece);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (cause) {
    await rm(beside, { force: true });
    const code = systemErrorCode(cause);
    if (code === null || cause instanceof ReadableError) throw cause;
    const text = `The report cannot be written to ${file} (${code}).`;
    throw new ReadableError({ code: 'bad_call', text, cause });
  }
}
