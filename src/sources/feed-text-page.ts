// The text that a feed carries of an article -> a page that the reader of HTML reads like any other.

/** Bytes of a page around the text. */
export function feedTextPage(text: {
  readonly html: string;
  readonly title: string | null;
}): Uint8Array {
  const title = escapeText(text.title ?? '');
  const head = `<meta charset="utf-8"><title>${title}</title>`;
  const heading = title === '' ? '' : `<h1>${title}</h1>\n`;
  const page = `<!doctype html>\n<html><head>${head}</head>\n<body><article>\n${heading}${text.html}\n</article></body></html>\n`;
  return Buffer.from(page);
}

function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
