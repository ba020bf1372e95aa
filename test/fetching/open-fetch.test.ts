// What comes over the wire: conditions, packing, sizes and time.

import { createGzip, brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { codeOf, site, textOf } from './site.js';

describe('a representation', () => {
  it('comes with its address, type, validators and date', async () => {
    const now = (): Date => new Date('2024-05-01T12:00:00.000Z');
    const { get, server } = await site(
      (request, response) => {
        if (request.url === '/old') response.writeHead(301, { location: '/new' }).end();
        else {
          response.writeHead(200, {
            'content-type': 'text/html; charset=utf-8',
            etag: '"7"',
            'last-modified': 'Wed, 01 May 2024 10:00:00 GMT',
          });
          response.end('<p>Hello</p>');
        }
      },
      { now },
    );
    expect(await get('/old')).toEqual({
      kind: 'fetched',
      url: `${server.origin}/new`,
      bytes: Buffer.from('<p>Hello</p>'),
      mediaType: 'text/html; charset=utf-8',
      validators: { etag: '"7"', lastModified: 'Wed, 01 May 2024 10:00:00 GMT' },
      fetchedAt: '2024-05-01T12:00:00.000Z',
    });
  });

  it('is asked for under our name, by condition, and not sent again unchanged', async () => {
    const asked: unknown[] = [];
    const { get } = await site(
      ({ headers }, response) => {
        asked.push([headers['user-agent'], headers['if-none-match'], headers['if-modified-since']]);
        response.writeHead(304).end();
      },
      { contact: 'mailto:owner@example.org' },
    );
    const validators = { etag: '"7"', lastModified: 'Wed, 01 May 2024 10:00:00 GMT' };
    expect((await get('/', { validators })).kind).toBe('unchanged');
    const name = 'Verbatim/1.2.3 (+mailto:owner@example.org)';
    expect(asked).toEqual([[name, validators.etag, validators.lastModified]]);
    // Nobody asked "changed since?", so "not changed" is no answer.
    expect(codeOf(await get('/'))).toBe('http_status');
  });

  it.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['identity', (bytes: Buffer) => bytes],
    ['gzip, br', (bytes: Buffer) => brotliCompressSync(gzipSync(bytes))],
  ])('is unpacked from %s', async (encoding, pack) => {
    const { get } = await site((_, response) => {
      response.writeHead(200, { 'content-encoding': encoding }).end(pack(Buffer.from('Hello')));
    });
    expect(textOf(await get('/'))).toBe('Hello');
  });

  it('names the status, and when to come again', async () => {
    const now = (): Date => new Date('2024-05-01T12:00:00.000Z');
    const { get } = await site(
      (request, response) => {
        const [, status = '', after] = request.url?.split('/') ?? [];
        const headers = after === undefined ? {} : { 'retry-after': decodeURIComponent(after) };
        response.writeHead(Number(status), headers).end('no');
      },
      { now },
    );
    const problem = async (path: string): Promise<unknown> => {
      const fetched = await get(path);
      return fetched.kind === 'refused'
        ? [fetched.problem.status, fetched.problem.retryAt]
        : fetched;
    };
    expect(await problem('/404')).toEqual([404, undefined]);
    expect(await problem('/503/120')).toEqual([503, '2024-05-01T12:02:00.000Z']);
    expect(await problem('/429/Wed, 01 May 2024 13:00:00 GMT')).toEqual([
      429,
      '2024-05-01T13:00:00.000Z',
    ]);
    expect(await problem('/429/99999999999')).toEqual([429, '2024-05-08T12:00:00.000Z']);
    expect(await problem('/503/yesterday')).toEqual([503, undefined]);
  });
});

describe('a hostile body', () => {
  const LIMIT = { mostBytes: 100_000 };

  it('is cut off where it is too large, said or not', async () => {
    const { get } = await site((request, response) => {
      if (request.url === '/said') response.writeHead(200, { 'content-length': 1e9 });
      const pour = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(16_384, 'a'))) continue;
      };
      response.on('drain', pour);
      pour();
    });
    expect(codeOf(await get('/said', LIMIT))).toBe('too_large');
    expect(codeOf(await get('/endless', LIMIT))).toBe('too_large');
  });

  it('is counted after it was unpacked', async () => {
    const { get } = await site((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      const gzip = createGzip();
      gzip.pipe(response);
      for (let n = 0; n < 64; n += 1) gzip.write(Buffer.alloc(1024 * 1024));
      gzip.end();
    });
    expect(codeOf(await get('/', LIMIT))).toBe('too_large');
  });

  it('is refused where it is packed a thousand times, wrongly, or nobody knows how', async () => {
    const many = Array.from({ length: 1_000 }, () => 'gzip').join(',');
    const { get } = await site((request, response) => {
      const asked = decodeURIComponent(request.url?.slice(1) ?? '');
      const encoding = asked === 'many' ? many : asked;
      response.writeHead(200, { 'content-encoding': encoding }).end('not packed at all');
    });
    for (const encoding of [
      'many',
      'gzip,gzip,gzip',
      'gzip',
      'br',
      'deflate',
      'zstd',
      'x'.repeat(99),
    ]) {
      expect(codeOf(await get(`/${encoding}`))).toBe('bad_encoding');
    }
  });

  it('is given up where it drips, stalls or never begins, within one allowance for all hops', async () => {
    const { get } = await site(
      (request, response) => {
        if (request.url === '/never') return;
        if (request.url?.startsWith('/slow') === true) {
          const next = `/slow${Number(request.url.slice(5)) + 1}`;
          setTimeout(() => response.writeHead(302, { location: next }).end(), 150);
          return;
        }
        response.writeHead(200).write('a');
        const drip = setInterval(() => response.write('a'), 20);
        response.on('close', () => {
          clearInterval(drip);
        });
      },
      { timeoutMs: 300 },
    );
    for (const path of ['/never', '/drip', '/slow0'])
      expect(codeOf(await get(path))).toBe('timeout');
  });

  it('ends with its connection, after one more try', async () => {
    const { get, server } = await site((request, response) => {
      if (request.url === '/cut') response.writeHead(200, { 'content-length': 100 }).write('half');
      response.destroy();
    });
    expect(codeOf(await get('/gone'))).toBe('unreachable');
    expect(server.paths).toEqual(['/gone', '/gone']);
    expect(codeOf(await get('/cut'))).toBe('unreachable');
  });

  it('has headers of a bearable size', async () => {
    const { get } = await site((_, response) => {
      response.writeHead(200, { 'x-large': 'a'.repeat(60_000) }).end();
    });
    expect(codeOf(await get('/'))).toBe('too_large');
  });
});
