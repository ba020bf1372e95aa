// Fifty servers with a collection each and one that is shared, in one real store, and a bot over them whose
// deliveries are kept. Every text of a server holds a name that others may ask for, and a word that only its own
// texts hold and that no probe ever says: where that word turns up, something has leaked.

import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { WarmableAnswerer } from '../../src/answering/in-process-answerer.js';
import { openLedger } from '../../src/discord/asking/question-ledger.js';
import { openQueue } from '../../src/discord/asking/question-queue.js';
import type { BotParts } from '../../src/discord/bot-parts.js';
import type { Caller } from '../../src/discord/caller.js';
import type { Delivery, InteractionHandle } from '../../src/discord/delivery/delivery.js';
import {
  onCommand,
  onTyping,
  type TypedInto,
  type UsedCommand,
} from '../../src/discord/on-command.js';
import { onMessage } from '../../src/discord/on-message.js';
import { onPress } from '../../src/discord/on-press.js';
import { CANARY_TEXT } from '../../src/embeddings/embedder.js';
import { guildCollection } from '../../src/retrieval/scope.js';
import { silentLog } from '../../src/shared/log.js';
import { rememberPassages } from '../../src/store/remember-passages.js';
import {
  openSqliteReader,
  openSqliteStore,
} from '../../src/store/sqlite/sqlite-knowledge-store.js';
import { openSqliteStateStore } from '../../src/store/sqlite/sqlite-state-store.js';
import type { KnowledgeStore } from '../../src/store/knowledge-store.js';
import { openOver } from '../support/answering-site.js';
import { documentOf, versionOf } from '../support/builders.js';
import { fakeVector } from '../support/fake-embedder.js';
import { draftOf, embedAll } from '../support/published.js';
import { sharedCollections, type FakeSharedCollections } from '../support/shared-collections.js';
import { temporaryFolder } from '../support/temporary-folder.js';

export const GUILDS = 50;

/** The id of a guild by its number, 1 to 50; 0 stands for the shared collection. */
export const guildId = (number: number): string =>
  `1000000000000000${String(number).padStart(2, '0')}`;

export const collectionOfGuild = (number: number): string =>
  number === 0 ? 'default' : guildCollection(guildId(number));

/** The name that others may ask for. */
export const nameOf = (number: number): string => `Marker${number}zq`;

/** The numbers of guilds whose own words stand in a text. */
export function leaksIn(shown: unknown): number[] {
  const text = JSON.stringify(shown ?? null);
  return [...text.matchAll(/kept(\d+)zq/gi)].map(([, number]) => Number(number));
}

function documentsOf(number: number, edition: number) {
  const secret = `kept${number}zq`;
  return ['toll', 'ferry', 'market'].map((topic) =>
    documentOf(`${number}/${topic}.md`, {
      title: `The ${topic} of ${secret}`,
      outlet: `Gazette ${secret}`,
      date: '2021-07-08',
      paragraphs: [
        `The council of ${nameOf(number)} spoke of the ${topic} and of ${secret} in edition ${edition}.`,
        `Mayor ${nameOf(number)} said that the ${topic} costs ${edition} crowns, as ${secret} wrote.`,
      ],
    }),
  );
}

export interface Guilds {
  readonly answerer: WarmableAnswerer;
  readonly collections: FakeSharedCollections;
  readonly bot: BotParts;
  /** Publishes a guild's texts anew. */
  publish(number: number): Promise<void>;
  /** What a person is shown who uses, types or presses something, as Discord gets it. */
  command(caller: Caller, used: Pick<UsedCommand, 'name'> & Partial<UsedCommand>): Promise<unknown>;
  type(caller: Caller, typed: Pick<TypedInto, 'name' | 'option' | 'text'>): Promise<unknown>;
  press(caller: Caller, customId: string): Promise<unknown>;
  say(caller: Caller, text: string): Promise<unknown>;
}

const NO_LIMITS: BotParts['limits'] = { admit: () => Promise.resolve({ ok: true }) };

