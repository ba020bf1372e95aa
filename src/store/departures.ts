// Servers that removed the bot, and when. What is kept of them goes later, unless they come back before; what cannot be
// read counts as nothing, so that nothing is ever purged by mistake.

export interface Departures {
  /** Notes that a server removed the bot; who left before is noted with the first time. */
  left(guild: string, now: Date): Promise<void>;
  /** Forgets it; true where it had been noted. */
  returned(guild: string): Promise<boolean>;
  /** Servers that left at this moment or before, sorted. */
  leftBy(moment: Date): Promise<string[]>;
}
