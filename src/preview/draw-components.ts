// In: components as they go over the wire. Out: HTML that is laid out as Discord lays them out. Nothing is
// loaded: pictures are drawn as empty frames with their description.

import { drawMarkdown } from './draw-markdown.js';
import { escapeHtml } from './html.js';
import { KIND, type WireComponent } from './wire.js';

const BUTTON_STYLES = ['', 'primary', 'secondary', 'success', 'danger', 'link'];

/** Draws a message's components. */
export function drawComponents(components: readonly WireComponent[]): string {
  return components.map(draw).join('');
}

function draw(component: WireComponent): string {
  switch (component.type) {
    case KIND.container:
      return drawContainer(component);
    case KIND.section:
      return drawSection(component);
    case KIND.text:
      return `<div class="text">${drawMarkdown(component.content ?? '')}</div>`;
    case KIND.separator:
      return drawSeparator(component);
    case KIND.actionRow:
      return `<div class="row">${drawComponents(component.components ?? [])}</div>`;
    case KIND.button:
      return drawButton(component);
    case KIND.stringSelect:
      return drawSelect(component);
    case KIND.thumbnail:
      return drawPicture('thumbnail', component.description);
    case KIND.gallery:
      return drawGallery(component);
    case KIND.file:
      return drawFile(component);
    default:
      throw new Error(`components of kind ${component.type} cannot be drawn`);
  }
}

function drawContainer({ accent_color, components = [] }: WireComponent): string {
  const color = accent_color?.toString(16).padStart(6, '0');
  const style = color === undefined ? '' : ` style="--accent:#${color}"`;
  return `<div class="container"${style}>${drawComponents(components)}</div>`;
}

function drawSection({ components = [], accessory }: WireComponent): string {
  const side = accessory === undefined ? '' : `<div class="side">${draw(accessory)}</div>`;
  return `<div class="section"><div class="body">${drawComponents(components)}</div>${side}</div>`;
}

function drawSeparator({ divider = true, spacing = 1 }: WireComponent): string {
  const classes = ['separator', divider ? 'line' : '', spacing === 2 ? 'large' : ''];
  return `<div class="${classes.filter((name) => name !== '').join(' ')}"></div>`;
}

function drawButton(button: WireComponent): string {
  const { style = 2, label, emoji, disabled = false } = button;
  const face = [
    emoji?.name === undefined ? '' : `<span class="emoji">${escapeHtml(emoji.name)}</span>`,
    label === undefined ? '' : `<span>${escapeHtml(label)}</span>`,
    style === 5 ? '<span class="out">↗</span>' : '',
  ].join('');
  const name = `button ${BUTTON_STYLES[style] ?? ''}`;
  return `<button type="button" class="${name}"${disabled ? ' disabled' : ''}>${face}</button>`;
}

function drawSelect({ options = [], placeholder = 'Make a selection' }: WireComponent): string {
  const chosen = options.find((option) => option.default === true);
  const items = options.map(({ label }) => `<div>${escapeHtml(label)}</div>`).join('');
  const text = chosen?.label ?? placeholder;
  const shown = `<div class="chosen${chosen === undefined ? ' empty' : ''}">${escapeHtml(text)}</div>`;
  return `<details class="select"><summary>${shown}</summary><div class="options">${items}</div></details>`;
}

function drawGallery({ items = [] }: WireComponent): string {
  const pictures = items.map(({ description }) => drawPicture('picture', description));
  return `<div class="gallery">${pictures.join('')}</div>`;
}

function drawPicture(name: string, description: string | undefined): string {
  return `<div class="${name}">${escapeHtml(description ?? '')}</div>`;
}

function drawFile({ file, name }: WireComponent): string {
  const shown = name ?? file?.url.replace(/^attachment:\/\//, '') ?? '';
  return `<div class="file"><span class="emoji">📄</span>${escapeHtml(shown)}</div>`;
}