/** Builds the guilds; everything is closed when the test is over. */
export async function openGuilds(): Promise<Guilds> {
  const folder = temporaryFolder();
  const path = join(folder, 'store.sqlite');
  const store = openSqliteStore(path);
  onTestFinished(() => store.close());
  const editions = new Map<number, number>();
  const publish = async (number: number): Promise<void> => {
    const edition = (editions.get(number) ?? 0) + 1;
    editions.set(number, edition);
    await publishGuild(store, number, edition);
  };
  for (let number = 0; number <= GUILDS; number += 1) await publish(number);
  const answerer = openOver(folder, { reader: rememberPassages(openSqliteReader(path)) });
  const state = openSqliteStateStore({ path: join(folder, 'state.sqlite'), now: () => new Date() });
  onTestFinished(() => state.close());
  const collections = sharedCollections();
  const shown = new Map<string, unknown[]>();
  const bot: BotParts = {
    ...{ answerer, state, collections, delivery: keepingDelivery(shown) },
    ...{
      queue: openQueue(),
      limits: NO_LIMITS,
      log: silentLog,
      ledger: openLedger({ log: silentLog }),
    },
    ...{ onPressed: () => undefined, now: () => new Date(), version: '0.0.0' },
    ...{ keepsQuestions: false, catchingUp: null, isStopping: () => false },
  };
  return { answerer, collections, bot, publish, ...actions(bot, shown) };
}

async function publishGuild(store: KnowledgeStore, number: number, edition: number): Promise<void> {
  const put = documentsOf(number, edition).map((document) => versionOf(document));
  const draft = await draftOf(store, { collection: collectionOfGuild(number), put });
  await embedAll(draft);
  const builtAt = new Date(edition * 1_000).toISOString();
  await draft.publish({ canary: fakeVector(CANARY_TEXT), graph: null, builtAt });
}

/** Keeps what is sent, by the interaction or message that it answers. */
function keepingDelivery(shown: Map<string, unknown[]>): Delivery {
  const keep = (id: string, what: unknown) => {
    shown.set(id, [...(shown.get(id) ?? []), what]);
    return Promise.resolve({ ok: true, messageId: null } as const);
  };
  return {
    acknowledge: ({ id }, what) => keep(id, what),
    edit: ({ id }, card) => keep(id, card),
    remove: ({ id }) => keep(id, null),
    send: (message) => keep(message.replyTo ?? '', message),
    deleteMessage: (_, id) => keep(id, null),
    type: () => Promise.resolve({ ok: true, messageId: null }),
  };
}

function actions(bot: BotParts, shown: Map<string, unknown[]>) {
  let last = 0;
  const run = async (act: (handle: InteractionHandle) => Promise<void>): Promise<unknown> => {
    const id = String((last += 1));
    await act({ id, token: 'token', applicationId: '1', arrivedAt: Date.now() });
    const seen = shown.get(id) ?? [];
    shown.delete(id);
    return seen;
  };
  const nowhere = { id: '7', guildId: null, type: null, name: '', parentId: null, permissions: 0n };
  const channels = { here: nowhere, named: [], ownPermissions: 0n };
  const nothing = { given: [], subcommand: null, messageText: '', channels };
  return {
    command: (caller: Caller, used: Pick<UsedCommand, 'name'> & Partial<UsedCommand>) =>
      run((handle) => onCommand({ ...nothing, ...used, caller, handle }, bot)),
    type: (caller: Caller, typed: Pick<TypedInto, 'name' | 'option' | 'text'>) => {
      const subcommand = typed.name === 'summarize' ? typed.option : null;
      return run((handle) => onTyping({ ...typed, subcommand, caller, handle }, bot));
    },
    press: (caller: Caller, customId: string) =>
      run((handle) => {
        const call = { caller, values: [], fields: {}, components: null };
        return onPress({ handle, customId, call, message: null }, bot);
      }),
    say: (caller: Caller, text: string) =>
      run(({ id }) => onMessage({ id, way: 'direct_message', caller, text, follows: null }, bot)),
  };
}
