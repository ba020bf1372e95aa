// In: what the doctor found. Out: lines for a terminal: a mark, a name, what was found, how to mend it.

import type { Check, Diagnosis } from '../doctor/examine.js';
import type { Face } from './face.js';
import { cleanLine } from './neutralise.js';
import { wrapText } from '../shared/wrap-text.js';

/** Room for the longest name of a check. */
const NAME_COLUMNS = 13;

/** Renders a diagnosis. */
export function renderDiagnosis(diagnosis: Diagnosis, face: Face): string[] {
  const { checks } = diagnosis;
  const wrong = checks.filter((check) => check.ok === false).length;
  const warnings = checks.filter((check) => check.ok === 'warning').length;
  return [...checks.flatMap((check) => renderCheck(check, face)), '', summary(wrong, warnings)];
}

function renderCheck(check: Check, face: Face): string[] {
  const { colors } = face;
  const mark = { true: colors.green('✓'), false: colors.red('✗'), warning: colors.yellow('!') };
  const first = `${mark[`${check.ok}`]} ${check.name.padEnd(NAME_COLUMNS)}`;
  const indent = ' '.repeat(NAME_COLUMNS + 2);
  const remedy = check.remedy === null ? [] : wrapped(`→ ${check.remedy}`, face).map(colors.bold);
  return [...wrapped(check.text, face), ...remedy].map((line, i) =>
    i === 0 ? first + line : indent + line,
  );
}

function wrapped(text: string, face: Face): string[] {
  const clean = cleanLine(text);
  const lines = wrapText(clean, Math.max(20, face.width - NAME_COLUMNS - 2));
  return lines.map(({ start, end }) => clean.slice(start, end));
}

function summary(wrong: number, warnings: number): string {
  if (wrong === 0 && warnings === 0) return 'Everything is sound.';
  const things = wrong === 1 ? '1 thing is wrong' : `${wrong} things are wrong`;
  const known = warnings === 1 ? '1 warning' : `${warnings} warnings`;
  return wrong === 0 ? `Nothing is wrong; ${known}.` : `${things}; ${known}.`;
}
