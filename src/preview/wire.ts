// The form in which components go over the wire, as far as the preview draws it. It is written down here and
// not taken from a library, so that what is drawn is what is sent.

/** Discord's numbers of the kinds of components. */
export const KIND = {
  actionRow: 1,
  button: 2,
  stringSelect: 3,
  section: 9,
  text: 10,
  thumbnail: 11,
  gallery: 12,
  file: 13,
  separator: 14,
  container: 17,
} as const;

export interface WireEmoji {
  readonly name?: string;
}

export interface WireOption {
  readonly label: string;
  readonly default?: boolean;
}

export interface WireMedia {
  readonly url: string;
}

/** One component with every field that is drawn. */
export interface WireComponent {
  readonly type: number;
  readonly content?: string;
  readonly components?: readonly WireComponent[];
  readonly accessory?: WireComponent;
  readonly accent_color?: number;
  readonly divider?: boolean;
  readonly spacing?: number;
  /** 1 to 5: blurple, grey, green, red, link. */
  readonly style?: number;
  readonly label?: string;
  readonly emoji?: WireEmoji;
  readonly disabled?: boolean;
  readonly url?: string;
  readonly placeholder?: string;
  readonly options?: readonly WireOption[];
  readonly description?: string;
  readonly media?: WireMedia;
  readonly items?: readonly { readonly media: WireMedia; readonly description?: string }[];
  readonly file?: WireMedia;
  readonly name?: string;
}

/** Takes a payload through JSON, as the way to Discord does. */
export function wireOf(payload: { readonly components: readonly unknown[] }): WireComponent[] {
  return JSON.parse(JSON.stringify(payload.components)) as WireComponent[];
}
