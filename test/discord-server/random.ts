// Chance that is the same in every run.

/** Numbers from 0 to 1 that a seed determines: a linear congruence, its low bits thrown away. */
export function seededRandom(seed: number): () => number {
  let state = BigInt(seed) & 0xffff_ffff_ffff_ffffn;
  return () => {
    state = (state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) % (1n << 64n);
    return Number(state >> 32n) / 2 ** 32;
  };
}
