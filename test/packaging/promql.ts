// PromQL as Prometheus parses it: which metrics an expression reads, and whether it is one.

import { parser } from '@prometheus-io/lezer-promql';

/** Grafana fills these in before Prometheus sees the expression. */
const VARIABLES: readonly (readonly [RegExp, string])[] = [
  [/\$__rate_interval|\$__range/g, '5m'],
  [/\$instance/g, '.*'],
];

export interface ReadExpression {
  readonly isValid: boolean;
  /** Names of metrics, in the order they stand. */
  readonly metrics: readonly string[];
}

/** Reads one expression. */
export function readExpression(expression: string): ReadExpression {
  const text = VARIABLES.reduce((filled, [name, value]) => filled.replace(name, value), expression);
  const metrics: string[] = [];
  let isValid = true;
  parser.parse(text).iterate({
    enter: ({ type, from, to, node }) => {
      if (type.isError) isValid = false;
      if (type.name === 'Identifier' && node.parent?.name === 'VectorSelector') {
        metrics.push(text.slice(from, to));
      }
    },
  });
  return { isValid, metrics };
}
