// The application's commands, global and per guild, returned with the defaults Discord adds.

import { ApiError } from './api-error.js';
import { asList, asNumber, asObjects, asText, type Json } from './json.js';
import { checkCommandList, checkSingleCommand } from './validate-commands.js';
import type { World } from './world.js';

/** A registered command; `scope` is a guild's id or null. */
export class Commands {
  readonly #world: World;
  readonly #byScope = new Map<string | null, Json[]>();
  /** How often commands were written, so that a test sees a registration that was not needed. */
  writes = 0;

  constructor(world: World) {
    this.#world = world;
  }

  list(scope: string | null): readonly Json[] {
    return this.#byScope.get(scope) ?? [];
  }

  /** Whether any command is registered anywhere. */
  get isAny(): boolean {
    return [...this.#byScope.values()].some((list) => list.length > 0);
  }

  /** The command a person would pick by its name, the guild's own before the global one. */
  find(guildId: string | null, type: number, name: string): Json | null {
    const reachable = [...(guildId === null ? [] : this.list(guildId)), ...this.list(null)];
    return reachable.find((one) => one.type === type && one.name === name) ?? null;
  }

  get(scope: string | null, id: string): Json {
    const found = this.list(scope).find((command) => command.id === id);
    if (found === undefined) throw new ApiError(10063);
    return found;
  }

  replaceAll(scope: string | null, body: unknown): readonly Json[] {
    checkCommandList(body);
    this.writes += 1;
    const made = asObjects(body).map((command) => this.#complete(scope, command));
    this.#byScope.set(scope, made);
    return made;
  }

  /** Creates a command, or replaces the one of the same name and type. */
  put(scope: string | null, command: Json): { readonly command: Json; readonly isNew: boolean } {
    checkSingleCommand(command);
    this.writes += 1;
    const made = this.#complete(scope, command);
    const others = this.list(scope).filter(({ id }) => id !== made.id);
    const isNew = others.length === this.list(scope).length;
    const list = [...others, made];
    checkCommandList(list.map(asSent));
    this.#byScope.set(scope, list);
    return { command: made, isNew };
  }

  edit(scope: string | null, id: string, change: Json): Json {
    const old = this.get(scope, id);
    const wanted = { ...asSent(old), ...change };
    checkSingleCommand(wanted);
    this.writes += 1;
    const made = { ...this.#complete(scope, wanted), id };
    this.#byScope.set(
      scope,
      this.list(scope).map((command) => (command.id === id ? made : command)),
    );
    return made;
  }

  remove(scope: string | null, id: string): void {
    this.get(scope, id);
    this.writes += 1;
    this.#byScope.set(
      scope,
      this.list(scope).filter((command) => command.id !== id),
    );
  }

  #complete(scope: string | null, command: Json): Json {
    const type = asNumber(command.type) || 1;
    const known = this.list(scope).find((one) => one.type === type && one.name === command.name);
    const id = known?.id ?? this.#world.nextId();
    const whole = {
      id,
      application_id: this.#world.applicationId,
      version: this.#world.nextId(),
      default_member_permissions: command.default_member_permissions ?? null,
      type,
      name: command.name,
      name_localizations: command.name_localizations ?? null,
      description: asText(command.description),
      description_localizations: command.description_localizations ?? null,
      nsfw: command.nsfw ?? false,
      ...(asList(command.options).length === 0 ? {} : { options: optionsOf(command) }),
    };
    if (scope !== null) return { ...whole, guild_id: scope };
    return {
      ...whole,
      dm_permission: command.dm_permission ?? true,
      contexts: command.contexts ?? null,
      integration_types: command.integration_types ?? [0],
    };
  }
}

/** Options as Discord returns them: what is false or empty is left out. */
function optionsOf(holder: Json): readonly Json[] {
  return asObjects(holder.options).map((option) => {
    const kept = Object.entries(option).filter(
      ([name, value]) => !(name === 'required' && value === false) && value !== undefined,
    );
    const isNesting = asList(option.options).length > 0;
    return {
      ...Object.fromEntries(kept),
      ...(isNesting ? { options: optionsOf(option) } : {}),
    };
  });
}

const ADDED = ['application_id', 'version', 'guild_id'];

function asSent(command: Json): Json {
  return Object.fromEntries(Object.entries(command).filter(([name]) => !ADDED.includes(name)));
}
