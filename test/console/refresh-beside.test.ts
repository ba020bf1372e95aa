import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { refreshBeside } from '../../src/console/refresh-beside.js';
import { temporaryFolder } from '../support/temporary-folder.js';

function script(code: string): string {
  const path = join(temporaryFolder(), 'build.mjs');
  writeFileSync(path, code);
  return path;
}

const told = (path: string): Promise<string> =>
  new Promise((resolve) => {
    refreshBeside(path, resolve);
  });

describe('refreshBeside', () => {
  it('tells the summary of a build that went well', async () => {
    const line = await told(script('console.log("1 new: 3 documents.")'));
    expect(line).toBe('The index is fresh: 1 new: 3 documents.');
  });

  it('tells why a build failed, in one line and without what the log says', async () => {
    const code = 'console.error("A build is running.\\n{\\"level\\":50}"); process.exitCode = 1;';
    expect(await told(script(code))).toBe('The index could not be refreshed: A build is running.');
  });

  it('has the build wait for one that runs, such as the keeper’s', async () => {
    const line = await told(script('console.log(process.argv.slice(2).join(" "))'));
    expect(line).toBe('The index is fresh: --wait');
  });

  it('tells something of a build that dies without a word', async () => {
    const line = await told(script('process.kill(process.pid, "SIGKILL")'));
    expect(line).toMatch(/could not be refreshed: the build ended without a word/);
  });

  it('gives a build no secret of the bot', async () => {
    process.env.DISCORD_TOKEN = 'a-token-of-ours';
    onTestFinished(() => {
      delete process.env.DISCORD_TOKEN;
    });
    const line = await told(script('console.log(`token: ${process.env.DISCORD_TOKEN}`)'));
    expect(line).toBe('The index is fresh: token: undefined');
  });
});
