import { html, nothing } from 'lit';
import { number } from './format.js';
import { t, word } from './words.js';

// Files with what has become of each. Their names and what is wrong with them are others' words.
export function fileList(files, label, remove) {
  return html`<ul class="files" aria-label=${label}>
    ${files.map((file) => row(file, remove))}
  </ul>`;
}

function row(file, remove) {
  return html`<li class="file">
    <span class="file-name">${file.path}</span>
    <span class="quiet small">${file.pages > 0 ? t('documents.pages', { count: number(file.pages) }) : nothing}</span>
    <span class="state file-${file.state}">${word('file', file.state)}</span>
    ${remove && file.state !== 'sending'
      ? html`<button
          type="button"
          class="plain icon"
          aria-label=${t('documents.remove', { name: file.path })}
          title=${t('documents.remove', { name: file.path })}
          @click=${() => remove(file)}
        >
          ×
        </button>`
      : nothing}
    ${file.trouble ? html`<span class="file-trouble small">${file.trouble}</span>` : nothing}
  </li>`;
}

// A button that opens the choice of files; the browser's own looks like no other control.
export function filePicker(chosen) {
  return html`<label class="button picker">
    <input
      class="hidden"
      type="file"
      multiple
      @change=${(event) => {
        const files = [...event.target.files];
        event.target.value = '';
        chosen(files);
      }}
    >
    <span>${t('documents.upload')}</span>
  </label>`;
}

// What makes an element a place to drop files on.
export function dropped(event, chosen) {
  event.preventDefault();
  const files = [...event.dataTransfer.files];
  if (files.length > 0) {
    chosen(files);
  }
}
