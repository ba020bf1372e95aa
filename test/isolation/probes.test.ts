// More than 10,000 tries to see something of another server, in every way there is to ask: not one shows a word of
// it. Controls show that the same ways do find what may be seen.

import { describe, expect, it } from 'vitest';
import type { CitationReference } from '../../src/answering/answerer.js';
import type { Caller } from '../../src/discord/caller.js';
import { ReadableError } from '../../src/shared/errors.js';
import { randomNumbers } from '../support/random.js';
import {
  collectionOfGuild,
  GUILDS,
  guildId,
  leaksIn,
  nameOf,
  openGuilds,
  type Guilds,
} from './guilds.js';

/** What of a guild somebody elsewhere might know. */
interface Known {
  readonly answerIds: readonly string[];
  readonly references: readonly CitationReference[];
  readonly documentIds: readonly string[];
}

interface Site extends Guilds {
  readonly known: readonly Known[];
  /** A number from 0 up to a limit. */
  readonly below: (limit: number) => number;
}

const TOPICS = ['toll', 'ferry', 'market'];

const personIn = (number: number): Caller => ({
  userId: String(9_000 + number),
  guildId: guildId(number),
  channelId: String(7_000 + number),
});

const inPrivate = (number: number): Caller => ({
  userId: String(9_000 + number),
  guildId: null,
  channelId: String(8_000 + number),
});

const scopeOfGuild = (number: number): string => `default+${collectionOfGuild(number)}`;

async function openSite(): Promise<Site> {
  const guilds = await openGuilds();
  const known: Known[] = [];
  for (let number = 1; number <= GUILDS; number += 1) known.push(await lookAround(guilds, number));
  const random = randomNumbers(20261129);
  return { ...guilds, known, below: (limit) => Math.floor(random() * limit) };
}

/** Asks as its own people do; they do find their own words. */
async function lookAround(guilds: Guilds, number: number): Promise<Known> {
  const question = `What did the council of ${nameOf(number)} say of the toll?`;
  const shown = await guilds.command(personIn(number), {
    name: 'ask',
    given: [{ name: 'question', value: question }],
  });
  expect(new Set(leaksIn(shown))).toContain(number);
  const { citations } = await guilds.answerer.sources({
    question,
    collection: collectionOfGuild(number),
  });
  const answerIds = [...JSON.stringify(shown).matchAll(/v1:\w+:([\w-]{16})(?![\w-])/g)].map(
    ([, id = '']) => id,
  );
  expect(new Set(answerIds).size).toBe(1);
  return {
    answerIds,
    references: citations.map(({ document, label, n, highlight, score }) => ({
      ...{ label, n, highlight, score, documentId: document.id },
    })),
    documentIds: [...new Set(citations.map(({ document }) => document.id))],
  };
}

/** One way to try: what somebody of one guild is shown who is after another's. */
type Probe = (site: Site, own: number, other: number) => Promise<unknown>;

const knownOf = ({ known }: Site, number: number): Known => {
  const found = known[number - 1];
  if (found === undefined) throw new Error(`there is no guild ${number}`);
  return found;
};

const oneOf = <T>({ below }: Site, items: readonly T[]): T => {
  const item = items[below(items.length)];
  if (item === undefined) throw new Error('there is nothing to choose from');
  return item;
};

/** A refusal by name shows what it says; anything else that is thrown is a defect. */
async function orRefusal(shown: Promise<unknown>): Promise<unknown> {
  try {
    return await shown;
  } catch (error) {
    if (error instanceof ReadableError) return `${error.message} ${error.remedy ?? ''}`;
    throw error;
  }
}

const questionOn = (site: Site, other: number): string =>
  `What did ${oneOf(site, ['the council of', 'Mayor'])} ${nameOf(other)} say of the ${oneOf(site, TOPICS)}?`;

const ask = (site: Site, caller: Caller, question: string): Promise<unknown> =>
  site.command(caller, { name: 'ask', given: [{ name: 'question', value: question }] });

const BUTTONS = ['context:ID:1:0', 'context:ID:1:1:turn', 'sources:ID:1', 'sources:ID:2:turn'];
const MORE_BUTTONS = ['why:ID', 'timeline:ID:1', 'up:ID', 'down:ID', 'reason:ID', 'question:ID'];
const LAST_BUTTONS = ['unvote:ID', 'share:ID', 'delete:ID'];
const ALL_BUTTONS = [...BUTTONS, ...MORE_BUTTONS, ...LAST_BUTTONS];

const BROKEN_SCOPES = ['+ID', 'ID+', 'x ID', '../ID', 'ID\n', 'ID/..', "ID' OR 1", 'ID%', 'ID*'];

