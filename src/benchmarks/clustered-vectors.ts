// Vectors shaped like those of texts: topics of unequal size, subtopics in them, and a direction of its own
// for each. Vectors in every direction alike would have no neighbours worth finding.

import { randomDirection, toUnit, type RandomNumbers } from './seeded-random.js';

const TOPICS = 50;
/** Vectors a subtopic on average. */
const SUBTOPIC_SIZE = 20;
/** Parts of a vector beside its topic's part of 1. */
const SUBTOPIC_PART = 0.8;
const OWN_PART = 0.7;

export interface VectorSet {
  readonly count: number;
  readonly dimension: number;
  /** Vectors of the same subtopics that are asked for and not indexed. */
  readonly queries: number;
}

export interface IndexedAndAsked {
  readonly vectors: readonly Float32Array[];
  readonly queries: readonly Float32Array[];
}

/** Makes unit vectors in clusters. */
export function clusteredVectors(set: VectorSet, random: RandomNumbers): IndexedAndAsked {
  const { count, dimension } = set;
  const topics = Array.from({ length: TOPICS }, () => randomDirection(dimension, random));
  const subtopics = Array.from({ length: Math.ceil(count / SUBTOPIC_SIZE) }, () => {
    // The square prefers low numbers: some topics are large, most are small.
    const topic = topics[Math.floor(random() ** 2 * TOPICS)] ?? new Float32Array(dimension);
    return mixed(topic, randomDirection(dimension, random), SUBTOPIC_PART);
  });
  const next = (): Float32Array => {
    const centre = subtopics[Math.floor(random() ** 2 * subtopics.length)];
    const own = randomDirection(dimension, random);
    return toUnit(mixed(centre ?? new Float32Array(dimension), own, OWN_PART));
  };
  return {
    vectors: Array.from({ length: count }, next),
    queries: Array.from({ length: set.queries }, next),
  };
}

function mixed(base: Float32Array, other: Float32Array, part: number): Float32Array {
  return base.map((value, i) => value + part * (other[i] ?? 0));
}
