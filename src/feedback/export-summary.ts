// In: exported questions. Out: one line that says how many there are, what they need, and what was left out.

import type { QuestionLines, WhyLeftOut } from './question-lines.js';

/** Ids named before the rest is counted. */
const MOST_NAMED = 10;

/** Says in one line what was exported. */
export function exportSummary({ lines, leftOut }: QuestionLines): string {
  const needing = (needs: 'evidence' | 'review'): number =>
    lines.filter((line) => line.needs === needs).length;
  const sets = [
    `${lines.filter((line) => line.needs === undefined).length} ready`,
    `${needing('evidence')} to be given evidence`,
    `${needing('review')} to be reviewed`,
  ];
  const idsOf = (why: WhyLeftOut): string[] =>
    leftOut.filter((item) => item.why === why).map(({ id }) => id);
  const reasons = [
    counted(
      idsOf('no_question'),
      'without a question (voters add it, or KEEP_QUESTIONS=true keeps it)',
    ),
    named(idsOf('answer_gone'), 'whose answer is no longer kept'),
    named(idsOf('passage_gone'), 'whose passage has left the corpus'),
  ].filter((reason) => reason !== null);
  const questions = lines.length === 1 ? 'question' : 'questions';
  const exported = `Exported ${lines.length} ${questions}: ${sets.join(', ')}.`;
  return reasons.length === 0 ? exported : `${exported} Left out: ${reasons.join('; ')}.`;
}

function counted(ids: readonly string[], why: string): string | null {
  return ids.length === 0 ? null : `${ids.length} ${why}`;
}

function named(ids: readonly string[], why: string): string | null {
  if (ids.length === 0) return null;
  const more = ids.length > MOST_NAMED ? `, and ${ids.length - MOST_NAMED} more` : '';
  return `${ids.length} ${why} (${ids.slice(0, MOST_NAMED).join(', ')}${more})`;
}
