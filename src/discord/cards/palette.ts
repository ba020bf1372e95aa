// The colours of the bar at a card's side: what kind of reply it is can be told without reading a word.
// Each keeps a contrast of 3:1 on Discord's dark and on its light background.

/** 0xRRGGBB by outcome. */
export const ACCENT = {
  answer: 0x2f9d6f,
  closest: 0xc98a1b,
  none: 0x80848e,
  neutral: 0x5b79d6,
  error: 0xd8434a,
} as const;
