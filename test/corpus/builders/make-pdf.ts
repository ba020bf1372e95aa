// PDFs made object by object: pages of rows at places, with whatever of it a test needs broken.

import { deflateSync } from 'node:zlib';

/** One row of text on a page; points, y from the bottom. */
export interface PrintedRow {
  readonly text: string;
  readonly x?: number;
  readonly y: number;
  readonly size?: number;
}

export interface PdfParts {
  readonly pages: readonly (readonly PrintedRow[])[];
  /** Entries of the Info dictionary, such as `/Title (x)`. */
  readonly info?: string;
  /** More entries of the trailer and of the catalog. */
  readonly trailer?: string;
  readonly catalog?: string;
  /** Replaces the contents of every page. */
  readonly contents?: Buffer;
  readonly compress?: boolean;
  /** What the contents are packed with, where they come packed. */
  readonly filter?: string;
  /** Replaces `/Count` of the page tree. */
  readonly count?: string;
  /** Objects behind the others, numbered from `firstFree`. */
  readonly more?: readonly string[];
}

export const FIRST_FREE_OBJECT = 1000;

/** A PDF of the pages. */
export function makePdf(parts: PdfParts): Buffer {
  const objects = new Map<number, Buffer>();
  const put = (number: number, ...content: (string | Buffer)[]): void => {
    objects.set(
      number,
      Buffer.concat(
        content.map((one) => (typeof one === 'string' ? Buffer.from(one, 'latin1') : one)),
      ),
    );
  };
  const kids = parts.pages.map((_, index) => `${10 + index * 2} 0 R`).join(' ');
  put(1, `<< /Type /Catalog /Pages 2 0 R ${parts.catalog ?? ''} >>`);
  put(2, `<< /Type /Pages /Kids [${kids}] /Count ${parts.count ?? parts.pages.length} >>`);
  put(3, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  put(4, `<< ${parts.info ?? ''} >>`);
  for (const [index, rows] of parts.pages.entries()) {
    const [page, stream] = [10 + index * 2, 11 + index * 2];
    put(
      page,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${stream} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
    );
    const plain = parts.contents ?? Buffer.from(rows.map(printed).join('\n'), 'latin1');
    const data = parts.compress === true ? deflateSync(plain) : plain;
    const name = parts.filter ?? (parts.compress === true ? '/FlateDecode' : null);
    const filter = name === null ? '' : `/Filter ${name}`;
    put(stream, `<< /Length ${data.length} ${filter} >>\nstream\n`, data, '\nendstream');
  }
  for (const [index, object] of (parts.more ?? []).entries())
    put(FIRST_FREE_OBJECT + index, object);
  return assemble(objects, parts.trailer ?? '');
}

function assemble(objects: ReadonlyMap<number, Buffer>, trailer: string): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xE2\xE3\xCF\xD3\n', 'latin1')];
  const offsets = new Map<number, number>();
  let offset = parts[0]?.length ?? 0;
  for (const [number, content] of objects) {
    const object = Buffer.concat([
      Buffer.from(`${number} 0 obj\n`),
      content,
      Buffer.from('\nendobj\n'),
    ]);
    offsets.set(number, offset);
    offset += object.length;
    parts.push(object);
  }
  const rows = [...offsets].map(
    ([number, at]) => `${number} 1\n${String(at).padStart(10, '0')} 00000 n \n`,
  );
  const size = Math.max(...objects.keys()) + 1;
  parts.push(
    Buffer.from(`xref\n0 1\n0000000000 65535 f \n${rows.join('')}`),
    Buffer.from(
      `trailer\n<< /Size ${size} /Root 1 0 R /Info 4 0 R ${trailer} >>\nstartxref\n${offset}\n%%EOF\n`,
      'latin1',
    ),
  );
  return Buffer.concat(parts);
}

function printed({ text, x = 72, y, size = 11 }: PrintedRow): string {
  const escaped = text.replace(/[\\()]/g, (mark) => `\\${mark}`);
  return `BT /F1 ${size} Tf ${x} ${y} Td (${escaped}) Tj ET`;
}

/** Rows of running text, from the top of a page down. */
export function rowsFrom(
  top: number,
  texts: readonly string[],
  leading = 14,
): readonly PrintedRow[] {
  return texts.map((text, index) => ({ text, y: top - index * leading }));
}
