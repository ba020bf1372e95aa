// The parts of the double, handed to routes and drivers.

import type { Gateway } from './gateway.js';
import type { InteractionBook } from './interaction-book.js';
import type { Ledger } from './ledger.js';
import type { Attachment, UploadedFile } from './model.js';
import type { Commands } from './commands.js';
import type { Signal } from './signal.js';
import type { World } from './world.js';

export interface Core {
  readonly now: () => number;
  readonly world: World;
  readonly commands: Commands;
  readonly ledger: Ledger;
  readonly gateway: Gateway;
  readonly book: InteractionBook;
  readonly changes: Signal;
  /** As GET /gateway/bot tells it. */
  readonly recommendedShards: number;
  /** Keeps a file where its link finds it. */
  readonly keepFile: (channelId: string, file: Omit<UploadedFile, 'field'>) => Attachment;
  readonly attachment: (id: string) => Attachment | null;
  /** The address of the server, without a path. */
  readonly origin: () => string;
}
