// In: measured sets and a file's name. Out: the report, on the disk.

import { writeFile } from 'node:fs/promises';
import type { Yardstick } from './evaluation/evaluation-result.js';
import { reportPage } from './evaluation/report-page.js';
import { ReadableError, systemErrorCode } from './shared/errors.js';

/** @throws ReadableError `bad_call` where the file cannot be written */
export async function writeReport(file: string, yardstick: Yardstick): Promise<void> {
  const page = await reportPage(yardstick);
  try {
    await writeFile(file, page);
  } catch (cause) {
    throw new ReadableError({
      code: 'bad_call',
      text: `The report cannot be written to ${file} (${systemErrorCode(cause) ?? 'write error'}).`,
      cause,
    });
  }
}
