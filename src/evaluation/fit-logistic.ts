// In: labelled feature vectors. Out: a logistic model. Plain gradient descent on standardised features with a
// small ridge: a few thousand rows of a handful of features need nothing more, and it is deterministic.

export interface LabelledFeatures {
  readonly values: readonly number[];
  readonly positive: boolean;
  /** How much the row counts; 1 unless given. */
  readonly weight?: number;
}

export interface LogisticModel {
  readonly intercept: number;
  readonly weights: readonly number[];
}

const ITERATIONS = 4_000;
const RIDGE = 0.001;

/** Fits a logistic regression; every row must have the same number of values. */
export function fitLogistic(rows: readonly LabelledFeatures[]): LogisticModel {
  const width = rows[0]?.values.length ?? 0;
  const columns = Array.from({ length: width }, (_, k) => standardise(rows, k));
  const inputs = rows.map((row) => row.values.map((value, k) => scaled(value, columns[k])));
  let intercept = 0;
  let weights = new Array<number>(width).fill(0);
  const total = rows.reduce((sum, { weight = 1 }) => sum + weight, 0);
  for (let i = 0; i < ITERATIONS; i += 1) {
    const errors = inputs.map((input, r) => {
      const { positive = false, weight = 1 } = rows[r] ?? {};
      return weight * (probability({ intercept, weights }, input) - (positive ? 1 : 0));
    });
    intercept -= errors.reduce((sum, error) => sum + error, 0) / total;
    weights = weights.map((weight, k) => {
      const gradient = errors.reduce((sum, error, r) => sum + error * (inputs[r]?.[k] ?? 0), 0);
      return weight - gradient / total - RIDGE * weight;
    });
  }
  return unscaled({ intercept, weights }, columns);
}

/** The probability that a model gives to one feature vector. */
export function probability(model: LogisticModel, values: readonly number[]): number {
  return 1 / (1 + Math.exp(-logit(model, values)));
}

export function logit(model: LogisticModel, values: readonly number[]): number {
  return model.weights.reduce((sum, weight, k) => sum + weight * (values[k] ?? 0), model.intercept);
}

/**
 * A model with its logit stretched and moved (Platt scaling): the first weight of `scale` stretches, its intercept
 * moves. What was learnt from a large set keeps its order, and the probabilities become those of a small one.
 */
export function withScale(model: LogisticModel, scale: LogisticModel): LogisticModel {
  const slope = scale.weights[0] ?? 1;
  return {
    intercept: slope * model.intercept + scale.intercept,
    weights: model.weights.map((weight) => slope * weight),
  };
}

interface Column {
  readonly mean: number;
  readonly deviation: number;
}

/** Weighted as the rows are: a column that sets few but heavy rows apart would make the descent diverge. */
function standardise(rows: readonly LabelledFeatures[], k: number): Column {
  const total = rows.reduce((sum, { weight = 1 }) => sum + weight, 0);
  const average = (of: (value: number) => number): number =>
    rows.reduce((sum, { values, weight = 1 }) => sum + weight * of(values[k] ?? 0), 0) / total;
  const mean = average((value) => value);
  const variance = average((value) => (value - mean) ** 2);
  return { mean, deviation: Math.sqrt(variance) || 1 };
}

function scaled(value: number, column: Column | undefined): number {
  return column === undefined ? value : (value - column.mean) / column.deviation;
}

function unscaled(model: LogisticModel, columns: readonly Column[]): LogisticModel {
  const weights = model.weights.map((weight, k) => weight / (columns[k]?.deviation ?? 1));
  const shift = weights.reduce((sum, weight, k) => sum + weight * (columns[k]?.mean ?? 0), 0);
  return { intercept: model.intercept - shift, weights };
}
