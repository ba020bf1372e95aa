// What `npm run calibrate` found out, on the disk below DATA_DIR. In: a generation. Out: its confidence model: the
// shipped one, stretched and moved where its collection was calibrated with the same embedding model.

import { existsSync, readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { z } from 'zod';
import { CONFIDENCE, rescaled, type ConfidenceModel } from './answering/outcome.js';
import type { Generation } from './store/knowledge-store.js';

const entry = z.object({
  fingerprint: z.string(),
  slope: z.number().positive(),
  offset: z.number(),
  questions: z.number().int(),
  calibratedAt: z.string(),
});

const confidenceFile = z.object({
  version: z.literal(1),
  collections: z.record(z.string(), entry),
});

export type CalibrationEntry = z.infer<typeof entry>;

export interface StoredCalibrations {
  readonly collections: Readonly<Record<string, CalibrationEntry>>;
  /** Why the file is not used, or null. */
  readonly notice: string | null;
}

/** Reads the calibrations; a file that is not sound is told, and the shipped model serves. */
export function readCalibrations(path: string): StoredCalibrations {
  if (!existsSync(path)) return { collections: {}, notice: null };
  try {
    const { collections } = confidenceFile.parse(JSON.parse(readFileSync(path, 'utf8')));
    return { collections, notice: null };
  } catch {
    const notice = `${path} is not readable: confidence is as shipped. npm run calibrate writes it anew.`;
    return { collections: {}, notice };
  }
}

/** Keeps the calibration of one collection, or forgets it; the file is replaced as a whole. */
export async function writeCalibration(
  path: string,
  collection: string,
  calibration: CalibrationEntry | null,
): Promise<void> {
  const { [collection]: before, ...others } = readCalibrations(path).collections;
  const collections = calibration === null ? others : { ...others, [collection]: calibration };
  if (before === undefined && calibration === null) return;
  const temporary = `${path}.${process.pid}.tmp`;
  const file = await open(temporary, 'w');
  try {
    await file.writeFile(`${JSON.stringify({ version: 1, collections }, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
}

/** The confidence model of a generation. */
export function confidenceModelOf(
  { collections }: StoredCalibrations,
  generation: Pick<Generation, 'collection' | 'model'>,
): ConfidenceModel {
  const known = collections[generation.collection];
  return known?.fingerprint === generation.model.fingerprint
    ? rescaled(CONFIDENCE, known)
    : CONFIDENCE;
}
