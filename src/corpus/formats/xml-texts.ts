// Small XML files of properties -> the text of each element by its name as written, `dc:title` for one.

import { Parser } from 'htmlparser2';

import { foldWhiteSpace } from '../fold-white-space.js';

/** The elements' texts in document order, white space folded; empty ones are left out. Gate the XML first. */
export function xmlTexts(xml: string): ReadonlyMap<string, readonly string[]> {
  const texts = new Map<string, string[]>();
  const open: { readonly name: string; text: string }[] = [];
  const parser = new Parser(
    {
      onopentagname(name) {
        open.push({ name: name.toLowerCase(), text: '' });
      },
      ontext(text) {
        const element = open.at(-1);
        if (element !== undefined) element.text += text;
      },
      onclosetag() {
        const element = open.pop();
        const text = foldWhiteSpace(element?.text ?? '');
        if (element === undefined || text === '') return;
        texts.set(element.name, [...(texts.get(element.name) ?? []), text]);
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return texts;
}
