// A second opinion on a card: counts and reads it by Discord's rules, with none of the renderer's own code,
// and names everything that Discord would refuse or that a text from outside would have brought about.

/** Components as they go over the wire. */
interface Wire {
  readonly type: number;
  readonly content?: string;
  readonly components?: readonly Wire[];
  readonly accessory?: Wire;
  readonly custom_id?: string;
  readonly label?: string;
  readonly emoji?: { readonly name?: string };
  readonly url?: string;
  readonly items?: readonly {
    readonly media: { readonly url: string };
    readonly description?: string;
  }[];
}

/** What is wrong with a card; nothing where Discord takes it and shows it as meant. */
export function problemsOf(card: { readonly components: readonly unknown[] }): string[] {
  const top = JSON.parse(JSON.stringify(card.components)) as Wire[];
  const all = everyOf(top);
  const ids = all.flatMap(({ custom_id }) => (custom_id === undefined ? [] : [custom_id]));
  const texts = textsOf(card);
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text) + 12, 0);
  return [
    ...(top.length === 1 && top[0]?.type === 17 ? [] : ['not one container']),
    ...(all.length <= 40 ? [] : [`${all.length} components`]),
    ...(characters <= 4_000 ? [] : [`${characters} characters`]),
    ...(bytes <= 9_500 ? [] : [`${bytes} bytes`]),
    ...(texts.length > 0 ? [] : ['nothing to read']),
    ...(new Set(ids).size === ids.length ? [] : ['a custom_id stands twice']),
    ...ids.filter((id) => id === '' || id.length > 100).map((id) => `custom_id "${id}"`),
    ...all.flatMap(shapeProblems),
    ...texts.flatMap(textProblems),
  ];
}

/** Every text of a card. */
export function textsOf(card: { readonly components: readonly unknown[] }): string[] {
  return everyOf(card.components as readonly Wire[]).flatMap(({ content }) =>
    content === undefined ? [] : [content],
  );
}

/** Every component of a card, nested ones too. */
function everyOf(components: readonly Wire[]): Wire[] {
  return components.flatMap((component) => [
    component,
    ...everyOf(component.components ?? []),
    ...everyOf(component.accessory === undefined ? [] : [component.accessory]),
  ]);
}

function shapeProblems({ type, components = [], accessory, ...rest }: Wire): string[] {
  switch (type) {
    case 1:
      return components.length >= 1 && components.length <= 5 ? [] : ['a row of none or too many'];
    case 2: {
      const face = rest.label ?? rest.emoji?.name ?? '';
      return face.trim() !== '' && face.length <= 80 ? [] : [`a button called "${face}"`];
    }
    case 9:
      return accessory !== undefined && components.length >= 1 && components.length <= 3
        ? []
        : ['a section of another shape'];
    case 10:
      return (rest.content ?? '').trim() === '' ? ['an empty text'] : [];
    case 12:
      return (rest.items ?? []).flatMap(({ media, description = '' }) => [
        ...(/^attachment:\/\/[\w.]+$/.test(media.url) ? [] : [`a picture at ${media.url}`]),
        ...(description.trim() !== '' && description.length <= 1_024
          ? []
          : [`described as "${description}"`]),
        ...(hidden(description) === '' ? [] : [`hides ${escape(hidden(description))}`]),
      ]);
    case 14:
      return [];
    case 17:
      return components.length === 0 ? ['an empty container'] : [];
    default:
      return [`a component of type ${type}`];
  }
}

function textProblems(text: string): string[] {
  const plain = withoutOurs(text);
  const said = JSON.stringify(text.slice(0, 300));
  return [
    ...(/[*_~`|<>@#[\]]/.test(plain)
      ? [`formats: ${said} leaves ${JSON.stringify(plain.slice(0, 200))}`]
      : []),
    ...(/^[^\S\n]*(?:[-+]|\d+[.)](?!\d))/m.test(plain) ? [`lists: ${said}`] : []),
    ...(/\w:\/\/\S/.test(plain) ? [`links: ${said}`] : []),
    ...(/discord(?:app)?\.(?:gg|com)/i.test(plain) ? [`invites: ${said}`] : []),
    ...(isWellFormed(text) ? [] : [`half a character: ${said}`]),
    ...(hidden(text) === '' ? [] : [`hides ${escape(hidden(text))}: ${said}`]),
  ];
}

/** A text without escapes and without what our own layout writes: small print, bars, bold, links, code, times. */
export function withoutOurs(text: string): string {
  return text
    .replace(/\\[^0-9A-Za-z\s]/gu, '\uE000')
    .replace(/`[^`\n]+`/g, 'x')
    .replace(/\[link\]\(<https?:\/\/[^\s<>()\\]+>\)/g, 'x')
    .replace(/<t:\d{9,11}:[tf]>/g, 'x')
    .replace(/^> /gm, '')
    .replace(/^-# (?=.)/gm, '\uE000')
    .replace(/\*\*([^*\n]+)\*\*/g, '\uE000$1\uE000');
}

/** Invisible characters beside those that belong to emoji, joining scripts and our own isolates. */
function hidden(text: string): string {
  return text
    .replace(/\u2068[^\u2066-\u2069\n]*\u2069/g, '')
    .replace(/(?<=\p{L}\p{M}*)[\u200C\u200D](?=\p{L})/gu, '')
    .replace(/(?<=\u{1F3F4})[\u{E0020}-\u{E007F}]+/gu, '')
    .replace(
      /(?<=\p{Extended_Pictographic}\p{Emoji_Modifier}?\uFE0F?)\u200D(?=\p{Extended_Pictographic})/gu,
      '',
    )
    .replace(/(?<=\p{Emoji})[\uFE0E\uFE0F]/gu, '')
    .replace(/[^\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Cc}]|\n/gu, '');
}

function isWellFormed(text: string): boolean {
  return Buffer.from(text, 'utf8').toString('utf8') === text;
}

function escape(text: string): string {
  return JSON.stringify(Array.from(text, (character) => character.codePointAt(0)?.toString(16)));
}
