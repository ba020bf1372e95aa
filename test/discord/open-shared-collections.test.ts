import { describe, expect, it } from 'vitest';
import { openSharedCollections } from '../../src/discord/open-shared-collections.js';

/** A store in which only this was said of the default collection. */
function storeWith(sharedWith: 'everyone' | readonly string[]) {
  return {
    sharedWith: (guild: string | null) =>
      Promise.resolve([
        'news',
        ...(sharedWith === 'everyone' || (guild !== null && sharedWith.includes(guild))
          ? ['default']
          : []),
      ]),
    channelScope: () => Promise.resolve({ collections: ['news'] }),
    settings: () => Promise.resolve({ sharedWith }),
  };
}

describe('the default collection', () => {
  it('is shared with everyone as long as nobody said otherwise', async () => {
    for (const said of ['everyone', []] as const) {
      const shared = openSharedCollections(storeWith(said));
      for (const guild of ['1', null])
        expect(await shared.sharedWith(guild)).toEqual(['default', 'news']);
    }
  });

  it('is shared with the servers that were named, where some were', async () => {
    const shared = openSharedCollections(storeWith(['1']));
    expect(await shared.sharedWith('1')).toContain('default');
    for (const guild of ['2', null]) expect(await shared.sharedWith(guild)).toEqual(['news']);
    expect(await shared.channelScope('1', '7')).toEqual({ collections: ['news'] });
  });
});
