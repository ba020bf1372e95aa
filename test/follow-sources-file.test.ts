import { rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { followSourcesFile } from '../src/follow-sources-file.js';
import { ReadableError } from '../src/shared/errors.js';
import { silentLog } from '../src/shared/log.js';
import { temporaryFolder } from './support/temporary-folder.js';

function following(fail: () => Error | null = () => null) {
  const file = join(temporaryFolder(), 'sources.yaml');
  const said: string[] = [];
  let syncs = 0;
  let minutes = 0;
  const look = followSourcesFile({
    file,
    sync: () => {
      syncs += 1;
      const error = fail();
      return error === null ? Promise.resolve() : Promise.reject(error);
    },
    say: (line) => said.push(line),
    log: silentLog,
  });
  return {
    look,
    said,
    syncs: () => syncs,
    write: (text: string) => {
      writeFileSync(file, text);
      minutes += 1;
      const at = new Date(Date.UTC(2026, 0, 1, 0, minutes));
      utimesSync(file, at, at);
    },
    remove: () => {
      rmSync(file);
    },
  };
}

const broken = (): ReadableError =>
  new ReadableError({ code: 'bad_sources', text: 'sources.yaml: line 3: what is this?' });

describe('a list of sources that is followed', () => {
  it('is brought in at the first look, also where there is none, and then whenever it is written', async () => {
    const { look, syncs, write, remove } = following();
    await look();
    await look();
    expect(syncs()).toBe(1);
    write('- url: https://a.example/');
    await look();
    await look();
    expect(syncs()).toBe(2);
    write('- url: https://b.example/');
    await look();
    expect(syncs()).toBe(3);
    remove();
    await look();
    expect(syncs()).toBe(4);
  });

  it('says a mistake in it once, until it is written again', async () => {
    let error: ReadableError | null = broken();
    const { look, said, syncs, write } = following(() => error);
    write('what is this?');
    await look();
    await look();
    expect(said).toEqual(['sources.yaml: line 3: what is this?']);
    error = null;
    write('[]');
    await look();
    expect([syncs(), said.length]).toEqual([2, 1]);
  });

  it('is tried again where something else failed', async () => {
    let error: Error | null = new ReadableError({ code: 'disk_full', text: 'The disk is full.' });
    const { look, said, syncs } = following(() => error);
    await look();
    error = null;
    await look();
    await look();
    expect([syncs(), said]).toEqual([2, ['The disk is full.']]);
  });
});
