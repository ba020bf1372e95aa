// Whom a message would ping. Escapes and code marks are not looked at: what might ping counts as a ping.

import { asList, asTexts, isJson, type Json } from './json.js';

interface Pinging {
  readonly texts: readonly string[];
  readonly allowed: unknown;
  /** Interaction replies and webhooks parse only users where `allowed_mentions` is left out. */
  readonly isWebhook: boolean;
  /** The author of the message that is replied to. */
  readonly repliedTo: string | null;
}

const MENTION = /<@!?(\d{17,20})>|<@&(\d{17,20})>|@(everyone|here)/g;

/** The pings in the order of their first occurrence: `<@id>`, `<@&id>`, `@everyone`, `@here`. */
export function pingsOf({ texts, allowed, isWebhook, repliedTo }: Pinging): readonly string[] {
  const rules = isJson(allowed) ? allowed : defaults(isWebhook);
  const found = new Set<string>();
  if (repliedTo !== null && rules.replied_user === true) found.add(`<@${repliedTo}>`);
  for (const text of texts) {
    for (const [, user, role, everyone] of text.matchAll(MENTION)) {
      if (user !== undefined && lets(rules, 'users', user)) found.add(`<@${user}>`);
      if (role !== undefined && lets(rules, 'roles', role)) found.add(`<@&${role}>`);
      if (everyone !== undefined && lets(rules, 'everyone', '')) found.add(`@${everyone}`);
    }
  }
  return [...found];
}

/** The users a text names, whether pinged or not. */
export function usersNamed(text: string): readonly string[] {
  return [...text.matchAll(/<@!?(\d{17,20})>/g)].flatMap(([, id]) =>
    id === undefined ? [] : [id],
  );
}

function defaults(isWebhook: boolean): Json {
  return { parse: isWebhook ? ['users'] : ['users', 'roles', 'everyone'], replied_user: true };
}

function lets(rules: Json, kind: 'users' | 'roles' | 'everyone', id: string): boolean {
  return asList(rules.parse).includes(kind) || asTexts(rules[kind]).includes(id);
}
