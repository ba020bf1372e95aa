// The process around a parser: what it may not do, and what becomes of one that dies, hangs or talks nonsense.

import { readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { DOCUMENT_LIMITS, type ParserLimits } from '../../../src/corpus/sandbox/limits.js';
import { limitingShell, parseApart } from '../../../src/corpus/sandbox/parser-process.js';
import { isCompiled } from '../../support/child-process.js';
import { refusalOf } from '../refusal-of.js';
import { PROSE } from '../builders/case.js';
import { makePdf, rowsFrom } from '../builders/make-pdf.js';
import { makeCorpus, removeCorpora } from '../temp-corpus.js';

afterAll(removeCorpora);

const PDF = {
  file: 'a.pdf',
  kind: 'pdf',
  bytes: makePdf({ pages: [rowsFrom(700, [PROSE])] }),
} as const;

interface Run {
  /** What the process does, as a module. */
  readonly script: string;
  readonly limits?: Partial<ParserLimits>;
}

/** Runs a script in the place of the parser. */
function run({ script, limits = {} }: Run): ReturnType<typeof parseApart> {
  const path = join(makeCorpus(), 'child.mjs');
  writeFileSync(path, script);
  return parseApart(PDF, { limits: { ...DOCUMENT_LIMITS, ...limits }, script: path });
}

/** What a script says of itself, as the text of the one line that it gives. */
async function told(expression: string): Promise<string | undefined> {
  const line = `{ kind: 'text', level: 0, text: JSON.stringify(${expression}), alone: false }`;
  const extraction = `{ member: null, encoding: 'x', lines: [${line}], metadata: {} }`;
  const script = `import fs from 'node:fs';
    console.log(JSON.stringify({ extraction: ${extraction} }));
    console.log(JSON.stringify({ done: true }));`;
  return (await run({ script })).extractions[0]?.lines[0]?.text;
}

const attempt = (action: string): string =>
  `(() => { try { ${action}; return 'done' } catch (error) { return 'refused' } })()`;

describe('parseApart', () => {
  it('gives the process no word of the environment and an empty folder', async () => {
    // The shell itself sets where it stands.
    expect(
      await told(
        'Object.keys(process.env).filter((name) => !/^(?:PWD|OLDPWD|SHLVL|_)$/.test(name))',
      ),
    ).toBe('[]');
    expect(await told('fs.readdirSync(process.cwd())')).toBe('[]');
  });

  it('lets it make no code out of text', async () => {
    expect(await told(attempt("new Function('return 1')()"))).toBe('"refused"');
  });

  it.skipIf(limitingShell() === null)(
    'lets it write no file (skipped without a shell)',
    async () => {
      const script =
        "import fs from 'node:fs'; fs.writeFileSync('x', 'some bytes'); console.log('{\"done\":true}')";
      expect((await refusalOf(() => run({ script }))).code).toBe('parser_limit');
    },
  );

  it.each([
    ['dies', 'process.exit(3)'],
    ['is killed', "process.kill(process.pid, 'SIGKILL')"],
    ['says nothing', ''],
    ['stops in the middle', 'console.log(\'{"refusal":{"member":"x"\')'],
    ['talks nonsense', "console.log('hello')"],
    ['invents a reason', 'console.log(\'{"refused":{"code":"vanished","text":"x"}}\')'],
    ['fills its memory', 'const all = []; for (;;) all.push(Buffer.alloc(1 << 24, 1))'],
    ['fills its heap', 'const all = []; for (;;) all.push([1, 2, 3, 4].map(String))'],
  ])('refuses a file whose parser %s', async (_, script) => {
    expect((await refusalOf(() => run({ script }))).code).toBe('parser_limit');
  });

  it('ends one that hangs', async () => {
    const script = 'setInterval(() => undefined, 1000)';
    const failure = await refusalOf(() => run({ script, limits: { wallMs: 400 } }));
    expect(failure).toMatchObject({ code: 'parser_limit' });
    expect(failure.message).toContain('longer than 0.4 s');
  });

  it('ends one that talks without end', async () => {
    const script =
      "for (;;) await new Promise((r) => process.stdout.write('x'.repeat(1 << 16), r))";
    const failure = await refusalOf(() => run({ script, limits: { outputBytes: 1 << 20 } }));
    expect(failure.message).toContain('more text than one file may');
  });

  it('leaves no folder behind', async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('verbatim-parser-'));
    await run({ script: 'console.log(\'{"done":true}\')' });
    await refusalOf(() => run({ script: 'process.exit(1)' }));
    const after = readdirSync(tmpdir()).filter((name) => name.startsWith('verbatim-parser-'));
    expect(after.filter((name) => !before.includes(name))).toEqual([]);
  });

  it.skipIf(!isCompiled)('parses a file, also where there is no shell', async () => {
    for (const shell of [limitingShell(), null]) {
      const { extractions } = await parseApart(PDF, { limits: DOCUMENT_LIMITS, shell });
      expect(extractions[0]?.lines.map(({ text }) => text)).toEqual([PROSE]);
    }
  });
});
