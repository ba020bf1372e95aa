import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { writeCleaningReport } from '../../src/write-cleaning-report.js';
import { buildSite } from '../support/build.js';
import { failureOf } from '../support/failure-of.js';

describe('writeCleaningReport', () => {
  it('writes one whole page and leaves nothing beside it', async () => {
    const site = buildSite({ 'a.md': 'Alpha is here.', 'b.md': 'Beta is there.' });
    const report = await site.build();
    const file = join(site.folder, 'pages', 'report.html');
    await writeCleaningReport(file, {
      report,
      settings: { dataDir: site.folder, databaseUrl: null },
    });
    await writeCleaningReport(file, {
      report,
      settings: { dataDir: site.folder, databaseUrl: null },
    });
    const html = readFileSync(file, 'utf8');
    expect(html).toMatch(
      /^<!doctype html>[\s\S]*Alpha is here\.[\s\S]*Beta is there\.[\s\S]*<\/html>\n$/,
    );
    expect(readdirSync(join(site.folder, 'pages'))).toEqual(['report.html']);
  });

  it('says where it cannot be written, and leaves nothing there', async () => {
    const site = buildSite({ 'a.md': 'Alpha is here.' });
    const report = await site.build();
    const file = join(site.folder, 'taken');
    mkdirSync(join(file, 'inside'), { recursive: true });
    const failure = await failureOf(() =>
      writeCleaningReport(file, { report, settings: { dataDir: site.folder, databaseUrl: null } }),
    );
    expect(failure).toMatchObject({ code: 'bad_call' });
    expect(readdirSync(site.folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});
