import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aboutReply } from '../../src/replies/about-reply.js';
import { helpReply } from '../../src/replies/help-reply.js';
import { privacyReply } from '../../src/replies/privacy-reply.js';
import { readVersion } from '../../src/shared/version.js';
import { fakeAnswerer } from '../console/fake-answerer.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describe('privacyReply', () => {
  const times = (keepsQuestions: boolean): string[] =>
    privacyReply({ counts: null, keepsQuestions }).kept.map(({ howLong }) => howLong);

  it('says how long each thing is kept', () => {
    expect(times(false)).toEqual(['30 days', '30 minutes', '30 days']);
  });

  it('says so where the operator keeps questions', () => {
    expect(times(true)).toEqual(['30 days', '30 days', '30 days']);
    const { kept } = privacyReply({ counts: null, keepsQuestions: true });
    expect(kept.map(({ what }) => what).join()).not.toMatch(/only if you add it|follow-ups/);
  });

  it('counts what is kept of a person', () => {
    const of = (answers: number, turns: number, feedback: number) =>
      privacyReply({ counts: { answers, turns, feedback }, keepsQuestions: false }).yours;
    expect(of(3, 1, 2)).toBe('Kept of you now: 3 answers, 1 question and 2 votes.');
    expect(of(0, 0, 0)).toBe('Nothing is kept of you now.');
  });

  it('says what becomes of messages where they are read', () => {
    const of = (readsMessages: boolean): string =>
      privacyReply({ counts: null, keepsQuestions: false, readsMessages }).text;
    expect(of(true)).toContain('keeps none of them');
    expect(of(false)).not.toContain('/catchup');
  });

  it('speaks of the console where nobody is known', () => {
    const { text, yours } = privacyReply({ counts: null, keepsQuestions: false });
    expect(yours).toBeNull();
    expect(text).toContain('The console forgets everything');
  });
});

describe('aboutReply', () => {
  it('tells the version and that the confidence is provisional', async () => {
    const reply = aboutReply(await fakeAnswerer().status(), '1.2.3');
    expect(reply.version).toBe('1.2.3');
    expect(reply.measured).toMatch(/80 % sure, about 8 in 10 .* provisional/);
  });
});

describe('helpReply', () => {
  it('tells that a question may go on from the last', () => {
    expect(helpReply([]).text).toContain('“what about Turkey?”');
  });
});

describe('readVersion', () => {
  it('finds our own manifest, however deep the file lies', () => {
    const root = temporaryFolder();
    const deep = join(root, 'dist', 'src', 'shared');
    mkdirSync(deep, { recursive: true });
    writeFileSync(join(root, 'package.json'), '{"name":"verbatim","version":"7.8.9"}');
    writeFileSync(join(root, 'dist', 'package.json'), '{"name":"other","version":"1.0.0"}');
    writeFileSync(join(deep, 'package.json'), 'no manifest');
    expect(readVersion(deep)).toBe('7.8.9');
  });

  it('says that it is unknown where there is none', () => {
    expect(readVersion(temporaryFolder())).toBe('unknown');
  });

  it('is the version of this repository', () => {
    expect(readVersion()).toMatch(/^\d+\.\d+\.\d+/);
  });
});
