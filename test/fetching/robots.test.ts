// robots.txt and turns: what a site asks of those who read it is done.

import { describe, expect, it, onTestFinished } from 'vitest';
import { openFetch } from '../../src/fetching/open-fetch.js';
import { loopbackServer, type Answer } from '../support/loopback-server.js';
import { codeOf, site, textOf, type Site } from './site.js';

describe('robots.txt', () => {
  const RULES =
    'User-agent: *\nDisallow: /all\n\nUser-agent: Verbatim\nDisallow: /private\nCrawl-delay: 2\n';

  /** A site whose robots.txt is what a test makes it, under a clock that only waiting moves. */
  async function robotsSite(
    robots: () => { status?: number; text?: string; location?: string },
  ): Promise<Site & { readonly waits: number[]; readonly pass: (milliseconds: number) => void }> {
    let moment = 0;
    const waits: number[] = [];
    const found = await site(
      (request, response) => {
        if (request.url !== '/robots.txt') {
          if (request.url === '/moved') response.writeHead(302, { location: '/private/x' }).end();
          else response.end('page');
          return;
        }
        const { status = 200, text = '', location } = robots();
        response.writeHead(status, location === undefined ? {} : { location }).end(text);
      },
      {
        clock: () => moment,
        sleep: (milliseconds) => {
          waits.push(milliseconds);
          moment += milliseconds;
          return Promise.resolve();
        },
      },
    );
    return {
      ...found,
      get: (path, request = {}) => found.get(path, { obeysRobots: true, ...request }),
      waits,
      pass: (milliseconds) => {
        moment += milliseconds;
      },
    };
  }

  it('is obeyed where it names us, at every hop, and read once', async () => {
    const { get, server } = await robotsSite(() => ({ text: RULES }));
    expect(textOf(await get('/all'))).toBe('page');
    expect(codeOf(await get('/private/x'))).toBe('robots_disallowed');
    expect(codeOf(await get('/moved'))).toBe('robots_disallowed');
    expect(server.paths).toEqual(['/robots.txt', '/all', '/moved']);
  });

  it('is read again after a day', async () => {
    let text = RULES;
    const { get, pass } = await robotsSite(() => ({ text }));
    expect(codeOf(await get('/private'))).toBe('robots_disallowed');
    text = '';
    pass(24 * 60 * 60 * 1000 - 1);
    expect(codeOf(await get('/private'))).toBe('robots_disallowed');
    pass(1);
    expect(textOf(await get('/private'))).toBe('page');
  });

  it.each([404, 410, 403, 401])('allows everything where it answers %i', async (status) => {
    const { get } = await robotsSite(() => ({ status, text: 'User-agent: *\nDisallow: /' }));
    expect(textOf(await get('/private'))).toBe('page');
  });

  it.each([500, 503, 429])(
    'means "not now" where it answers %i, and is asked again later',
    async (status) => {
      let answer: { status?: number } = { status };
      const { get, server, pass } = await robotsSite(() => answer);
      expect(codeOf(await get('/a'))).toBe('unreachable');
      expect(codeOf(await get('/b'))).toBe('unreachable');
      expect(server.paths).toEqual(['/robots.txt']);
      answer = {};
      pass(10 * 60 * 1000);
      expect(textOf(await get('/a'))).toBe('page');
    },
  );

  it('is not asked about what a person handed over', async () => {
    const { server, get } = await site((_, response) => response.end('page'));
    expect(textOf(await get('/private'))).toBe('page');
    expect(server.paths).toEqual(['/private']);
  });

  it('leads nowhere inside, and keeps its page from us where it tries', async () => {
    const inside = await loopbackServer((_, response) => response.end('User-agent: *\nAllow: /'));
    const location = `http://127.0.0.1:${inside.port}/robots.txt`;
    const { get } = await robotsSite(() => ({ status: 302, location }));
    expect(codeOf(await get('/a'))).toBe('blocked_port');
    expect(inside.connections()).toBe(0);
  });

  it('is read to its first 500 KiB', async () => {
    const text = `${RULES}\n${'# filler\n'.repeat(200_000)}\nUser-agent: *\nDisallow: /\n`;
    const { get } = await robotsSite(() => ({ text }));
    expect(textOf(await get('/page'))).toBe('page');
    expect(codeOf(await get('/private'))).toBe('robots_disallowed');
  });

  it('sets the pause between two requests', async () => {
    const { get, waits, pass } = await robotsSite(() => ({ text: RULES }));
    await Promise.all([get('/a'), get('/b')]);
    pass(500);
    await get('/c');
    expect(waits).toEqual([2_000, 2_000, 1_500]);
  });

  it('does not have a person wait minutes for one page', async () => {
    const { get, waits } = await robotsSite(() => ({ text: 'User-agent: *\nCrawl-delay: 300\n' }));
    expect(textOf(await get('/a', { mostPauseMs: 5_000 }))).toBe('page');
    expect(waits).toEqual([5_000]);
  });

  it('that wants a pause of hours is not waited for', async () => {
    const text = 'User-agent: *\nCrawl-delay: 7200\n';
    const { get, waits } = await robotsSite(() => ({ text }));
    expect(codeOf(await get('/a'))).toBe('robots_disallowed');
    expect(waits).toEqual([]);
  });
});

describe('turns', () => {
  it('are taken: a host has one request at a time, hosts do not wait for each other', async () => {
    let [open, most] = [0, 0];
    const answer: Answer = (_, response) => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        response.end('page');
      }, 10);
    };
    const { get } = await site(answer);
    await Promise.all(['/a', '/b', '/c', '/d'].map((path) => get(path)));
    expect(most).toBe(1);
    const [one, two] = [await loopbackServer(answer), await loopbackServer(answer)];
    const opened = openFetch({ version: '1', allow: [one.place, two.place] });
    onTestFinished(() => opened.close());
    await Promise.all(
      [one, two].map(({ origin }) => opened.fetch({ url: origin, obeysRobots: false })),
    );
    expect(most).toBe(2);
  });
});
