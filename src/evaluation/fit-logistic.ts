// In: labelled feature vectors. Out: a logistic model. Plain gradient descent on standardised features with a
// small ridge: a few thousand rows of a handful of features need nothing more, and it is deterministic.

export interface LabelledFeatures {
  readonly values: readonly number[];
  readonly positive: boolean;
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
  for (let i = 0; i < ITERATIONS; i += 1) {
    const errors = inputs.map((input, r) => {
      const target = rows[r]?.positive === true ? 1 : 0;
      return probability({ intercept, weights }, input) - target;
    });
    intercept -= errors.reduce((sum, error) => sum + error, 0) / rows.length;
    weights = weights.map((weight, k) => {
      const gradient = errors.reduce((sum, error, r) => sum + error * (inputs[r]?.[k] ?? 0), 0);
      return weight - gradient / rows.length - RIDGE * weight;
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
 * Keeps a model's direction and fits its scale and offset to other data (Platt scaling): what is learnt
 * from a large set keeps its order, and the probabilities become those of the small one.
 */
export function rescale(model: LogisticModel, rows: readonly LabelledFeatures[]): LogisticModel {
  const scores = rows.map((row) => ({
    values: [logit(model, row.values)],
    positive: row.positive,
  }));
  const { intercept, weights } = fitLogistic(scores);
  const slope = weights[0] ?? 1;
  return {
    intercept: slope * model.intercept + intercept,
    weights: model.weights.map((weight) => slope * weight),
  };
}

interface Column {
  readonly mean: number;
  readonly deviation: number;
}

function standardise(rows: readonly LabelledFeatures[], k: number): Column {
  const values = rows.map((row) => row.values[k] ?? 0);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
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
