// Requests without a client, for what discord.js would not send or would not show.

import type { DiscordServer } from './discord-server.js';
import { asJson, type Json } from './json.js';

interface Call {
  readonly body?: unknown;
  /** What stands in `Authorization`; the right token where nothing is said, none for null. */
  readonly authorization?: string | null;
}

/** A status and a body. */
export interface Answer {
  readonly status: number;
  readonly body: Json;
  readonly headers: Headers;
}

/** Sends one request to a path below `/api/v10`. */
export async function call(
  discord: DiscordServer,
  route: `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} ${string}`,
  { body, authorization = `Bot ${discord.token}` }: Call = {},
): Promise<Answer> {
  const [method = '', path = ''] = route.split(' ');
  const response = await fetch(`${discord.url}/v10${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(authorization === null ? {} : { authorization }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type') === 'application/json';
  const read: unknown = isJson ? JSON.parse(text) : { text };
  return {
    status: response.status,
    headers: response.headers,
    body: Array.isArray(read) ? { list: read } : asJson(read),
  };
}

/** Sends a message to a channel. */
export async function post(discord: DiscordServer, body: Json): Promise<Answer> {
  return call(discord, `POST /channels/${discord.channels.general.id}/messages`, { body });
}

/** A message of components only. */
export function v2(...components: readonly Json[]): Json {
  return { flags: 1 << 15, components };
}

export function text(content: string): Json {
  return { type: 10, content };
}

export function row(...components: readonly Json[]): Json {
  return { type: 1, components };
}

export function button(customId: string, label = 'Press'): Json {
  return { type: 2, style: 1, label, custom_id: customId };
}
