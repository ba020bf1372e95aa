// Figures as lines a person reads: one a figure, nested names joined by dots.

/** Renders any nested figures as an aligned table. */
export function evaluationTable(figures: object): string {
  const rows = flatten(figures, '');
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n');
}

function flatten(value: object, prefix: string): [string, string][] {
  return Object.entries(value).flatMap(([key, field]: [string, unknown]): [string, string][] => {
    const name = prefix === '' ? key : `${prefix}.${key}`;
    if (field === null || field === undefined || isCurve(field)) return [];
    if (typeof field === 'object') return flatten(field, name);
    return [[name, show(field)]];
  });
}

/** Curves and bins are for JSON and the report. */
function isCurve(field: unknown): boolean {
  return Array.isArray(field) && field.some((item) => typeof item === 'object');
}

function show(value: unknown): string {
  if (typeof value !== 'number') return String(value);
  return Number.isInteger(value) ? String(value) : value.toFixed(3);
}