const PROBES: Readonly<Record<string, readonly [count: number, probe: Probe]>> = {
  'words, to the answerer': [
    1_500,
    (site, own, other) =>
      site.answerer.sources({ question: questionOn(site, other), collection: scopeOfGuild(own) }),
  ],
  'words, as a command': [
    500,
    (site, own, other) => ask(site, personIn(own), questionOn(site, other)),
  ],
  'labels of passages': [
    2_000,
    (site, own, other) => {
      const [theirs, ours] = [knownOf(site, other), knownOf(site, own)];
      const reference = oneOf(site, theirs.references);
      const documentId = oneOf(site, [reference.documentId, ...ours.documentIds]);
      return site.answerer.cited([{ ...reference, documentId }], scopeOfGuild(own));
    },
  ],
  'ids of documents, to the answerer': [
    1_500,
    (site, own, other) => {
      const id = oneOf(site, knownOf(site, other).documentIds);
      const scope = scopeOfGuild(own);
      return Promise.all([
        site.answerer.document(id, scope),
        site.answerer.paragraphs(id, scope),
        site.answerer.rankSentences({ question: 'toll', documentId: id, collection: scope }),
      ]);
    },
  ],
  'ids of documents, as commands': [
    300,
    (site, own, other) => {
      const value = oneOf(site, [...knownOf(site, other).documentIds, nameOf(other)]);
      const given = [{ name: 'document', value }];
      return site.command(
        personIn(own),
        oneOf(site, [
          { name: 'summarize', subcommand: 'document', given },
          { name: 'sources', given },
          { name: 'sources', given: [...given, { name: 'query', value: nameOf(other) }] },
        ]),
      );
    },
  ],
  'forged buttons of an answer': [
    2_000,
    (site, own, other) => {
      const id = oneOf(site, knownOf(site, other).answerIds);
      const customId = `v1:${oneOf(site, ALL_BUTTONS).replace('ID', id)}`;
      return site.press(oneOf(site, [personIn(own), inPrivate(own), inPrivate(other)]), customId);
    },
  ],
  'forged buttons of a document': [
    500,
    (site, own, other) =>
      site.press(personIn(own), `v1:document:${oneOf(site, knownOf(site, other).documentIds)}:0`),
  ],
  autocomplete: [
    1_000,
    (site, own, other) => {
      const text = oneOf(site, ['', 'Gaz', 'The', 'The toll', 'kept', `kept${other}`, 'of']);
      const typed = [
        { name: 'ask', option: 'outlet' },
        { name: 'sources', option: 'document' },
        { name: 'summarize', option: 'document' },
      ];
      return site.type(personIn(own), { ...oneOf(site, typed), text });
    },
  ],
  'direct messages': [
    250,
    (site, own, other) => {
      const caller = inPrivate(own);
      const question = questionOn(site, other);
      return oneOf(site, [ask, (_: Site, who: Caller, text: string) => site.say(who, text)])(
        site,
        caller,
        question,
      );
    },
  ],
  'a collection that is typed': [
    300,
    (site, own, other) => {
      const collection = oneOf(site, [collectionOfGuild(other), scopeOfGuild(other)]);
      const typed = `${questionOn(site, other)} collection:${collection}`;
      return oneOf(site, [
        () => ask(site, personIn(own), typed),
        () => site.say(personIn(own), typed),
        () => site.answerer.answer({ question: typed, collection: scopeOfGuild(own) }),
      ])();
    },
  ],
  'scopes that do not parse': [
    300,
    (site, _own, other) => {
      const collection = oneOf(site, BROKEN_SCOPES).replace('ID', collectionOfGuild(other));
      const question = questionOn(site, other);
      return oneOf(site, [
        () => site.answerer.sources({ question, collection }),
        () => site.answerer.documents(collection),
        () => site.answerer.suggest({ kind: 'document', typed: '', limit: 25, collection }),
        () => site.answerer.cited(knownOf(site, other).references, collection),
      ])();
    },
  ],
  'right after the other guild asked the same': [
    250,
    async (site, own, other) => {
      const question = questionOn(site, other);
      const [theirs, ours] = await Promise.all([
        site.answerer.sources({ question, collection: scopeOfGuild(other) }),
        site.answerer.sources({ question, collection: scopeOfGuild(own) }),
      ]);
      expect(leaksIn(theirs)).toContain(other);
      return [ours, await site.answerer.sources({ question, collection: scopeOfGuild(own) })];
    },
  ],
};

/** Tries one way so many times; every try is of another pair of guilds. Gives what was seen of others. */
async function tryAll(site: Site, count: number, probe: Probe): Promise<number[]> {
  const seen: number[] = [];
  for (let i = 0; i < count; i += 1) {
    const own = 1 + site.below(GUILDS);
    const other = 1 + ((own + site.below(GUILDS - 1)) % GUILDS);
    const shown = await orRefusal(probe(site, own, other));
    // What goes on beside gets its turn.
    await new Promise((resolve) => setImmediate(resolve));
    const allowed = new Set([0, own]);
    seen.push(...leaksIn(shown).filter((number) => !allowed.has(number)));
  }
  return seen;
}

/** Publishes guilds anew until it is told to stop; gives how often. */
async function keepPublishing(site: Site, isOver: () => boolean): Promise<number> {
  let published = 0;
  while (!isOver()) {
    await site.publish(1 + (published % GUILDS));
    published += 1;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return published;
}

const DURING_SWAPS = 500;

describe('isolation of servers', () => {
  it('holds whatever is tried', { timeout: 300_000 }, async () => {
    const site = await openSite();
    const counts: Record<string, number> = {};
    for (const [kind, [count, probe]] of Object.entries(PROBES)) {
      expect([kind, await tryAll(site, count, probe)]).toEqual([kind, []]);
      counts[kind] = count;
    }
    let isOver = false;
    const publishing = keepPublishing(site, () => isOver);
    const probes = Object.values(PROBES).map(([, probe]) => probe);
    const mixed: Probe = (inside, own, other) => oneOf(inside, probes)(inside, own, other);
    const seen = await tryAll(site, DURING_SWAPS, mixed);
    isOver = true;
    const published = await publishing;
    expect(seen).toEqual([]);
    expect(published).toBeGreaterThan(10);
    counts[`all of these, while ${published} generations were published`] = DURING_SWAPS;
    const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
    expect(all).toBeGreaterThanOrEqual(10_000);
    console.info(`${all} probes over ${GUILDS} servers, no foreign hit`, counts);
  });
});
