// Contract: what is to be forgotten goes, to the last byte, and nothing else does.

import { expect, it } from 'vitest';
import type { StateStore } from '../../../src/store/state-store.js';
import type { OpenStateSite } from '../state-store-contract.js';
import { feedbackOf, noon, NOON, recordOf, turnOf } from './records.js';

const NOTHING = { answers: 0, turns: 0, feedback: 0 };
const CANARY = 'CANARYQUESTION';

export function describeForgetting(site: OpenStateSite): void {
  it('counts what forgetting then removes, expired or not, and removes nobody else’s', async () => {
    const store = site().open(noon);
    await fill(store, 'ann', { ids: ['a', 'b'] });
    await fill(store, 'bob', { ids: ['c'] });
    await store.saveAnswer(recordOf('old', { expiresAt: NOON.toISOString() }));
    const kept = { answers: 3, turns: 2, feedback: 2 };
    expect(await store.countOf('ann')).toEqual(kept);
    expect(await store.forget('ann')).toEqual(kept);
    expect(await store.countOf('ann')).toEqual(NOTHING);
    expect(await store.forget('ann')).toEqual(NOTHING);
    expect(await store.answer('a')).toBeNull();
    expect(await store.turn('a')).toBeNull();
    expect(await store.feedbackOf('a', 'ann')).toBeNull();
    expect(await store.countOf('bob')).toEqual({ answers: 1, turns: 1, feedback: 1 });
  });

  it('leaves what others said of a forgotten person’s answers, without the question', async () => {
    const place = site();
    const store = place.open(noon);
    await store.saveAnswer(recordOf('a'));
    const said = feedbackOf('a', { person: 'bob', verdict: 'down', question: CANARY });
    await store.saveFeedback(said);
    await store.forget('ann');
    expect(await store.feedbackOf('a', 'bob')).toStrictEqual({ ...said, question: null });
    expect(await place.bytes()).not.toContain(CANARY);
  });

  it('finds a question in what others said also after its answer was swept', async () => {
    const store = site().open(noon);
    await store.saveAnswer(recordOf('a', { expiresAt: NOON.toISOString() }));
    await store.saveFeedback(feedbackOf('a', { person: 'bob', question: CANARY }));
    await store.sweep(NOON);
    await store.saveFeedback(feedbackOf('a', { person: 'bob', question: CANARY }));
    await store.forget('ann');
    expect((await store.feedbackOf('a', 'bob'))?.question).toBeNull();
  });

  it.each([
    ['forget', (store: StateStore) => store.forget('ann')],
    ['forgetGuild', (store: StateStore) => store.forgetGuild('guild')],
    ['removeAnswer', (store: StateStore) => store.removeAnswer('a')],
    ['sweep', (store: StateStore) => store.sweep(new Date('2030-01-01T00:00:00.000Z'))],
  ] as const)('leaves no byte of a question after %s', async (_, remove) => {
    const place = site();
    const store = place.open(noon);
    await store.saveAnswer(recordOf('a'));
    await store.saveTurn(turnOf('a', { question: CANARY }));
    await store.saveFeedback(feedbackOf('a', { question: CANARY }));
    expect(await place.bytes()).toContain(CANARY);
    await remove(store);
    expect(await place.bytes()).not.toContain(CANARY);
  });

  it('leaves no byte of a question whose feedback was taken back', async () => {
    const place = site();
    const store = place.open(noon);
    await store.saveFeedback(feedbackOf('a', { question: CANARY }));
    expect(await place.bytes()).toContain(CANARY);
    await store.removeFeedback('a', 'ann');
    expect(await place.bytes()).not.toContain(CANARY);
  });

  it('leaves no byte, at the next sweep, of a question that was replaced', async () => {
    const place = site();
    const store = place.open(noon);
    await store.saveFeedback(feedbackOf('a', { question: CANARY }));
    expect(await place.bytes()).toContain(CANARY);
    await store.saveFeedback(feedbackOf('a'));
    expect(await store.sweep(NOON)).toEqual(NOTHING);
    expect(await place.bytes()).not.toContain(CANARY);
  });

  it('removes an answer with its turn and everybody’s feedback, and no other', async () => {
    const store = site().open(noon);
    await fill(store, 'ann', { ids: ['a', 'b'] });
    await store.saveFeedback(feedbackOf('a', { person: 'bob' }));
    await store.removeAnswer('a');
    await store.removeAnswer('a');
    expect(await store.answer('a')).toBeNull();
    expect(await store.turn('a')).toBeNull();
    expect(await store.allFeedback()).toHaveLength(1);
    expect(await store.countOf('ann')).toEqual({ answers: 1, turns: 1, feedback: 1 });
  });

  it('forgets a guild with its turns and feedback, and no other', async () => {
    const store = site().open(noon);
    await fill(store, 'ann', { ids: ['a', 'b'] });
    await fill(store, 'ann', { ids: ['elsewhere'], guild: 'another' });
    await fill(store, 'ann', { ids: ['direct'], guild: null });
    await store.saveFeedback(feedbackOf('a', { person: 'bob' }));
    expect(await store.forgetGuild('guild')).toEqual({ answers: 2, turns: 2, feedback: 3 });
    expect(await store.forgetGuild('guild')).toEqual(NOTHING);
    expect(await store.countOf('ann')).toEqual({ answers: 2, turns: 2, feedback: 2 });
  });

  it('forgets a guild’s feedback also after its answer was swept', async () => {
    const store = site().open(noon);
    await store.saveAnswer(recordOf('a', { expiresAt: NOON.toISOString() }));
    await store.saveFeedback(feedbackOf('a'));
    await store.sweep(NOON);
    await store.saveFeedback(feedbackOf('a', { verdict: 'down' }));
    expect(await store.forgetGuild('guild')).toEqual({ answers: 0, turns: 0, feedback: 1 });
  });
}

/** An answer, a turn and feedback for each id. */
async function fill(
  store: StateStore,
  asker: string,
  given: { readonly ids: readonly string[]; readonly guild?: string | null },
): Promise<void> {
  const { ids, guild = 'guild' } = given;
  for (const id of ids) {
    await store.saveAnswer(recordOf(id, { asker, guild }));
    await store.saveTurn(turnOf(id, { asker }));
    await store.saveFeedback(feedbackOf(id, { person: asker }));
  }
}
