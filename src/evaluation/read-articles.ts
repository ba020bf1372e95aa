// In: a file of JSON lines, each an article and what a person wrote to sum it up. Out: the articles.

import { z } from 'zod';
import { readJsonLines } from './data-set.js';

const articleLine = z.object({
  id: z.string().min(1),
  text: z.string().min(1),
  highlights: z.union([z.string(), z.array(z.string()).transform((lines) => lines.join(' '))]),
});

/** @throws ReadableError `data_set_invalid` that names the file and the line */
export function readArticles(file: string): Promise<z.infer<typeof articleLine>[]> {
  return readJsonLines(file, articleLine);
}
