import { describe, expect, it } from 'vitest';

import { copyOf } from '../../src/answering/cite-passage.js';
import {
  addKnownCopies,
  nameKnownCopies,
  withKnownCopies,
} from '../../src/answering/known-copies.js';
import type { Generation, StoredPassage } from '../../src/store/knowledge-store.js';
import { answerOf, citationOf } from '../replies/answers.js';
import { scoredOf } from '../support/builders.js';

const WIRE =
  'The last American soldiers left the air base of Bagram on Friday night without any ceremony. An Afghan general found out about it in the morning, when the lights had already gone off. Looters came before his men did.';
const OTHER =
  'The harbour master said that the ferry would not leave before the ice had gone from the whole of the bay.';

const passage = (text: string, label: number, document: string): StoredPassage =>
  scoredOf(text, { label, document: { id: document, outlet: `outlet ${document}` } }).passage;
const lead = scoredOf(WIRE, { label: 1, document: { id: 'a' } });
const labelsOf = (copies: readonly StoredPassage[]): number[] => copies.map(({ label }) => label);

describe('withKnownCopies', () => {
  it('adds the passage of a copy that prints the same words', () => {
    const printed = passage(`KABUL (Northwire) - ${WIRE}`, 12, 'b');
    const { copies } = withKnownCopies({ lead, copies: [] }, [[passage(OTHER, 11, 'b'), printed]]);
    expect(labelsOf(copies)).toEqual([12]);
  });

  it('leaves out a copy that prints another part only', () => {
    const merged = { lead, copies: [] };
    expect(withKnownCopies(merged, [[passage(OTHER, 11, 'b')], []])).toBe(merged);
  });

  it('tells each document once, and those that were found first', () => {
    const found = passage(WIRE, 5, 'b');
    const known = [[passage(WIRE, 6, 'b')], [passage(WIRE, 7, 'c')], [passage(WIRE, 8, 'a')]];
    expect(labelsOf(withKnownCopies({ lead, copies: [found] }, known).copies)).toEqual([5, 7]);
  });
});

describe('addKnownCopies', () => {
  it('reads the passages of the known copies of each shown document', async () => {
    const copy = passage(WIRE, 7, 'c');
    const reader = {
      copiesOf: (_: Generation, id: string) =>
        Promise.resolve(id === 'a' ? [{ document: copy.document, similarity: 0.9 }] : []),
      labelsOf: () => Promise.resolve([7]),
      passages: () => Promise.resolve([copy]),
    };
    const alone = { lead: scoredOf(OTHER, { label: 2, document: { id: 'z' } }), copies: [] };
    const generation = { collection: 'default', number: 1 } as Generation;
    const shown = await addKnownCopies([{ lead, copies: [] }, alone], { reader, generation });
    expect(shown.map(({ copies }) => labelsOf(copies))).toEqual([[7], []]);
  });
});

describe('nameKnownCopies', () => {
  const copies = [passage(WIRE, 7, 'c'), passage(WIRE, 8, 'd')];
  const reader = {
    copiesOf: () => Promise.resolve(copies.map(({ document }) => ({ document, similarity: 0.9 }))),
    labelsOf: (_: Generation, id: string) => Promise.resolve(id === 'c' ? [7] : [8]),
    passages: (labels: readonly number[]) =>
      Promise.resolve(copies.filter(({ label }) => labels.includes(label))),
  };
  const generation = { collection: 'default', number: 1 } as Generation;
  const found = { corpus: { reader, generation }, ranked: [lead] };

  it('names them beside the copies that were found, each once', async () => {
    const alsoIn = [copyOf(passage(WIRE, 5, 'c'))];
    const cited = { ...citationOf(WIRE), label: 1, alsoIn };
    const { citations } = await nameKnownCopies(answerOf({ citations: [cited] }), found);
    expect(citations[0]?.alsoIn?.map(({ label }) => label)).toEqual([5, 8]);
  });

  it('leaves a citation alone that was not among the ranked passages', async () => {
    const answer = answerOf({ citations: [{ ...citationOf(WIRE), label: 99 }] });
    expect(await nameKnownCopies(answer, found)).toEqual(answer);
  });
});
