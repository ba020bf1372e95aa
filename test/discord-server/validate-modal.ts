// Modals and autocomplete choices as Discord accepts them.

import { COMPONENT } from './kinds.js';

import { join, type Issues } from './issues.js';
import { asJson, asList, asNumber, asObjects, asText, isJson, type Json } from './json.js';
import { LIMITS } from './limits.js';
import type { Component } from './model.js';
import { checkUnique } from './validate-components.js';
import {
  checkCustomId,
  checkInteractive,
  checkOption,
  isInteractive,
} from './validate-interactive.js';
import { everyComponent, isSelect } from './visible-text.js';

/** Checks the data of a modal response. */
export function checkModal(modal: Json, issues: Issues): void {
  issues.fields(modal, '', ['custom_id', 'title', 'components']);
  checkCustomId(modal, '', issues);
  issues.text(modal.title, 'title', { min: 1, max: LIMITS.modal.title });
  const components = asList(modal.components);
  issues.count(components.length, 'components', { min: 1, max: LIMITS.modal.components });
  components.forEach((component, n) => {
    checkTop(asJson(component), join('components', n), issues);
  });
  checkUnique(
    everyComponent(asObjects(modal.components) as unknown as readonly Component[]),
    issues,
  );
}

function checkTop(component: Json, path: string, issues: Issues): void {
  const type = asNumber(component.type);
  if (type === COMPONENT.Label) {
    checkLabel(component, path, issues);
  } else if (type === COMPONENT.TextDisplay) {
    issues.fields(component, path, ['type', 'id', 'content']);
    issues.text(component.content, join(path, 'content'), { min: 1, max: LIMITS.modal.value });
  } else if (type === COMPONENT.ActionRow) {
    const held = asList(component.components);
    issues.count(held.length, join(path, 'components'), { min: 1, max: 1 });
    held.forEach((input, n) => {
      checkTextInput(asJson(input), join(path, `components.${n}`), { issues, isInLabel: false });
    });
  } else {
    const message = 'Value of field "type" must be one of (1, 10, 18).';
    issues.add(join(path, 'type'), 'UNION_TYPE_CHOICES', message);
  }
}

function checkLabel(label: Json, path: string, issues: Issues): void {
  issues.fields(label, path, ['type', 'id', 'label', 'description', 'component']);
  const { modal } = LIMITS;
  issues.text(label.label, join(path, 'label'), { min: 1, max: modal.label });
  issues.text(label.description, join(path, 'description'), { max: modal.description });
  const where = join(path, 'component');
  if (!isJson(label.component)) {
    issues.add(where, 'BASE_TYPE_REQUIRED', 'This field is required');
    return;
  }
  checkField(label.component, where, issues);
}

function checkField(field: Json, path: string, issues: Issues): void {
  const type = asNumber(field.type);
  if (type === COMPONENT.TextInput) {
    checkTextInput(field, path, { issues, isInLabel: true });
  } else if (isInteractive(type) && isSelect({ type })) {
    checkInteractive(field, path, issues);
  } else if (GROUPS[type] !== undefined) {
    checkCustomId(field, path, issues);
    GROUPS[type](field, path, issues);
  } else {
    issues.add(join(path, 'type'), 'UNION_TYPE_CHOICES', 'This cannot lie in a label.');
  }
}

type CheckField = (field: Json, path: string, issues: Issues) => void;

const GROUP_FIELDS = ['type', 'id', 'custom_id', 'options', 'required', 'min_values', 'max_values'];

const GROUPS: Readonly<Record<number, CheckField>> = {
  [COMPONENT.RadioGroup]: (field, path, issues) => {
    issues.fields(field, path, ['type', 'id', 'custom_id', 'options', 'required']);
    checkGroupOptions(field, path, { issues, min: 2, max: LIMITS.radioOptions });
  },
  [COMPONENT.CheckboxGroup]: (field, path, issues) => {
    issues.fields(field, path, GROUP_FIELDS);
    checkGroupOptions(field, path, { issues, min: 1, max: LIMITS.checkboxOptions });
  },
  [COMPONENT.Checkbox]: (field, path, issues) => {
    issues.fields(field, path, ['type', 'id', 'custom_id', 'default']);
  },
  [COMPONENT.FileUpload]: (field, path, issues) => {
    const allowed = [
      'type',
      'id',
      'custom_id',
      'required',
      'min_values',
      'max_values',
      'file_types',
    ];
    issues.fields(field, path, allowed);
    issues.integer(field.min_values, join(path, 'min_values'), { max: LIMITS.uploadFiles });
    issues.integer(field.max_values, join(path, 'max_values'), {
      min: 1,
      max: LIMITS.uploadFiles,
    });
    issues.count(asList(field.file_types).length, join(path, 'file_types'), { max: 10 });
  },
};

interface GroupCheck {
  readonly issues: Issues;
  readonly min: number;
  readonly max: number;
}

function checkGroupOptions(field: Json, path: string, { issues, min, max }: GroupCheck): void {
  const options = asList(field.options);
  issues.count(options.length, join(path, 'options'), { min, max });
  options.forEach((option, n) => {
    checkOption(asJson(option), join(path, `options.${n}`), issues);
  });
}

interface InputCheck {
  readonly issues: Issues;
  /** In a row, which is the older form, the input carries its own label. */
  readonly isInLabel: boolean;
}

function checkTextInput(input: Json, path: string, { issues, isInLabel }: InputCheck): void {
  const { modal } = LIMITS;
  const fields = ['type', 'id', 'custom_id', 'style', 'min_length', 'max_length', 'required'];
  issues.fields(input, path, [...fields, 'value', 'placeholder', ...(isInLabel ? [] : ['label'])]);
  checkCustomId(input, path, issues);
  if (!isInLabel) issues.text(input.label, join(path, 'label'), { min: 1, max: modal.label });
  const style = asNumber(input.style);
  if (style !== 1 && style !== 2) {
    issues.add(join(path, 'style'), 'BASE_TYPE_CHOICES', 'Value must be one of (1, 2).');
  }
  issues.text(input.placeholder, join(path, 'placeholder'), { max: modal.placeholder });
  issues.integer(input.min_length, join(path, 'min_length'), { max: modal.value });
  issues.integer(input.max_length, join(path, 'max_length'), { min: 1, max: modal.value });
  const longest = Number(input.max_length ?? modal.value);
  issues.text(input.value, join(path, 'value'), { max: longest });
}

/** Checks the data of an autocomplete response. */
export function checkChoices(data: Json, issues: Issues): void {
  issues.fields(data, '', ['choices']);
  const choices = asList(data.choices);
  if (!Array.isArray(data.choices)) {
    issues.add('choices', 'BASE_TYPE_REQUIRED', 'This field is required');
  }
  issues.count(choices.length, 'choices', { max: LIMITS.choices.count });
  choices.forEach((item, n) => {
    const choice = asJson(item);
    const path = join('choices', n);
    issues.fields(choice, path, ['name', 'name_localizations', 'value']);
    issues.text(choice.name, join(path, 'name'), { min: 1, max: LIMITS.choices.name });
    checkChoiceValue(choice.value, join(path, 'value'), issues);
  });
}

function checkChoiceValue(value: unknown, path: string, issues: Issues): void {
  if (typeof value === 'number') return;
  issues.text(value, path, { min: 1, max: LIMITS.choices.value });
  if (asText(value) === '' && value !== undefined && value !== null) {
    issues.add(path, 'BASE_TYPE_REQUIRED', 'This field is required');
  }
}
