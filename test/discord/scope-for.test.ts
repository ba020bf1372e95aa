// Who may search what from where, and that a change holds at once.

import { describe, expect, it } from 'vitest';
import type { Caller } from '../../src/discord/caller.js';
import { scopeFor, SHARED_BY_ALL } from '../../src/discord/scope-for.js';
import {
  collectionsIn,
  MOST_COLLECTIONS,
  narrowScope,
  scopeOf,
} from '../../src/retrieval/scope.js';
import { scopeAsked } from '../../src/answering/scope-asked.js';
import { failureOf } from '../support/failure-of.js';
import { sharedCollections } from '../support/shared-collections.js';

const GUILD = '100000000000000001';
const OTHER = '100000000000000002';

const at = (guildId: string | null, channelId = '7', parentId?: string): Caller => ({
  ...{ userId: '1', guildId, channelId },
  ...(parentId === undefined ? {} : { parentId }),
});

describe('scopeFor', () => {
  it("is a guild's own collection and what is shared with it, or with everyone", async () => {
    const collections = sharedCollections();
    collections.share('news', [GUILD]);
    expect(await scopeFor(at(GUILD), { collections })).toBe(`default+g-${GUILD}+news`);
    expect(await scopeFor(at(OTHER), { collections })).toBe(`default+g-${OTHER}`);
    collections.share('news', 'everyone');
    expect(await scopeFor(at(OTHER), { collections })).toBe(`default+g-${OTHER}+news`);
    collections.share('default', [OTHER]);
    expect(await scopeFor(at(GUILD), { collections })).toBe(`g-${GUILD}+news`);
  });

  it('is what is shared with everyone in direct messages', async () => {
    const collections = sharedCollections();
    collections.share('news', [GUILD]);
    expect(await scopeFor(at(null), { collections })).toBe('default');
    expect(await scopeFor(at(null), { collections: SHARED_BY_ALL })).toBe('default');
  });

  it('is narrowed by the channel, by the parent of a thread, and by nothing beyond the guild', async () => {
    const collections = sharedCollections();
    collections.narrow(GUILD, '7', [`g-${GUILD}`, `g-${OTHER}`, 'secret']);
    expect(await scopeFor(at(GUILD, '7'), { collections })).toBe(`g-${GUILD}`);
    expect(await scopeFor(at(GUILD, '8'), { collections })).toBe(`default+g-${GUILD}`);
    expect(await scopeFor(at(GUILD, '9', '7'), { collections })).toBe(`g-${GUILD}`);
    collections.narrow(GUILD, '9', ['default']);
    expect(await scopeFor(at(GUILD, '9', '7'), { collections })).toBe('default');
    // The same channel id in another guild is none of its channels.
    expect(await scopeFor(at(OTHER, '7'), { collections })).toBe(`default+g-${OTHER}`);
    collections.narrow(GUILD, '7', []);
    expect(await scopeFor(at(GUILD, '7'), { collections })).toBe(`default+g-${GUILD}`);
  });

  it('says so where a channel is narrowed to what it may not search any more', async () => {
    const collections = sharedCollections();
    collections.narrow(GUILD, '7', ['news']);
    const failure = await failureOf(() => scopeFor(at(GUILD, '7'), { collections }));
    expect(failure.code).toBe('collection_unknown');
  });

  it('never holds more than are searched at once, its own first', async () => {
    const collections = sharedCollections();
    for (let i = 0; i < 20; i += 1) collections.share(`a${i}`, 'everyone');
    const names = collectionsIn(await scopeFor(at(GUILD), { collections }));
    expect(names).toHaveLength(MOST_COLLECTIONS);
    expect(names).toContain(`g-${GUILD}`);
  });

  it('takes no name apart that was put together by somebody else', async () => {
    const collections = sharedCollections();
    expect(await scopeFor(at(`1+g-${OTHER}`), { collections })).toBe('default');
    collections.share(`x+g-${OTHER}`, 'everyone');
    expect(await scopeFor(at(GUILD), { collections })).toBe(`default+g-${GUILD}`);
  });
});

describe('a scope', () => {
  it('is the same for the same names, and none where a name is none', () => {
    expect(scopeOf(['b', 'a', 'b'])).toBe('a+b');
    for (const text of ['', '+', 'a+', 'a++b', 'A', 'a b', '../a', 'a+../b', 'a\n+b']) {
      expect(collectionsIn(text)).toBeNull();
    }
    expect(collectionsIn(Array.from({ length: 9 }, (_, i) => `c${i}`).join('+'))).toBeNull();
  });

  it('is narrowed by what is typed, and never widened', async () => {
    expect(narrowScope('a+b', 'b+c')).toBe('b');
    expect(scopeAsked('a+b', null)).toBe('a+b');
    expect(scopeAsked('a+b', 'b')).toBe('b');
    expect(scopeAsked(undefined, 'c')).toBe('c');
    expect(scopeAsked(undefined, null)).toBe('default');
    for (const typed of ['c', '', 'a b', '../a', 'A']) {
      const failure = await failureOf(() => Promise.resolve().then(() => scopeAsked('a+b', typed)));
      expect(failure.code).toBe('collection_unknown');
    }
  });
});
