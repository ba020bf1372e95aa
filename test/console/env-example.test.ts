import { readFileSync } from 'node:fs';
import { parse } from 'dotenv';
import { describe, expect, it } from 'vitest';
import { parseSettings } from '../../src/settings.js';

const read = (path: string): string =>
  readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

describe('.env.example', () => {
  const example = parse(read('.env.example'));

  it('names every setting', () => {
    const names = [...read('src/settings.ts').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)];
    expect(names.length).toBeGreaterThan(9);
    expect(Object.keys(example).sort()).toEqual(names.map((match) => match[1]).sort());
  });

  it('gives the defaults', () => {
    expect(parseSettings(example, '/x')).toEqual(parseSettings({}, '/x'));
  });
});
