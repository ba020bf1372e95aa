// Rank and decision metrics as the literature defines them. Pure; each takes one query's ranking or one
// list of scored decisions.

/** Discounted cumulative gain at k over the ideal one (Järvelin and Kekäläinen 2002, exponential-free form). */
export function ndcg(
  ranking: readonly string[],
  grades: ReadonlyMap<string, number>,
  k: number,
): number {
  const gain = dcg(ranking.slice(0, k).map((id) => grades.get(id) ?? 0));
  const ideal = dcg([...grades.values()].sort((a, b) => b - a).slice(0, k));
  return ideal === 0 ? 0 : gain / ideal;
}

function dcg(gains: readonly number[]): number {
  return gains.reduce((sum, gain, i) => sum + gain / Math.log2(i + 2), 0);
}

/** 1 over the rank of the first relevant document within k; 0 where there is none. */
export function reciprocalRank(
  ranking: readonly string[],
  grades: ReadonlyMap<string, number>,
  k: number,
): number {
  const at = ranking.slice(0, k).findIndex((id) => (grades.get(id) ?? 0) > 0);
  return at < 0 ? 0 : 1 / (at + 1);
}

/** Share of the relevant documents within the first k. */
export function recall(
  ranking: readonly string[],
  grades: ReadonlyMap<string, number>,
  k: number,
): number {
  const relevant = [...grades].filter(([, grade]) => grade > 0).map(([id]) => id);
  if (relevant.length === 0) return 0;
  const found = new Set(ranking.slice(0, k));
  return relevant.filter((id) => found.has(id)).length / relevant.length;
}

/** Mean precision at the rank of each relevant item. */
export function averagePrecision(
  ranking: readonly number[],
  relevant: ReadonlySet<number>,
): number {
  if (relevant.size === 0) return 0;
  let hits = 0;
  let sum = 0;
  ranking.forEach((item, i) => {
    if (!relevant.has(item)) return;
    hits += 1;
    sum += hits / (i + 1);
  });
  return sum / relevant.size;
}

export interface ScoredDecision {
  readonly score: number;
  readonly positive: boolean;
}

/** Area under the ROC curve: how often a positive outscores a negative; ties count half. */
export function auroc(decisions: readonly ScoredDecision[]): number | null {
  const sorted = [...decisions].sort((a, b) => a.score - b.score);
  let rankSum = 0;
  for (let i = 0; i < sorted.length;) {
    let j = i;
    while (j < sorted.length && sorted[j]?.score === sorted[i]?.score) j += 1;
    const averageRank = (i + j + 1) / 2;
    rankSum += averageRank * sorted.slice(i, j).filter((item) => item.positive).length;
    i = j;
  }
  const positives = sorted.filter((item) => item.positive).length;
  const negatives = sorted.length - positives;
  if (positives === 0 || negatives === 0) return null;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** Mean; null where there is nothing to average. */
export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
