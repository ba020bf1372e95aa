// Discord's own limits as far as Verbatim meets them, each with its unit. They are Discord's documentation
// of August 2026 unless a line says otherwise; a number that Discord changes is changed here alone.

/** What one Components V2 message may hold, over all its components. */
export const MESSAGE = {
  /** Components, nested ones counted. */
  components: 40,
  /** Characters of all Text Displays together; counted here as UTF-16 units, the larger of two readings. */
  characters: 4_000,
  /**
   * UTF-8 bytes of all Text Displays together, with `bytesPerDisplay` for each: not documented. Above about
   * 10,170 Discord answers 500 (discord-api-docs issue 8554), so some room is kept.
   */
  bytes: 9_500,
  /** Bytes that each Text Display costs beside its text. */
  bytesPerDisplay: 12,
} as const;

export const COMPONENT = {
  /** Characters of a custom_id. */
  customId: 100,
  /** Characters of a button's label. */
  label: 80,
  /** Buttons of one Action Row. */
  buttonsInRow: 5,
  /** Text Displays of one Section; it has one accessory. */
  textsInSection: 3,
  /** Characters of a link button's URL; longer ones become Markdown links. */
  linkUrl: 512,
  /** Characters of the description of a picture. */
  altText: 1_024,
} as const;

/** A string select. */
export const SELECT = {
  options: 25,
  /** Characters of an option's label, of its value and of its description, each. */
  option: 100,
  /** Characters. */
  placeholder: 150,
} as const;

export const AUTOCOMPLETE = {
  choices: 25,
  /** Characters of a choice's name and of its value, each. */
  choice: 100,
} as const;

/** Slash commands and context menus. */
export const COMMAND = {
  /** Characters. */
  name: 32,
  /** Characters. */
  description: 100,
  options: 25,
  /** Characters of a string option. */
  stringOption: 6_000,
  /** Characters of one command with its options, in the longest localisation. */
  characters: 8_000,
} as const;
