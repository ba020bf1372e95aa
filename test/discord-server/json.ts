// Reading JSON of unknown shape: a client's payloads are never trusted to have the form they should.

/** A JSON object of unknown content. */
export type Json = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object: neither a list nor null. */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object, or an empty one where there is none. */
export function asJson(value: unknown): Json {
  return isJson(value) ? value : {};
}

/** The text, or an empty one where there is none. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The number, or 0 where there is none. */
export function asNumber(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

/** The list, or an empty one where there is none. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** The objects of a list; whatever else lies in it is left out. */
export function asObjects(value: unknown): readonly Json[] {
  return asList(value).filter(isJson);
}

/** The texts of a list; whatever else lies in it is left out. */
export function asTexts(value: unknown): readonly string[] {
  return asList(value).filter((item): item is string => typeof item === 'string');
}

/** What the text says, or undefined where it is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** An id or nonce as text, whether it came as a text or as a number; empty where there is none. */
export function asKey(value: unknown): string {
  return typeof value === 'number' ? String(value) : asText(value);
}
