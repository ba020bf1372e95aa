// XML of an office document or a book -> pass or Refusal, before anything builds a tree of it: entities are
// how a small file becomes a large one, and depth is how a parser runs out of stack.

import { Parser } from 'htmlparser2';

import { Refusal } from '../refusal.js';

/** Word nests a table in a table in a text box about 40 deep. */
const DEEPEST = 256;
/** A book of 2 MB of text in runs of a few words. */
const MOST_ELEMENTS = 1_000_000;

/** Refuses XML with a document type, nested too deeply or of too many elements. */
export function refuseHostileXml(xml: string, allowsDoctype = false): void {
  let depth = 0;
  let elements = 0;
  const parser = new Parser(
    {
      onprocessinginstruction(name, data) {
        if (name !== '!doctype' && name !== '!DOCTYPE') return;
        if (allowsDoctype && !data.includes('[') && !/<!entity/i.test(data)) return;
        throw new Refusal(
          'document_invalid',
          'it declares a document type of its own. Save it anew.',
        );
      },
      onopentag() {
        depth += 1;
        elements += 1;
        if (depth > DEEPEST) throw tooComplex(`nested deeper than ${DEEPEST}`);
        if (elements > MOST_ELEMENTS) throw tooComplex(`more than ${MOST_ELEMENTS} elements`);
      },
      onclosetag() {
        depth -= 1;
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
}

function tooComplex(reason: string): Refusal {
  return new Refusal('too_complex', `its XML is ${reason}. Save a simpler copy.`);
}
