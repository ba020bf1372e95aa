// Values on their way into a statement. In: a value. Out: the name of its place in the text, so that conditions can be put
// together in any order and nothing but numbers of places is ever part of a text.

export interface Bindings {
  /** In the order of their places. */
  readonly values: readonly unknown[];
  /** Binds a value and gives its place, such as `$3`. */
  readonly bind: (value: unknown) => string;
}

/** Starts with no value bound. */
export function startBindings(): Bindings {
  const values: unknown[] = [];
  return { values, bind: (value) => `$${values.push(value)}` };
}

/** A column's rows as one array, and its type. */
export interface Column {
  readonly name: string;
  readonly type: string;
  readonly values: readonly unknown[];
}

/** Many rows of one table. */
export interface Rows {
  readonly table: string;
  readonly columns: readonly Column[];
}

export interface Statement {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** Inserts many rows at once; whatever `after` says follows. */
export function insertion(rows: Rows, after = ''): Statement {
  const bindings = startBindings();
  return { sql: `${insertSql(bindings, rows)} ${after}`, values: bindings.values };
}

/** Inserts rows of several tables in one statement; references between them are looked at when all are there. */
export function insertions(tables: readonly Rows[]): Statement {
  const bindings = startBindings();
  const parts = tables.map((rows, i) => `given_${i} AS (${insertSql(bindings, rows)})`);
  return { sql: `WITH ${parts.join(', ')} SELECT 1`, values: bindings.values };
}

function insertSql({ bind }: Bindings, { table, columns }: Rows): string {
  const names = columns.map(({ name }) => name).join(', ');
  const arrays = columns.map(({ type, values }) => `${bind(values)}::${arrayOf(type)}`);
  // A type that has no arrays of its own travels as text.
  const given = columns.map(({ name, type }) => (isPlain(type) ? name : `${name}::${type}`));
  return `INSERT INTO ${table} (${names})
    SELECT ${given.join(', ')} FROM unnest(${arrays.join(', ')}) AS given (${names})`;
}

function arrayOf(type: string): string {
  return isPlain(type) ? `${type}[]` : 'text[]';
}

function isPlain(type: string): boolean {
  return type !== 'vector' && type !== 'tsvector';
}
