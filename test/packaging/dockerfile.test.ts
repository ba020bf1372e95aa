// The Dockerfile, read by a parser of Dockerfiles: what it copies is there, what it runs is there once it is
// compiled, and the second stage runs as nobody special. Building it needs a machine with docker.

import { existsSync, readFileSync } from 'node:fs';
import { DockerfileParser, type Copy, type Dockerfile } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { describe, expect, it } from 'vitest';
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

  it('keeps what is written in one place', () => {
    const volumes = file.getInstructions().filter((item) => item.getKeyword() === 'VOLUME');
    expect(volumes.map((volume) => volume.getArgumentsContent())).toEqual(['["/data"]']);
    expect(text).toContain('DATA_DIR=/data');
  });
});
