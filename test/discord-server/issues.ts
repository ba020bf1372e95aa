// What is wrong with a form, gathered field by field and thrown once, as Discord answers it (50035).

import { ApiError } from './api-error.js';
import type { Json } from './json.js';

interface Issue {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

interface Length {
  readonly min?: number;
  readonly max: number;
}

/** A growing list of problems; paths are written `components.0.label`. */
export class Issues {
  readonly #found: Issue[] = [];

  get isEmpty(): boolean {
    return this.#found.length === 0;
  }

  add(path: string, code: string, message: string): void {
    this.#found.push({ path, code, message });
  }

  /** Notes every field that is not on the list: a misspelt one would be ignored without a word. */
  fields(value: Json, path: string, allowed: readonly string[]): void {
    for (const name of Object.keys(value)) {
      if (!allowed.includes(name)) {
        this.add(join(path, name), 'UNKNOWN_FIELD', `"${name}" is not a field of this payload.`);
      }
    }
  }

  /** Notes a text that is missing, too short or too long. */
  text(value: unknown, path: string, { min = 0, max }: Length): void {
    if (value === undefined || value === null) {
      if (min > 0) this.add(path, 'BASE_TYPE_REQUIRED', 'This field is required');
    } else if (typeof value !== 'string') {
      this.add(path, 'STRING_TYPE_CONVERT', `Could not interpret "${typeof value}" as string.`);
    } else if (value.length > max && min > 0) {
      this.add(path, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
    } else if (value.length > max) {
      this.add(path, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
    } else if (min > 0 && value.trim().length < min) {
      this.add(path, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
    }
  }

  /** Notes a list of the wrong length. */
  count(length: number, path: string, { min = 0, max }: Length): void {
    if (length < min || length > max) {
      this.add(path, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
    }
  }

  /** Notes what is neither a whole number within the limits nor left out. */
  integer(value: unknown, path: string, { min = 0, max }: Length): void {
    if (value === undefined || value === null) return;
    if (!Number.isInteger(value)) {
      this.add(path, 'NUMBER_TYPE_COERCE', 'Value is not a whole number.');
    } else if (Number(value) < min || Number(value) > max) {
      this.add(path, 'NUMBER_TYPE_MAX', `int value should be between ${min} and ${max}.`);
    }
  }

  /** Notes what is neither a boolean nor left out. */
  boolean(value: unknown, path: string): void {
    if (value !== undefined && typeof value !== 'boolean') {
      this.add(path, 'BOOLEAN_TYPE_CONVERT', 'Must be either true or false.');
    }
  }

  /** Throws the form's refusal if anything was noted. */
  settle(): void {
    if (!this.isEmpty) throw new ApiError(50035, this.#tree());
  }

  #tree(): Json {
    const root: Record<string, unknown> = {};
    for (const { path, code, message } of this.#found) {
      let node = root;
      for (const name of path.split('.').filter((part) => part !== '')) {
        node = (node[name] ??= {}) as Record<string, unknown>;
      }
      const errors = (node._errors ??= []) as unknown[];
      errors.push({ code, message });
    }
    return root;
  }
}

/** A path with one more step. */
export function join(path: string, name: string | number): string {
  return path === '' ? String(name) : `${path}.${name}`;
}
