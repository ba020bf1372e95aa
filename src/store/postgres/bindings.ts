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

/** A statement that inserts many rows at once, and its values; whatever `after` says follows. */
export function insertion(
  table: string,
  columns: readonly Column[],
  after = '',
): { readonly sql: string; readonly values: readonly unknown[] } {
  const bindings = startBindings();
  const names = columns.map(({ name }) => name).join(', ');
  const arrays = columns.map(({ type, values }) => `${bindings.bind(values)}::${arrayOf(type)}`);
  // A type that has no arrays of its own travels as text.
  const given = columns.map(({ name, type }) => (isPlain(type) ? name : `${name}::${type}`));
  const sql = `INSERT INTO ${table} (${names})
    SELECT ${given.join(', ')} FROM unnest(${arrays.join(', ')}) AS given (${names}) ${after}`;
  return { sql, values: bindings.values };
}

function arrayOf(type: string): string {
  return isPlain(type) ? `${type}[]` : 'text[]';
}

function isPlain(type: string): boolean {
  return type !== 'vector' && type !== 'tsvector';
}
