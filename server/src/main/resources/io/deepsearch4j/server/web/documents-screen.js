import { html, nothing } from 'lit';
import { Collections } from './collections.js';
import './confirm-dialog.js';
import { Follows, PageElement } from './element.js';
import { dropped, fileList, filePicker } from './file-list.js';
import { number } from './format.js';
import { t } from './words.js';

// What runs may search beside the web: folders that the settings name, and the caller's own files,
// each with how far it has been read.
class DocumentsScreen extends PageElement {
  constructor() {
    super();
    this.collections = new Collections();
    this.follows = new Follows(this);
  }

  connectedCallback() {
    super.connectedCallback();
    this.follows.follow(this.collections);
    this.collections.open();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.collections.close();
  }

  async discard(file) {
    if (file.state === 'refused') {
      this.collections.forget(file);
      return;
    }
    const dialog = this.querySelector('ds-confirm-dialog');
    if (await dialog.ask(t('documents.remove.sure', { name: file.path }), t('confirm.remove'))) {
      await this.collections.remove(file.path);
      this.querySelector('h1').focus();
    }
  }

  render() {
    const { all, known, problem } = this.collections;
    return html`<h1 tabindex="-1">${t('place.documents')}</h1>
      <p class="quiet">${t('documents.why')}</p>
      <p class="trouble" role="alert">${problem}</p>
      ${known ? this.own() : nothing}
      ${all.filter((one) => !one.uploads).map((one) => folder(one))}
      <ds-confirm-dialog></ds-confirm-dialog>`;
  }

  own() {
    const { files } = this.collections;
    return html`<section
      class="card collection"
      aria-labelledby="own-title"
      @dragover=${(event) => event.preventDefault()}
      @drop=${(event) => dropped(event, (chosen) => this.collections.send(chosen))}
    >
      <div class="section-head">
        <h2 id="own-title">${t('documents.own')}</h2>
        ${filePicker((chosen) => this.collections.send(chosen))}
      </div>
      ${files.length === 0
        ? nothing
        : fileList(files, t('documents.own'), (file) => this.discard(file))}
      <p class="quiet small">${t('documents.drop')}</p>
    </section>`;
  }
}

function folder({ name, files }) {
  return html`<section class="card collection">
    <div class="section-head">
      <h2>${name}</h2>
      <span class="quiet small">${t('documents.files', { count: number(files.length) })}</span>
    </div>
    ${files.length === 0
      ? html`<p class="quiet small">${t('documents.empty')}</p>`
      : fileList(files, name)}
  </section>`;
}

customElements.define('ds-documents-screen', DocumentsScreen);
