// Buttons and select menus as Discord accepts them.

import { BUTTON, COMPONENT } from './kinds.js';

import { join, type Issues } from './issues.js';
import { asJson, asList, asNumber, asText, isJson, type Json } from './json.js';
import { LIMITS } from './limits.js';
import { isSelect } from './visible-text.js';

const SELECT_FIELDS = [
  'type',
  'id',
  'custom_id',
  'placeholder',
  'min_values',
  'max_values',
  'disabled',
  'required',
];
const PICTURE = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20E3/u;

/** Whether a component is a button or a select menu. */
export function isInteractive(type: number): boolean {
  return type === COMPONENT.Button || isSelect({ type });
}

/** Checks a button or a select menu. */
export function checkInteractive(component: Json, path: string, issues: Issues): void {
  issues.boolean(component.disabled, join(path, 'disabled'));
  if (component.type === COMPONENT.Button) checkButton(component, path, issues);
  else checkSelect(component, path, issues);
}

function checkButton(button: Json, path: string, issues: Issues): void {
  const fields = ['type', 'id', 'style', 'label', 'emoji', 'custom_id', 'url', 'disabled'];
  issues.fields(button, path, fields);
  issues.text(button.label, join(path, 'label'), { max: LIMITS.buttonLabel });
  checkEmoji(button.emoji, join(path, 'emoji'), issues);
  const hasLabel = asText(button.label).trim() !== '';
  if (!hasLabel && !isJson(button.emoji)) {
    issues.add(path, 'BUTTON_COMPONENT_LABEL_OR_EMOJI', 'A button needs a label or an emoji.');
  }
  const style = asNumber(button.style);
  if (style === BUTTON.Link) checkLink(button, path, issues);
  else if (style >= 1 && style <= 4) checkCustomId(button, path, issues);
  else
    issues.add(join(path, 'style'), 'BASE_TYPE_CHOICES', 'Value must be one of (1, 2, 3, 4, 5).');
  if (style !== BUTTON.Link && button.url !== undefined) {
    issues.add(join(path, 'url'), 'BUTTON_COMPONENT_INVALID_URL', 'Only a link button has a url.');
  }
}

function checkLink(button: Json, path: string, issues: Issues): void {
  const where = join(path, 'url');
  const url = asText(button.url);
  issues.text(button.url, where, { min: 1, max: LIMITS.url });
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase() ?? '';
  if (!['http', 'https'].includes(scheme)) {
    const message = `Scheme "${scheme}" is not supported. Scheme must be one of ('http', 'https').`;
    issues.add(where, 'URL_TYPE_INVALID_SCHEME', message);
  } else if (!URL.canParse(url) || /\s/.test(url)) {
    issues.add(where, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.');
  }
  if (button.custom_id !== undefined) {
    const message = 'A custom id and url cannot both be specified';
    issues.add(join(path, 'custom_id'), 'BUTTON_COMPONENT_CUSTOM_ID_AND_URL', message);
  }
}

/** Checks that a component has a custom id of the right length. */
export function checkCustomId(component: Json, path: string, issues: Issues): void {
  issues.text(component.custom_id, join(path, 'custom_id'), { min: 1, max: LIMITS.customId });
}

function checkEmoji(emoji: unknown, path: string, issues: Issues): void {
  if (emoji === undefined || emoji === null) return;
  const { id, name } = asJson(emoji);
  if (typeof id !== 'string' && !PICTURE.test(asText(name))) {
    issues.add(join(path, 'name'), 'COMPONENT_INVALID_EMOJI', 'Invalid emoji');
  }
}

function checkSelect(select: Json, path: string, issues: Issues): void {
  const isString = select.type === COMPONENT.StringSelect;
  const special = isString ? ['options'] : ['default_values', 'channel_types'];
  issues.fields(select, path, [...SELECT_FIELDS, ...special]);
  checkCustomId(select, path, issues);
  const { placeholder, values } = LIMITS.select;
  issues.text(select.placeholder, join(path, 'placeholder'), { max: placeholder });
  issues.integer(select.min_values, join(path, 'min_values'), { max: values });
  issues.integer(select.max_values, join(path, 'max_values'), { min: 1, max: values });
  if (asNumber(select.min_values) > Number(select.max_values ?? 1)) {
    issues.add(join(path, 'min_values'), 'NUMBER_TYPE_MAX', 'Must not be above max_values.');
  }
  if (isString) checkOptions(select, path, issues);
}

function checkOptions(select: Json, path: string, issues: Issues): void {
  const options = asList(select.options).map(asJson);
  const where = join(path, 'options');
  issues.count(options.length, where, { min: 1, max: LIMITS.select.options });
  options.forEach((option, n) => {
    checkOption(option, join(where, n), issues);
  });
  if (new Set(options.map(({ value }) => value)).size < options.length) {
    const message = 'The specified option value is already used';
    issues.add(where, 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', message);
  }
  const most = Number(select.max_values ?? 1);
  if (most > options.length && select.max_values !== undefined) {
    const message = 'Must not be above the number of options.';
    issues.add(join(path, 'max_values'), 'NUMBER_TYPE_MAX', message);
  }
  if (options.filter((option) => option.default === true).length > most) {
    const message = 'More options are chosen by default than may be chosen.';
    issues.add(where, 'SELECT_COMPONENT_TOO_MANY_DEFAULTS', message);
  }
}

/** Checks one option of a select menu. */
export function checkOption(option: Json, path: string, issues: Issues): void {
  const { text } = LIMITS.select;
  issues.fields(option, path, ['label', 'value', 'description', 'emoji', 'default']);
  issues.text(option.label, join(path, 'label'), { min: 1, max: text });
  issues.text(option.value, join(path, 'value'), { min: 1, max: text });
  issues.text(option.description, join(path, 'description'), { max: text });
  issues.boolean(option.default, join(path, 'default'));
  checkEmoji(option.emoji, join(path, 'emoji'), issues);
}
