// The rules for Prometheus read what is exported, and each says what to do.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { exportedMetrics } from './exported-metrics.js';
import { inProject } from './project-file.js';
import { readExpression } from './promql.js';

const ruleSchema = z.strictObject({
  alert: z.string().regex(/^Verbatim[A-Z]\w+$/),
  expr: z.string(),
  for: z
    .string()
    .regex(/^\d+[smhd]$/)
    .optional(),
  labels: z.strictObject({ severity: z.enum(['page', 'ticket']) }),
  annotations: z.strictObject({
    summary: z.string().endsWith('.'),
    remedy: z.string().endsWith('.'),
  }),
});
const file: unknown = parse(readFileSync(inProject('packaging/alerts.yaml'), 'utf8'));
const { groups } = z
  .strictObject({
    groups: z.array(z.strictObject({ name: z.string(), rules: z.array(ruleSchema) })),
  })
  .parse(file);
const rules = groups.flatMap((group) => group.rules);

describe('the alerts', () => {
  it('have a name each', () => {
    expect(new Set(rules.map((rule) => rule.alert)).size).toBe(rules.length);
    expect(rules.length).toBeGreaterThan(0);
  });

  it.each(rules.map((rule): [string, string] => [rule.alert, rule.expr]))(
    '%s reads only what is exported',
    async (_, expression) => {
      const { familyOf } = await exportedMetrics();
      const { isValid, metrics } = readExpression(expression);
      expect(isValid).toBe(true);
      expect(metrics.length).toBeGreaterThan(0);
      expect(metrics.filter((name) => familyOf(name) === null)).toEqual([]);
    },
  );
});
