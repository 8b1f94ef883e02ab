import { html } from 'lit';
import { PageElement } from './element.js';
import { t } from './words.js';

// The folders of documents that the settings offer to runs.
class DocumentsScreen extends PageElement {
  static properties = { offer: {} };

  render() {
    const { documents } = this.offer;
    return html`<h1>${t('place.documents')}</h1>
      <p class="quiet">${t(documents.length === 0 ? 'documents.none' : 'documents.why')}</p>
      <ul class="tiles">
        ${documents.map((name) => html`<li class="card"><h2>${name}</h2></li>`)}
      </ul>`;
  }
}

customElements.define('ds-documents-screen', DocumentsScreen);
