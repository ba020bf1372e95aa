// In: answers whose truth is known, each with its confidence. Out: does confidence mean what it says
// (calibration error, Brier score, reliability), and does it put the wrong answers last (risk against
// coverage)? Ties count by their average, so no figure depends on the order of the queries.

export interface JudgedAnswer {
  readonly confidence: number;
  /** Whether citation 1 holds the evidence. */
  readonly right: boolean;
}

export interface ReliabilityBin {
  /** Lower edge of a bin of width .1. */
  readonly from: number;
  readonly count: number;
  /** Null where the bin is empty. */
  readonly meanConfidence: number | null;
  readonly shareRight: number | null;
}

export interface RiskPoint {
  /** Share of the questions that are kept, the most confident first. */
  readonly coverage: number;
  /** Share of wrong answers among those kept. */
  readonly risk: number;
}

export interface ConfidenceFigures {
  readonly judged: number;
  readonly shareRight: number;
  /** Expected calibration error: over ten equal bins, the mean gap between confidence and truth. */
  readonly ece: number;
  /** Mean squared distance of confidence from the truth. */
  readonly brier: number;
  /** Area under risk against coverage: mean risk over every number of answers that could be kept. */
  readonly aurc: number;
  readonly reliability: readonly ReliabilityBin[];
  readonly riskCoverage: readonly RiskPoint[];
}

const BINS = 10;
/** Points of the curve that are reported; the area is computed over all of them. */
const CURVE_POINTS = 50;

/** Null where there is nothing to judge. */
export function confidenceFigures(answers: readonly JudgedAnswer[]): ConfidenceFigures | null {
  if (answers.length === 0) return null;
  const curve = riskCoverage(answers);
  return {
    judged: answers.length,
    shareRight: shareRight(answers) ?? 0,
    ece: calibrationError(answers),
    brier: brierScore(answers),
    aurc: curve.reduce((sum, point) => sum + point.risk, 0) / curve.length,
    reliability: reliabilityBins(answers),
    riskCoverage: thinOut(curve, CURVE_POINTS),
  };
}

export function reliabilityBins(answers: readonly JudgedAnswer[]): ReliabilityBin[] {
  return Array.from({ length: BINS }, (_, bin) => {
    const inside = answers.filter(({ confidence }) => binOf(confidence) === bin);
    const sum = inside.reduce((total, { confidence }) => total + confidence, 0);
    return {
      from: bin / BINS,
      count: inside.length,
      meanConfidence: inside.length === 0 ? null : sum / inside.length,
      shareRight: shareRight(inside),
    };
  });
}

/** A confidence of 1 belongs to the last bin. */
function binOf(confidence: number): number {
  return Math.min(BINS - 1, Math.max(0, Math.floor(confidence * BINS)));
}

function shareRight(answers: readonly JudgedAnswer[]): number | null {
  return answers.length === 0
    ? null
    : answers.filter((answer) => answer.right).length / answers.length;
}

/** Expected calibration error; 0 where there is nothing to judge. */
export function calibrationError(answers: readonly JudgedAnswer[]): number {
  return reliabilityBins(answers).reduce((sum, bin) => {
    if (bin.meanConfidence === null || bin.shareRight === null) return sum;
    return sum + (bin.count / answers.length) * Math.abs(bin.meanConfidence - bin.shareRight);
  }, 0);
}

/** Brier score; 0 where there is nothing to judge. */
export function brierScore(answers: readonly JudgedAnswer[]): number {
  const squares = answers.map(({ confidence, right }) => (confidence - (right ? 1 : 0)) ** 2);
  return squares.length === 0 ? 0 : squares.reduce((sum, value) => sum + value, 0) / squares.length;
}

/** Risk at every number of answers kept; within a tie, the risk to expect of a random order. */
export function riskCoverage(answers: readonly JudgedAnswer[]): RiskPoint[] {
  const sorted = [...answers].sort((a, b) => b.confidence - a.confidence);
  const points: RiskPoint[] = [];
  let wrong = 0;
  while (points.length < sorted.length) {
    const start = points.length;
    let end = start + 1;
    while (end < sorted.length && sorted[end]?.confidence === sorted[start]?.confidence) end += 1;
    const tied = sorted.slice(start, end);
    const share = tied.filter((answer) => !answer.right).length / tied.length;
    for (let i = 1; i <= tied.length; i += 1) {
      const kept = start + i;
      points.push({ coverage: kept / sorted.length, risk: (wrong + share * i) / kept });
    }
    wrong += share * tied.length;
  }
  return points;
}

/** Evenly spread items of a list, the last one among them. */
function thinOut<T>(items: readonly T[], most: number): T[] {
  if (items.length <= most) return [...items];
  return Array.from({ length: most }, (_, i) => Math.round(((i + 1) * items.length) / most) - 1)
    .map((at) => items[at])
    .filter((item) => item !== undefined);
}
