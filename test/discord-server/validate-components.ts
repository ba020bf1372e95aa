// Components as Discord accepts them: what may lie in what, every length, and the sums over the whole message.

import { COMPONENT } from './kinds.js';

import { ServerFault } from './api-error.js';
import { checkInteractive, isInteractive } from './validate-interactive.js';
import { join, type Issues } from './issues.js';
import { asJson, asList, asNumber, asObjects, asText, isJson, type Json } from './json.js';
import { LIMITS } from './limits.js';
import type { Component } from './model.js';
import { everyComponent } from './visible-text.js';

/** What the check of one component needs to know of the whole. */
export interface ComponentCheck {
  readonly issues: Issues;
  readonly isV2: boolean;
  /** The names of the message's files, for `attachment://name`. */
  readonly fileNames: ReadonlySet<string>;
}

type Kind = keyof typeof COMPONENT;

const IN_CONTAINER: readonly Kind[] = [
  'ActionRow',
  'TextDisplay',
  'Section',
  'MediaGallery',
  'Separator',
  'File',
];
const TOP: readonly Kind[] = [...IN_CONTAINER, 'Container'];
const IN_ROW: readonly Kind[] = [
  'Button',
  'StringSelect',
  'UserSelect',
  'RoleSelect',
  'MentionableSelect',
  'ChannelSelect',
];

