import { describe, expect, it } from 'vitest';
import { parseUrl } from '../../src/shared/parse-url.js';

describe('parseUrl', () => {
  it('reads an address, alone or against a base, and gives null for what is none', () => {
    expect(parseUrl('https://a.example/b')?.href).toBe('https://a.example/b');
    expect(parseUrl('../c', 'https://a.example/b/')?.href).toBe('https://a.example/c');
    expect(parseUrl('c')).toBeNull();
    expect(parseUrl('http://[', 'https://a.example/')).toBeNull();
  });

  it('reads letters beyond ASCII the ten-thousandth time as it did the first', () => {
    const read = Array.from({ length: 10_000 }, () => parseUrl('http://bücher.example/'));
    expect(read.filter((url) => url?.host !== 'xn--bcher-kva.example')).toEqual([]);
  });
});
