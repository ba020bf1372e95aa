// Contract: what people said of answers, one word a person, with or without the answer it was said of.

import { expect, it } from 'vitest';
import type { Feedback } from '../../../src/store/state-store.js';
import type { OpenStateSite } from '../state-store-contract.js';
import { afterNoon, feedbackOf, HOSTILE_IDS, NOON, noon, ONE, recordOf } from './records.js';

const DOWN: Partial<Feedback> = {
  verdict: 'down',
  reason: 'should_have_found',
  question: 'Where is “the” 漢字 \ud800 harbour?',
};

export function describeFeedback(site: OpenStateSite): void {
  it('gives feedback back as it was saved, also after closing and opening again', async () => {
    const place = site();
    const store = place.open(noon);
    await store.saveFeedback(feedbackOf('a', DOWN));
    expect(await store.feedbackOf('a', 'ann')).toStrictEqual(feedbackOf('a', DOWN));
    await store.close();
    expect(await place.open(noon).feedbackOf('a', 'ann')).toStrictEqual(feedbackOf('a', DOWN));
  });

  it('keeps what each person said of each answer', async () => {
    const store = site().open(noon);
    await store.saveFeedback(feedbackOf('a'));
    await store.saveFeedback(feedbackOf('b', DOWN));
    await store.saveFeedback(feedbackOf('a', { ...DOWN, person: 'bob' }));
    expect((await store.feedbackOf('a', 'ann'))?.verdict).toBe('up');
    expect((await store.feedbackOf('a', 'bob'))?.verdict).toBe('down');
    expect((await store.feedbackOf('b', 'ann'))?.verdict).toBe('down');
    expect(await store.feedbackOf('b', 'bob')).toBeNull();
  });

  it('replaces what a person said before as a whole, the question too', async () => {
    const store = site().open(noon);
    await store.saveFeedback(feedbackOf('a', DOWN));
    const later = feedbackOf('a', { createdAt: afterNoon(1), expiresAt: afterNoon(2) });
    await store.saveFeedback(later);
    expect(await store.feedbackOf('a', 'ann')).toStrictEqual(later);
    expect(await store.allFeedback()).toEqual([{ feedback: later, answer: null }]);
  });

  it('takes back what a person said, and says whether there was anything', async () => {
    const store = site().open(noon);
    await store.saveFeedback(feedbackOf('a'));
    await store.saveFeedback(feedbackOf('a', { person: 'bob' }));
    expect(await store.removeFeedback('a', 'ann')).toBe(true);
    expect(await store.removeFeedback('a', 'ann')).toBe(false);
    expect(await store.feedbackOf('a', 'ann')).toBeNull();
    expect(await store.feedbackOf('a', 'bob')).not.toBeNull();
  });

  it('lists all feedback, oldest first, beside its answer where there still is one', async () => {
    const store = site().open(noon);
    await store.saveAnswer(recordOf('known'));
    const said = [
      feedbackOf('known', { createdAt: afterNoon(1) }),
      feedbackOf('gone', { createdAt: afterNoon(2) }),
      feedbackOf('known', { createdAt: afterNoon(3), person: 'bob' }),
    ];
    for (const feedback of said.toReversed()) await store.saveFeedback(feedback);
    expect(await store.allFeedback()).toStrictEqual([
      { feedback: said[0], answer: recordOf('known') },
      { feedback: said[1], answer: null },
      { feedback: said[2], answer: recordOf('known') },
    ]);
  });

  it('shows feedback at once to another process', async () => {
    const place = site();
    const [one, other] = [place.open(noon), place.open(noon)];
    await one.saveFeedback(feedbackOf('a'));
    expect(await other.feedbackOf('a', 'ann')).toStrictEqual(feedbackOf('a'));
  });

  it('gives neither expired feedback nor an expired answer beside it, swept or not', async () => {
    let now = NOON;
    const store = site().open(() => now);
    await store.saveAnswer(recordOf('a'));
    await store.saveFeedback(feedbackOf('a'));
    const long = feedbackOf('a', { person: 'bob', expiresAt: afterNoon(7_200_000) });
    await store.saveFeedback(long);
    now = new Date(ONE.getTime() - 1);
    expect(await store.allFeedback()).toHaveLength(2);
    now = ONE;
    expect(await store.feedbackOf('a', 'ann')).toBeNull();
    expect(await store.allFeedback()).toStrictEqual([{ feedback: long, answer: null }]);
  });

  it.each(HOSTILE_IDS)('takes %j as plain text in feedback', async (id) => {
    const store = site().open(noon);
    await store.saveFeedback(feedbackOf(id, { person: id }));
    await store.saveFeedback(feedbackOf('other'));
    expect(await store.feedbackOf(id, id)).toStrictEqual(feedbackOf(id, { person: id }));
    expect(await store.removeFeedback(id, id)).toBe(true);
    expect(await store.allFeedback()).toHaveLength(1);
  });
}