/** Checks a message's components; a sum of bytes that Discord cannot bear throws at once. */
export function checkComponents(value: unknown, check: ComponentCheck): void {
  const { issues, isV2 } = check;
  if (value !== undefined && value !== null && !Array.isArray(value)) {
    issues.add('components', 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType.');
  }
  const list = asList(value);
  if (!isV2) issues.count(list.length, 'components', { max: LIMITS.legacyRows });
  checkEach(list, { path: 'components', allowed: isV2 ? TOP : ['ActionRow'] }, check);
  const all = everyComponent(asObjects(value) as unknown as readonly Component[]);
  checkUnique(all, issues);
  if (!isV2) return;
  if (all.length > LIMITS.components) {
    const message = `The total number of components must be ${LIMITS.components} or fewer.`;
    issues.add('components', 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', message);
  }
  checkSums(all, issues);
}

function checkSums(all: readonly Component[], issues: Issues): void {
  const texts = all
    .filter(({ type }) => type === COMPONENT.TextDisplay)
    .map(({ content }) => asText(content));
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  if (characters > LIMITS.displayedText) {
    const message = `The total displayable text size exceeds the maximum size of ${LIMITS.displayedText}`;
    issues.add('components', 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED', message);
  }
  const bytes = texts.reduce(
    (sum, text) => sum + Buffer.byteLength(text) + LIMITS.bytesPerDisplay,
    0,
  );
  if (issues.isEmpty && bytes > LIMITS.displayedBytes) throw new ServerFault();
}

/** Checks that custom ids and numeric ids occur once. */
export function checkUnique(all: readonly Component[], issues: Issues): void {
  const customIds = all.flatMap(({ custom_id }) => (custom_id === undefined ? [] : [custom_id]));
  if (new Set(customIds).size < customIds.length) {
    const message = 'Component custom id cannot be duplicated';
    issues.add('components', 'COMPONENT_CUSTOM_ID_DUPLICATED', message);
  }
  const ids = all.map(({ id }) => asNumber(id)).filter((id) => id !== 0);
  if (new Set(ids).size < ids.length) {
    issues.add('components', 'COMPONENT_ID_DUPLICATED', 'Component id cannot be duplicated');
  }
}

interface Place {
  readonly path: string;
  readonly allowed: readonly Kind[];
}

function checkEach(
  list: readonly unknown[],
  { path, allowed }: Place,
  check: ComponentCheck,
): void {
  list.forEach((item, n) => {
    checkOne(item, { path: join(path, n), allowed }, check);
  });
}

function checkOne(item: unknown, { path, allowed }: Place, check: ComponentCheck): void {
  const component = asJson(item);
  const type = asNumber(component.type);
  if (!allowed.some((kind) => COMPONENT[kind] === type)) {
    const types = allowed.map((kind) => COMPONENT[kind]).join(', ');
    const message = `Value of field "type" must be one of (${types}).`;
    check.issues.add(join(path, 'type'), 'UNION_TYPE_CHOICES', message);
    return;
  }
  check.issues.integer(component.id, join(path, 'id'), { max: 2_147_483_647 });
  if (isInteractive(type)) checkInteractive(component, path, check.issues);
  else LAYOUT[type]?.(component, path, check);
}

type CheckOne = (component: Json, path: string, check: ComponentCheck) => void;

const LAYOUT: Readonly<Record<number, CheckOne>> = {
  [COMPONENT.ActionRow]: checkRow,
  [COMPONENT.Section]: checkSection,
  [COMPONENT.TextDisplay]: checkTextDisplay,
  [COMPONENT.Thumbnail]: checkThumbnail,
  [COMPONENT.MediaGallery]: checkGallery,
  [COMPONENT.File]: checkFile,
  [COMPONENT.Separator]: checkSeparator,
  [COMPONENT.Container]: checkContainer,
};

function checkRow(row: Json, path: string, check: ComponentCheck): void {
  check.issues.fields(row, path, ['type', 'id', 'components']);
  const held = asList(row.components);
  const inside = join(path, 'components');
  checkEach(held, { path: inside, allowed: IN_ROW }, check);
  const hasOther = held.some((one) => asJson(one).type !== COMPONENT.Button);
  check.issues.count(held.length, inside, { min: 1, max: hasOther ? 1 : LIMITS.rowButtons });
}

function checkSection(section: Json, path: string, check: ComponentCheck): void {
  check.issues.fields(section, path, ['type', 'id', 'components', 'accessory']);
  const texts = asList(section.components);
  const inside = join(path, 'components');
  check.issues.count(texts.length, inside, { min: 1, max: LIMITS.sectionTexts });
  checkEach(texts, { path: inside, allowed: ['TextDisplay'] }, check);
  const accessory = join(path, 'accessory');
  if (!isJson(section.accessory)) {
    check.issues.add(accessory, 'BASE_TYPE_REQUIRED', 'This field is required');
    return;
  }
  checkOne(section.accessory, { path: accessory, allowed: ['Button', 'Thumbnail'] }, check);
}

function checkTextDisplay(text: Json, path: string, { issues }: ComponentCheck): void {
  issues.fields(text, path, ['type', 'id', 'content']);
  issues.text(text.content, join(path, 'content'), { min: 1, max: LIMITS.displayedText });
}

function checkThumbnail(thumbnail: Json, path: string, check: ComponentCheck): void {
  check.issues.fields(thumbnail, path, ['type', 'id', 'media', 'description', 'spoiler']);
  checkPicture(thumbnail, path, check);
}

function checkPicture(picture: Json, path: string, { issues, fileNames }: ComponentCheck): void {
  const url = asText(asJson(picture.media).url);
  const name = /^attachment:\/\/(.+)$/.exec(url)?.[1];
  const isKnown = name === undefined ? /^https?:\/\//.test(url) : fileNames.has(name);
  if (!isKnown)
    issues.add(join(path, 'media.url'), 'URL_TYPE_INVALID_URL', 'Not a well formed URL.');
  issues.text(picture.description, join(path, 'description'), { max: LIMITS.altText });
  issues.boolean(picture.spoiler, join(path, 'spoiler'));
}

function checkGallery(gallery: Json, path: string, check: ComponentCheck): void {
  check.issues.fields(gallery, path, ['type', 'id', 'items']);
  const items = asList(gallery.items);
  check.issues.count(items.length, join(path, 'items'), { min: 1, max: LIMITS.galleryItems });
  items.forEach((item, n) => {
    checkPicture(asJson(item), join(join(path, 'items'), n), check);
  });
}

function checkFile(file: Json, path: string, { issues, fileNames }: ComponentCheck): void {
  issues.fields(file, path, ['type', 'id', 'file', 'spoiler']);
  const name = /^attachment:\/\/(.+)$/.exec(asText(asJson(file.file).url))?.[1];
  if (name === undefined || !fileNames.has(name)) {
    issues.add(join(path, 'file.url'), 'URL_TYPE_INVALID_URL', 'The file is not attached.');
  }
}

function checkSeparator(separator: Json, path: string, { issues }: ComponentCheck): void {
  issues.fields(separator, path, ['type', 'id', 'divider', 'spacing']);
  issues.boolean(separator.divider, join(path, 'divider'));
  issues.integer(separator.spacing, join(path, 'spacing'), { min: 1, max: 2 });
}

function checkContainer(container: Json, path: string, check: ComponentCheck): void {
  check.issues.fields(container, path, ['type', 'id', 'components', 'accent_color', 'spoiler']);
  check.issues.integer(container.accent_color, join(path, 'accent_color'), { max: 0xffffff });
  check.issues.boolean(container.spoiler, join(path, 'spoiler'));
  const held = asList(container.components);
  const inside = join(path, 'components');
  check.issues.count(held.length, inside, { min: 1, max: LIMITS.components });
  checkEach(held, { path: inside, allowed: IN_CONTAINER }, check);
}

/** The components with the ids Discord gives to those that have none. */
export function withIds(value: unknown): readonly Component[] {
  const list = asObjects(value);
  const taken = everyComponent(list as unknown as readonly Component[]).map(({ id }) =>
    asNumber(id),
  );
  const used = new Set(taken.filter((id) => id !== 0));
  let last = 0;
  const next = (): number => {
    do last += 1;
    while (used.has(last));
    return last;
  };
  const number = (component: Json): Json => ({
    ...component,
    id: asNumber(component.id) === 0 ? next() : component.id,
    ...(isJson(component.accessory) ? { accessory: number(component.accessory) } : {}),
    ...(isJson(component.component) ? { component: number(component.component) } : {}),
    ...(Array.isArray(component.components)
      ? { components: asObjects(component.components).map(number) }
      : {}),
  });
  return list.map(number) as unknown as readonly Component[];
}
