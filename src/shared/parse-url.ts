// Text -> URL or null. Not by `URL.canParse`: in Node 20 its fast path, taken once a call is hot, reads letters such
// as "ü" as broken UTF-8 and refuses good addresses.

/** The address, resolved against a base where one is given; null for what is none. */
export function parseUrl(text: string, base?: string): URL | null {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}
