import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameOfAddress, safeFileName } from '../../src/curating/file-names.js';
import { handInAddress, handInFile } from '../../src/curating/hand-in.js';
import { listingOf } from '../../src/curating/listing-kind.js';
import { removeHolding } from '../../src/curating/remove-holding.js';
import { confirmDraft } from '../../src/curating/settle-draft.js';
import { fakeCurating } from '../support/curating-fakes.js';
import { failureOf } from '../support/failure-of.js';

const HOME = 'g-123456789012345678';
const bytesOf = (text: string) => new TextEncoder().encode(text);
const BOAT = bytesOf('The boat lies in the harbour of Port Alder.');

describe('a draft', () => {
  it('of the same name replaces what was there, and says so', async () => {
    const parts = fakeCurating();
    for (const text of ['The first version of it.', 'The second version of it.']) {
      const file = { collection: HOME, person: '1', name: 'a.txt', bytes: bytesOf(text) };
      const preview = await handInFile(parts, file);
      expect(preview.replaces).toBe(text.includes('second'));
      await confirmDraft(parts, { collection: HOME, draftId: preview.draftId, person: '1' });
    }
    expect(await parts.sources.originals(HOME)).toHaveLength(1);
  });

  it('is refused beyond the quota, when it is handed in and when it is confirmed', async () => {
    let documents = 2;
    const quotasOf = () => ({ documents, bytes: 1_000, feeds: 0, additionsADay: 10 });
    const parts = fakeCurating({ quotasOf });
    const file = { collection: HOME, person: '1', bytes: BOAT };
    const first = await handInFile(parts, { ...file, name: 'a.txt' });
    await handInFile(parts, { ...file, name: 'b.txt' });
    const third = await failureOf(() => handInFile(parts, { ...file, name: 'c.txt' }));
    expect(third.code).toBe('quota_exceeded');
    documents = 1;
    const key = { collection: HOME, draftId: first.draftId, person: '1' };
    expect((await failureOf(() => confirmDraft(parts, key))).code).toBe('quota_exceeded');
    parts.web.set('https://a.example/feed', '<rss version="2.0"><channel></channel></rss>');
    documents = 10;
    const feed = { collection: HOME, person: '1', url: 'https://a.example/feed' };
    expect((await failureOf(() => handInAddress(parts, feed))).message).toContain('feeds');
  });

  it('has no quota in the operator’s own collection', async () => {
    const parts = fakeCurating();
    for (let i = 0; i < 120; i += 1) {
      await handInFile(parts, {
        collection: 'default',
        person: 'command',
        name: `${i}.txt`,
        bytes: BOAT,
      });
    }
    expect(await parts.sources.originals('default', 'draft')).toHaveLength(120);
  });

  it('of a file of the corpus folder is not what removal finds: it says to delete the file', async () => {
    const entry = { id: 'a-123456', file: 'a.md', hash: 'x' };
    const folder = {
      list: () => Promise.resolve({ entries: [entry], rejections: [] }),
      read: () => Promise.reject(new Error('unused')),
    };
    const refused = await failureOf(() =>
      removeHolding(fakeCurating({ folder }), 'default', 'a.md'),
    );
    expect(refused.remedy).toContain('Delete the file');
  });
});

describe('a name that is kept', () => {
  it('is fit to be shown, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const safe = safeFileName(name);
        expect(Array.from(safe).length).toBeLessThanOrEqual(110);
        expect(safe).not.toMatch(/[/\\\p{Cc}\p{Cf}]/u);
        expect(safe).not.toBe('');
      }),
    );
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\docs\\a.pdf', 'a.pdf'],
    ['\u202Efdp.exe', 'fdp.exe'],
    ['...', 'document.txt'],
  ])('of %j is %j', (name, safe) => {
    expect(safeFileName(name)).toBe(safe);
  });

  it.each([
    ['https://a.example/', null, 'a.example'],
    ['https://a.example/news/the%20pier', 'text/html; charset=utf-8', 'the pier.html'],
    ['https://a.example/r.pdf?x=1', 'application/pdf', 'r.pdf'],
  ])('of %s as %s is %s', (url, mediaType, name) => {
    expect(nameOfAddress(url, mediaType)).toBe(name);
  });
});

describe('listingOf', () => {
  it.each([
    ['<?xml version="1.0"?><rss version="2.0"><item/><item></item></rss>', 'feed'],
    ['<feed xmlns="http://www.w3.org/2005/Atom"><entry></entry></feed>', 'feed'],
    ['<urlset><url><loc>https://a.example/</loc></url></urlset>', 'sitemap'],
    ['<!doctype html><html><body>&lt;rss&gt; <feed ></body></html>', undefined],
    ['Just a text about <b>rss</b>.', undefined],
  ])('tells %s', (text, kind) => {
    expect(listingOf(bytesOf(text))?.kind).toBe(kind);
  });
});
