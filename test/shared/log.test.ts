// The log: JSON lines without secrets, wherever in the line they stand.

import { describe, expect, it } from 'vitest';
import { openLog, type LogOptions } from '../../src/shared/log.js';

const TOKEN = 'MTIz.abc-DEF_456';

function openCapture(options: Partial<LogOptions> = {}) {
  const lines: string[] = [];
  const log = openLog({
    level: 'info',
    secrets: [TOKEN],
    write: (line) => lines.push(line),
    ...options,
  });
  return { log, lines };
}

describe('openLog', () => {
  it('scrubs a secret from messages, fields, nested fields, keys and stacks', () => {
    const { log, lines } = openCapture();
    log.info(`token ${TOKEN} and again ${TOKEN}`);
    log.warn({ url: `https://x/${TOKEN}/y`, deep: { list: [TOKEN] }, [TOKEN]: 1 }, 'fields');
    log.error({ err: new Error(`with ${TOKEN}`) }, 'stack');
    expect(lines).toHaveLength(3);
    for (const line of lines) {
      expect(line).not.toContain(TOKEN);
      expect(line).toContain('[secret]');
    }
  });

  it('scrubs a secret that JSON writes in another form', () => {
    const password = 'se"cr\\et';
    const { log, lines } = openCapture({ secrets: [password] });
    log.warn({ err: new Error(`with ${password}`) }, `refused ${password}`);
    const [line = ''] = lines;
    expect(line).toContain('[secret]');
    expect(JSON.stringify(JSON.parse(line))).not.toMatch(/se\\"cr/);
  });

  it('writes one JSON object a line, whatever is in a message', () => {
    const { log, lines } = openCapture();
    log.info('two\nlines "and" quotes');
    expect(lines).toHaveLength(1);
    expect(lines[0]?.endsWith('\n')).toBe(true);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 30, msg: 'two\nlines "and" quotes' });
  });

  it('writes nothing below its level', () => {
    const { log, lines } = openCapture({ level: 'warn' });
    log.info('quiet');
    log.debug('quiet');
    expect(lines).toEqual([]);
  });

  it('is not confused by an empty secret', () => {
    const { log, lines } = openCapture({ secrets: [''] });
    log.info('plain');
    expect(lines[0]).toContain('"msg":"plain"');
  });
});
