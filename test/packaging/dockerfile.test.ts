// The Dockerfile, read by a parser of Dockerfiles: what it copies is there, what it runs is there once it is
// compiled, and the second stage runs as nobody special. Building it needs a machine with docker.

import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { DockerfileParser, type Copy, type Dockerfile } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { describe, expect, it } from 'vitest';
import { serveHealth } from '../../src/health/serve-health.js';
import { compiled, isCompiled } from '../support/child-process.js';
import { inProject } from './project-file.js';

const text = readFileSync(inProject('Dockerfile'), 'utf8');
const file = DockerfileParser.parse(text);
const stages = file.getFROMs();

/** What the instruction copies from the folder of the project; nothing where it copies from a stage. */
function sourcesOf(copy: Copy): string[] {
  if (copy.getFromFlag() !== null) return [];
  return copy
    .getArguments()
    .slice(0, -1)
    .map((argument) => argument.getValue());
}

/** The words of the last instruction of a name, whose words stand in a JSON list. */
function listOf(instructions: ReturnType<Dockerfile['getCMDs']>): string[] {
  return (instructions.at(-1)?.getJSONStrings() ?? []).map((word) => word.getJSONValue());
}

/** The words after CMD in the HEALTHCHECK. */
function healthCall(): string[] {
  const content = file.getHEALTHCHECKs()[0]?.getRawArgumentsContent() ?? '';
  return JSON.parse(content.slice(content.indexOf('[')).replace(/\\\n/g, '')) as string[];
}

/** The exit code of node with these words, where HTTP_PORT is the port. */
function endOf(words: readonly string[], port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, words, { env: { HTTP_PORT: String(port) } });
    child.once('exit', resolve);
  });
}

describe('the Dockerfile', () => {
  it('has nothing that a linter names', () => {
    expect(validate(text).map(({ range, message }) => [range.start.line + 1, message])).toEqual([]);
  });

  it('begins each stage with a base of a named version', () => {
    const images = stages.map((stage) => stage.getImage());
    expect(images).toEqual(['node:20.20-bookworm', 'node:20.20-bookworm-slim']);
  });

  it('copies only what is there, and what .dockerignore lets through', () => {
    const sources = file.getCOPYs().flatMap(sourcesOf);
    expect(sources.filter((source) => !existsSync(inProject(source)))).toEqual([]);
    const allowed = readFileSync(inProject('.dockerignore'), 'utf8').split('\n');
    expect(sources.filter((source) => !allowed.includes(`!${source}`))).toEqual([]);
    expect(sources).toContain('embeddings/models');
  });

  it('lets no file with secrets into the build', () => {
    const ignored = readFileSync(inProject('.dockerignore'), 'utf8').split('\n');
    expect(ignored.slice(0, 2)).toContain('*');
    expect(ignored.at(-3)).toBe('**/.env*');
  });

  it('does not run as root', () => {
    const last = stages.at(-1)?.getRange().start.line ?? Infinity;
    const users = file
      .getInstructions()
      .filter((instruction) => instruction.getKeyword() === 'USER')
      .filter((instruction) => instruction.getRange().start.line > last)
      .map((instruction) => instruction.getArgumentsContent());
    expect(users).toEqual(['node']);
  });

  it('starts node itself, so that signals reach it', () => {
    expect(listOf(file.getCMDs())).toEqual(['node', 'dist/src/main.js']);
    expect(file.getENTRYPOINTs()).toEqual([]);
  });

  it.skipIf(!isCompiled)('starts a file that is there once it is compiled', () => {
    expect(existsSync(new URL(compiled('main.js')))).toBe(true);
    expect(existsSync(new URL(compiled('../scripts/prune-image.js')))).toBe(true);
  });

  it('asks for its health without a program of its own', () => {
    const [check] = file.getHEALTHCHECKs();
    const content = check?.getArgumentsContent() ?? '';
    expect(content).toContain('/healthz');
    expect(content).not.toMatch(/curl|wget/);
    expect(check?.getFlags().map((flag) => flag.getName())).toContain('start-period');
  });

  it('is well where /healthz answers, and not where nothing listens', async () => {
    const health = await serveHealth({
      host: '127.0.0.1',
      port: 0,
      version: '0',
      isReady: () => ({ ready: false, why: 'not yet' }),
      metrics: { contentType: 'text/plain', text: () => Promise.resolve('') },
    });
    const [program = '', ...words] = healthCall();
    expect(program).toBe('node');
    expect(await endOf(words, health.port)).toBe(0);
    await health.close();
    expect(await endOf(words, health.port)).toBe(1);
  });

  it('keeps what is written in one place', () => {
    const volumes = file.getInstructions().filter((item) => item.getKeyword() === 'VOLUME');
    expect(volumes.map((volume) => volume.getArgumentsContent())).toEqual(['["/data"]']);
    expect(text).toContain('DATA_DIR=/data');
  });
});
