// What one check of the doctor found: plain data.

export interface Finding {
  /** False where something is wrong; a warning is worth knowing and stops nothing. */
  readonly ok: boolean | 'warning';
  readonly text: string;
  /** What to do, ideally a command. */
  readonly remedy: string | null;
}

/** What a check found, and what it got hold of for the checks after it. */
export interface Examined<T> {
  readonly finding: Finding;
  readonly result: T | null;
}

/** A finding that all is well. */
export function sound(text: string): Finding {
  return { ok: true, text, remedy: null };
}

/** A finding that leaves nothing for the checks after it. */
export function only(finding: Finding): Examined<never> {
  return { finding, result: null };
}
