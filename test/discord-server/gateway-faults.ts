// Events that come twice, in the wrong order, or again after a resume.

import type { Dispatch } from './gateway.js';

export class GatewayFaults {
  readonly #random: () => number;
  #duplicateNext = 0;
  #duplicateChance = 0;
  #replay = 0;
  #held: Dispatch[] = [];
  #toHold = 0;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** Sends the next `count` events twice. */
  duplicateNext(count: number): void {
    this.#duplicateNext = count;
  }

  /** Sends each event twice with this probability. */
  duplicateSome(probability: number): void {
    this.#duplicateChance = probability;
  }

  /** Holds the next `count` events back and then sends them last one first. */
  reorderNext(count: number): void {
    this.#toHold = count;
  }

  /** At the next resume sends this many events again that the client already had. */
  replayOnResume(count: number): void {
    this.#replay = count;
  }

  /** The number of events to send again now. */
  takeReplay(): number {
    const count = this.#replay;
    this.#replay = 0;
    return count;
  }

  /** What is sent in the place of an event: nothing yet, it, it twice, or several held ones. */
  arrange(event: Dispatch): readonly Dispatch[] {
    if (this.#toHold > 0) {
      this.#held.push(event);
      this.#toHold -= 1;
      if (this.#toHold > 0) return [];
      const reversed = this.#held.toReversed();
      this.#held = [];
      return reversed;
    }
    return this.#isTwice() ? [event, event] : [event];
  }

  #isTwice(): boolean {
    if (this.#duplicateNext > 0) {
      this.#duplicateNext -= 1;
      return true;
    }
    return this.#duplicateChance > 0 && this.#random() < this.#duplicateChance;
  }
}
