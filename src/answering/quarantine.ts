// Which questions a process died with. In: the questions in flight at each death. Out: which of them must
// run alone next time, and which must not run again. Texts are kept as hashes, and only for a while.

import { createHash } from 'node:crypto';
import { DEFAULT_COLLECTION } from './answerer.js';
import type { Call } from './answerer-messages.js';

/** A question that was in flight at so many deaths is not asked again. */
const DEATHS = 2;

/** Questions remembered; older ones are forgotten first. */
const REMEMBERED = 100;

/** A question as it is remembered: what it says and where it is asked. */
export function questionKey(question: string, collection = DEFAULT_COLLECTION): string {
  const text = question.replace(/\s+/g, ' ').trim();
  return createHash('sha256').update(`${collection}\0${text}`).digest('hex');
}

/** The question of a call, as it is remembered; null where it asks none. */
export function questionOf(call: Call): string | null {
  switch (call.method) {
    case 'answer':
    case 'sources':
    case 'rankSentences':
    case 'compare':
    case 'timeline':
      return questionKey(call.args[0].question, call.args[0].collection);
    case 'summarize': {
      const [request] = call.args;
      const asked = request.about === 'topic' ? request.topic : request.document;
      return questionKey(asked, request.collection);
    }
    default:
      return null;
  }
}

export class Quarantine {
  readonly #deaths = new Map<string, number>();

  /** True where a death came with it: asked beside others again, it could take them along once more. */
  isSuspect(key: string): boolean {
    return this.#deaths.has(key);
  }

  isRefused(key: string): boolean {
    return (this.#deaths.get(key) ?? 0) >= DEATHS;
  }

  /** Each of these was in flight when the process died. */
  blame(keys: ReadonlySet<string>): void {
    for (const key of keys) {
      const deaths = (this.#deaths.get(key) ?? 0) + 1;
      // Set anew, it counts as the youngest.
      this.#deaths.delete(key);
      this.#deaths.set(key, deaths);
    }
    for (const key of this.#deaths.keys()) {
      if (this.#deaths.size <= REMEMBERED) break;
      this.#deaths.delete(key);
    }
  }

  /** It came back with a result, so it was beside the guilty one. */
  clear(key: string): void {
    this.#deaths.delete(key);
  }
}
