// 👍 and 👎: what a voter sees, and what is kept of it.

import { describe, expect, it } from 'vitest';
import { selects } from '../../discord-server/visible-text.js';
import { openTown, type Town } from './open-town.js';
import { answerIdOf, customIdOf, faces, isFor, press, replyTo, seen } from './reading.js';
import { ASKED } from './town-corpus.js';

const REASONS = [
  ['wrong_source', 'wrong source'],
  ['outdated', 'outdated'],
  ['not_relevant', 'not relevant'],
  ['should_have_found', 'should have found something'],
] as const;

async function asked(town: Town, question: string = ASKED.ferry) {
  return town.discord.people.asker.command('ask', { question }).message();
}

function menuOf(message: Parameters<typeof selects>[0]): string {
  return selects(message)[0]?.custom_id ?? '';
}

describe('👍', () => {
  it('thanks the voter alone and says what is kept', async () => {
    const town = await openTown();
    const { reader } = town.discord.people;
    const answer = await asked(town);
    const thanks = await press(reader, answer, '👍').message();
    expect(isFor(reader, thanks)).toBe(true);
    expect(seen(thanks)).toBe(
      '👍 Noted: this answer helped. Thank you.\n-# Your vote is kept for 30 days, without the question',
    );
    expect(faces(thanks)).toEqual(['Add the question', 'Take it back']);
  });

  it('is kept once for a person, however often they press', async () => {
    const town = await openTown();
    const answer = await asked(town);
    const { asker, reader } = town.discord.people;
    await press(asker, answer, '👍').message();
    await press(asker, answer, '👍').message();
    await press(reader, answer, '👍').message();
    const kept = await town.state.allFeedback();
    expect(kept.map(({ feedback }) => feedback.person)).toEqual([asker.id, reader.id]);
  });
});

describe('👎', () => {
  it('asks what was wrong, with four reasons to choose from', async () => {
    const town = await openTown();
    const card = await press(town.discord.people.asker, await asked(town), '👎').message();
    expect(seen(card)).toContain('👎 Noted. What was wrong with it?');
    expect(selects(card)[0]?.options?.map(({ label }) => label)).toEqual([
      ...['Wrong source', 'Outdated', 'Not relevant', 'Should have found something'],
    ]);
  });

  it.each(REASONS)('takes the reason %s into the same message', async (reason, words) => {
    const town = await openTown();
    const { asker } = town.discord.people;
    const card = await press(asker, await asked(town), '👎').message();
    const noted = await asker.choose(card, menuOf(card), [reason]).message();
    expect(noted.id).toBe(card.id);
    expect(seen(noted)).toContain(`👎 Noted: ${words}. Thank you.`);
    expect((await town.state.allFeedback())[0]?.feedback.reason).toBe(reason);
  });

  it('changes a 👍 of the same person', async () => {
    const town = await openTown();
    const { asker } = town.discord.people;
    const answer = await asked(town);
    await press(asker, answer, '👍').message();
    await press(asker, answer, '👎').message();
    const kept = await town.state.allFeedback();
    expect(kept.map(({ feedback }) => feedback.verdict)).toEqual(['down']);
  });

  it('loses its reason where it becomes a 👍', async () => {
    const town = await openTown();
    const { asker } = town.discord.people;
    const answer = await asked(town);
    const card = await press(asker, answer, '👎').message();
    await asker.choose(card, menuOf(card), ['outdated']).message();
    await press(asker, answer, '👍').message();
    const [kept] = await town.state.allFeedback();
    expect(kept?.feedback).toMatchObject({ verdict: 'up', reason: null });
  });

  it('under a refusal has said its reason already', async () => {
    const town = await openTown();
    const answer = await asked(town, ASKED.nothing);
    const card = await press(
      town.discord.people.asker,
      answer,
      '👎 Should have found something',
    ).message();
    expect(seen(card)).toContain('👎 Noted: should have found something. Thank you.');
    expect((await town.state.allFeedback())[0]?.feedback.reason).toBe('should_have_found');
  });
});

