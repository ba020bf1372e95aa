// PDFs that are broken, protected, without text, or bombs.

import { constants, deflateRawSync, deflateSync } from 'node:zlib';

import { badFiles, type BadRow, noise, PROSE } from './case.js';
import { FIRST_FREE_OBJECT, makePdf, rowsFrom } from './make-pdf.js';

const MIB = 1024 * 1024;
const zeros = (mebibytes: number): Buffer => Buffer.alloc(mebibytes * MIB);

const page = rowsFrom(700, [PROSE.slice(0, 60), PROSE.slice(60)]);
const pdf = (): Buffer => makePdf({ pages: [page] });
const ENCRYPT =
  '/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <6162636465666768696a6b6c6d6e6f707172737475767778797a303132333435> /U <3132333435363738393031323334353637383930313233343536373839303132> >> /ID [<00> <00>]';

const pdfs: readonly BadRow[] = [
  ['C16 a header alone', 'a.pdf', () => Buffer.from('%PDF-1.7\n'), 'pdf_invalid'],
  [
    'C16 noise after its header',
    'a.pdf',
    () => Buffer.concat([Buffer.from('%PDF-1.7\n'), noise(5_000, 3)]),
    'pdf_invalid',
  ],
  ['C16 cut in its header', 'a.pdf', () => pdf().subarray(0, 60), 'pdf_invalid'],
  ['C16 no pages', 'a.pdf', () => makePdf({ pages: [] }), 'no_text_layer'],
  [
    'C16 a tree that holds itself',
    'a.pdf',
    () =>
      makePdf({
        pages: [],
        catalog: '/Pages 1000 0 R',
        more: [`<< /Type /Pages /Kids [${FIRST_FREE_OBJECT} 0 R] /Count 1 >>`],
      }),
    'pdf_invalid',
  ],
  [
    'C16 no catalog',
    'a.pdf',
    () =>
      Buffer.from(
        pdf()
          .toString('latin1')
          .replace('/Type /Catalog', '/Type /Nothing')
          .replace('/Pages 2 0 R', '/Pages 99 0 R'),
        'latin1',
      ),
    'pdf_invalid',
  ],
  ['C18 a password', 'a.pdf', () => makePdf({ pages: [page], trailer: ENCRYPT }), 'pdf_encrypted'],
  [
    'C18 a way of protecting that nobody knows',
    'a.pdf',
    () => makePdf({ pages: [page], trailer: '/Encrypt << /Filter /Own /V 9 >> /ID [<00> <00>]' }),
    'pdf_encrypted',
  ],
  [
    'C18 pictures alone',
    'a.pdf',
    () => makePdf({ pages: [[], []], contents: Buffer.from('0 0 m 100 100 l S') }),
    'no_text_layer',
  ],
  [
    'C18 a page number alone',
    'a.pdf',
    () => makePdf({ pages: [[{ text: '1', y: 30 }]] }),
    'no_text_layer',
  ],
  [
    'C18 a form',
    'a.pdf',
    () =>
      makePdf({
        pages: [
          rowsFrom(700, [
            'Please wait... If this message is not eventually replaced',
            'by the proper contents, your viewer may not show it.',
          ]),
        ],
        catalog: '/AcroForm << /Fields [] /XFA [(template) 1000 0 R] >>',
        more: ['<< /Length 0 >>\nstream\n\nendstream'],
      }),
    'no_text_layer',
  ],
  [
    'C17 200 MB of operators in 600 KB',
    'a.pdf',
    () =>
      makePdf({
        pages: [[]],
        contents: Buffer.alloc(200 * MIB, 'q Q BT (x) Tj ET '),
        compress: true,
      }),
    'parser_limit',
  ],
  [
    'C17 1 GB in 8 KB',
    'a.pdf',
    () => makePdf({ pages: [[]], contents: nestedBomb(), filter: '[/FlateDecode /FlateDecode]' }),
    'parser_limit',
  ],
  [
    'C17 a text of 30 MB',
    'a.pdf',
    () =>
      makePdf({
        pages: [[]],
        contents: Buffer.alloc(30 * MIB, 'BT /F1 9 Tf 9 9 Td (many words) Tj ET '),
        compress: true,
      }),
    'parser_limit',
  ],
];

/** Packed twice, the second time from blocks that repeat: what it inflates to is never held here. */
function nestedBomb(): Buffer {
  const block = deflateRawSync(zeros(64), { finishFlush: constants.Z_FULL_FLUSH });
  const [header, end] = [Buffer.from('789c', 'hex'), Buffer.from('0300', 'hex')];
  return deflateSync(Buffer.concat([header, ...Array.from({ length: 16 }, () => block), end]));
}

export const BAD_PDFS = badFiles(pdfs);
