// The bot while the database is away: questions are answered from the copy and say so, and what cannot be kept is said.

import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/answering/answer.js';
import type { Answerer } from '../../../src/answering/answerer.js';
import { databaseAway } from '../../support/switched-reader.js';
import { openTown } from './open-town.js';
import { faces, press, seen } from './reading.js';
import { ASKED } from './town-corpus.js';

/** A town whose database can be switched off; its answers then come from a copy. */
async function townWithDatabase() {
  const database = { isOn: true };
  const fromCopy = (answer: Answer): Answer =>
    database.isOn
      ? answer
      : {
          ...answer,
          corpus: {
            ...answer.corpus,
            copyOf: { at: '2024-05-01T12:31:07.000Z', leftOut: ['g-100000000000000001'] },
          },
        };
  const town = await openTown({
    state: (kept) =>
      new Proxy(kept, {
        get: (target, name, receiver) => {
          const member: unknown = Reflect.get(target, name, receiver);
          if (typeof member !== 'function' || name === 'close') return member;
          return (...args: unknown[]): unknown =>
            database.isOn ? Reflect.apply(member, target, args) : Promise.reject(databaseAway());
        },
      }),
    collections: {
      sharedWith: () =>
        database.isOn ? Promise.resolve(['default']) : Promise.reject(databaseAway()),
      channelScope: () => (database.isOn ? Promise.resolve(null) : Promise.reject(databaseAway())),
    },
    answerer: (own): Answerer => ({
      ...own,
      answer: async (request) => fromCopy(await own.answer(request)),
      sources: async (request) => {
        const { answer, citations } = await own.sources(request);
        return { answer: fromCopy(answer), citations };
      },
      cited: (...args) => own.cited(...args),
      suggest: (request) => own.suggest(request),
      rankSentences: (request) => own.rankSentences(request),
      summarize: (request) => own.summarize(request),
      compare: (request) => own.compare(request),
      timeline: (request) => own.timeline(request),
      digest: (request) => own.digest(request),
      documents: (scope) => own.documents(scope),
      document: (...args) => own.document(...args),
      paragraphs: (...args) => own.paragraphs(...args),
      status: (scope) => own.status(scope),
      close: () => own.close(),
    }),
  });
  return { town, database };
}

const COPY =
  'The database is away: answered from this machine’s copy of 1 May 2024, 12:31 UTC. Left out, because there is no copy of it here: “g-100000000000000001”.';

describe('while the database is away', () => {
  it('a question is answered, and its card says from what, and why it has no buttons', async () => {
    const { town, database } = await townWithDatabase();
    const { asker } = town.discord.people;
    const before = await asker.command('ask', { question: ASKED.ferry }).message();
    expect(faces(before)).not.toEqual([]);
    expect(seen(before)).not.toContain('The database is away');
    database.isOn = false;
    const answer = await asker.command('ask', { question: ASKED.ferry }).message();
    expect(seen(answer)).toContain(COPY);
    expect(seen(answer)).toContain('This could not be kept just now, so it has no buttons.');
    expect(faces(answer)).toEqual([]);
    const list = await asker.command('sources', { query: ASKED.ferry }).message();
    expect(seen(list)).toContain(COPY);
    database.isOn = true;
    const after = await asker.command('ask', { question: ASKED.ferry }).message();
    expect(faces(after)).toEqual(faces(before));
    expect(seen(after)).toBe(seen(before));
  });

  it('a vote is not taken, which is said in a line, and the next one is', async () => {
    const { town, database } = await townWithDatabase();
    const { asker, reader } = town.discord.people;
    const answer = await asker.command('ask', { question: ASKED.ferry }).message();
    database.isOn = false;
    const refused = await press(reader, answer, '👍').message();
    expect(seen(refused)).toBe(
      'The database is away, so nothing can be kept or looked up in it now. Please try again in a few minutes.',
    );
    database.isOn = true;
    expect(seen(await press(reader, answer, '👍').message())).toContain('👍 Noted');
  });
});