describe('the question of a vote', () => {
  it('is not kept unless its form is filled in', async () => {
    const town = await openTown();
    await press(town.discord.people.asker, await asked(town), '👎').message();
    expect((await town.state.allFeedback())[0]?.feedback.question).toBeNull();
  });

  it('stands in the form for its asker, to be changed or left as it is', async () => {
    const town = await openTown();
    const { asker } = town.discord.people;
    const card = await press(asker, await asked(town), '👎').message();
    const form = await press(asker, card, 'Add the question').modal();
    expect(form.title).toBe('Add the question to your vote');
    expect(form.components[0]?.component?.value).toBe(ASKED.ferry);
    expect(form.components[0]?.description).toContain('Kept with your vote for 30 days');
  });

  it('stands in the form also where nothing was found', async () => {
    const town = await openTown();
    const { asker } = town.discord.people;
    const answer = await asked(town, ASKED.nothing);
    const card = await press(asker, answer, '👎 Should have found something').message();
    const form = await press(asker, card, 'Add the question').modal();
    expect(form.components[0]?.component?.value).toBe(ASKED.nothing);
  });

  it('is not shown to another voter', async () => {
    const town = await openTown();
    const { reader } = town.discord.people;
    const card = await press(reader, await asked(town), '👎').message();
    const form = await press(reader, card, 'Add the question').modal();
    expect(form.components[0]?.component?.value).toBeUndefined();
  });

  it('is kept as it was written, and that is said', async () => {
    const town = await openTown();
    const { asker } = town.discord.people;
    const card = await press(asker, await asked(town), '👎').message();
    const form = press(asker, card, 'Add the question');
    const sent = await asker.submitModal(form, { question: 'Why did the ferry stop?' });
    const noted = await sent.message();
    expect(noted.id).toBe(card.id);
    expect(seen(noted)).toContain('Your vote and the question are kept for 30 days');
    expect(faces(noted)).toEqual(['Take it back']);
    expect((await town.state.allFeedback())[0]?.feedback).toMatchObject({
      verdict: 'down',
      question: 'Why did the ferry stop?',
    });
  });

  it('stays with the vote where a reason is chosen afterwards', async () => {
    const town = await openTown();
    const { asker } = town.discord.people;
    const card = await press(asker, await asked(town), '👎').message();
    const sent = await asker.submitModal(press(asker, card, 'Add the question'), {
      question: 'Why?',
    });
    const noted = await sent.message();
    await asker.choose(noted, menuOf(noted), ['outdated']).message();
    const [kept] = await town.state.allFeedback();
    expect(kept?.feedback).toMatchObject({ reason: 'outdated', question: 'Why?' });
  });

  it('is kept with every vote where the operator switched that on', async () => {
    const town = await openTown({ keepsQuestions: true });
    const { asker } = town.discord.people;
    const answer = await replyTo(town.discord, asker.asks(ASKED.ferry));
    const card = await press(asker, answer, '👍').message();
    expect(seen(card)).toContain('Your vote and the question are kept for 30 days');
    expect((await town.state.allFeedback())[0]?.feedback.question).toBe(ASKED.ferry);
  });
});

describe('"Take it back"', () => {
  it('removes the vote, and says so when it is pressed once more', async () => {
    const town = await openTown();
    const { asker } = town.discord.people;
    const card = await press(asker, await asked(town), '👎').message();
    const backId = customIdOf(card, 'Take it back');
    const gone = await press(asker, card, 'Take it back').message();
    const again = await asker.clickForged(gone, backId).message();
    expect(gone.id).toBe(card.id);
    expect(await town.state.allFeedback()).toEqual([]);
    expect(seen(again)).toBe('There was no vote of yours.');
  });

  it('removes nobody else’s vote', async () => {
    const town = await openTown();
    const { asker, reader } = town.discord.people;
    const answer = await asked(town);
    await press(asker, answer, '👍').message();
    const card = await press(reader, answer, '👎').message();
    await press(reader, card, 'Take it back').message();
    const kept = await town.state.allFeedback();
    expect(kept.map(({ feedback }) => feedback.person)).toEqual([asker.id]);
    expect(kept[0]?.answer?.id).toBe(answerIdOf(answer));
  });
});
