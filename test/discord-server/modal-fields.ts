// A modal as a person fills it in: each field checked as the client checks it before it lets go.

import { COMPONENT } from './kinds.js';

import type { Upload } from './command-options.js';
import type { Core } from './core.js';
import { asText, type Json } from './json.js';
import { attachmentJson } from './message-payload.js';
import type { Channel, Component } from './model.js';

/** What a field is filled with: a text, chosen values, a tick, files. */
export type FieldValue = string | boolean | readonly string[] | readonly Upload[];

interface Filling {
  readonly core: Core;
  readonly channel: Channel;
  readonly values: Readonly<Record<string, FieldValue>>;
}

interface Submitted {
  readonly components: readonly Json[];
  readonly resolved: { readonly attachments?: Readonly<Record<string, Json>> };
}

/** The `components` and `resolved` of a modal's submission. */
export function fillModal(components: readonly Component[], filling: Filling): Submitted {
  const attachments: Record<string, Json> = {};
  const known = components.flatMap(fieldsIn).map(({ custom_id }) => custom_id ?? '');
  for (const name of Object.keys(filling.values)) {
    if (!known.includes(name)) throw new Error(`The modal has no field "${name}".`);
  }
  const submit = (field: Component): Json => fillField(field, filling, attachments);
  const filled = components.map((component): Json => {
    const { type, id } = component;
    if (component.component !== undefined) {
      return { type, id, component: submit(component.component) };
    }
    if (component.components !== undefined) {
      return { type, id, components: component.components.map(submit) };
    }
    return { type, id };
  });
  const hasFiles = Object.keys(attachments).length > 0;
  return { components: filled, resolved: hasFiles ? { attachments } : {} };
}

function fieldsIn({ component, components = [] }: Component): readonly Component[] {
  return component === undefined ? components : [component];
}

function fillField(field: Component, filling: Filling, attachments: Record<string, Json>): Json {
  const { type, id, custom_id: customId = '' } = field;
  const given = filling.values[customId];
  const base = { type, id, custom_id: customId };
  switch (type) {
    case COMPONENT.TextInput:
      return { ...base, value: checkText(field, typeof given === 'string' ? given : '') };
    case COMPONENT.Checkbox:
      return { ...base, value: given === true };
    case COMPONENT.RadioGroup:
      return { ...base, value: checkChosen(field, given === undefined ? [] : [given])[0] ?? null };
    case COMPONENT.FileUpload: {
      const uploads = (Array.isArray(given) ? given : []) as readonly Upload[];
      checkCount(field, uploads.length);
      const values = uploads.map((upload) => keep(upload, filling, attachments));
      return { ...base, values };
    }
    default:
      return { ...base, values: checkChosen(field, Array.isArray(given) ? given : []) };
  }
}

function checkText(field: Component, text: string): string {
  const name = field.custom_id ?? '';
  if (text === '' && field.required === false) return text;
  if (text === '') throw new Error(`The field "${name}" must be filled in.`);
  if (text.length < (field.min_length ?? 0)) throw new Error(`"${name}" is too short.`);
  if (text.length > (field.max_length ?? 4_000)) throw new Error(`"${name}" is too long.`);
  return text;
}

function checkChosen(field: Component, chosen: readonly unknown[]): readonly unknown[] {
  checkCount(field, chosen.length);
  const offered = field.options?.map(({ value }) => value);
  const foreign = chosen.find((value) => offered?.includes(asText(value)) === false);
  if (foreign !== undefined) throw new Error(`"${asText(foreign)}" is not offered.`);
  return chosen;
}

function checkCount(field: Component, count: number): void {
  const least = field.required === false ? 0 : (field.min_values ?? 1);
  if (count < least) throw new Error(`"${field.custom_id ?? ''}" must be filled in.`);
  const most = field.max_values ?? (field.type === COMPONENT.CheckboxGroup ? 10 : 1);
  if (count > most) throw new Error(`"${field.custom_id ?? ''}" takes at most ${most}.`);
}

function keep(upload: Upload, { core, channel }: Filling, kept: Record<string, Json>): string {
  const attachment = core.keepFile(channel.id, {
    name: upload.name,
    contentType: upload.contentType ?? 'text/plain; charset=utf-8',
    data: Buffer.from(upload.data),
  });
  kept[attachment.id] = attachmentJson(attachment);
  return attachment.id;
}
