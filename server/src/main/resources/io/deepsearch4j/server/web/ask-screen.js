import { html, nothing } from 'lit';
import * as api from './api.js';
import { choice } from './choices.js';
import { Collections } from './collections.js';
import { Follows, PageElement } from './element.js';
import { dropped, fileList, filePicker } from './file-list.js';
import { t, word } from './words.js';
import { go } from './router.js';
import { UPLOADS, keep, kept, request, withFile } from './wish.js';
import './ask-estimate.js';

const LONGEST_QUESTION = 20_000;

// One box, and beside it what a question may cost, where to look, and who sees the plan first.
// What has been typed outlives a reload.
class AskScreen extends PageElement {
  static properties = {
    offer: {},
    question: {},
    wish: { state: true },
    trouble: { state: true },
    busy: { state: true },
  };

  constructor() {
    super();
    this.collections = new Collections();
    this.follows = new Follows(this);
    this.wish = kept();
    this.trouble = '';
    this.busy = false;
    this.key = freshKey();
  }

  connectedCallback() {
    super.connectedCallback();
    this.follows.follow(this.collections);
    this.collections.open();
    if (this.question) {
      this.set({ question: this.question.slice(0, LONGEST_QUESTION) });
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.collections.close();
  }

  set(change) {
    this.wish = { ...this.wish, ...change };
    this.key = freshKey();
    keep(this.wish);
  }

  async start(event) {
    event?.preventDefault();
    if (this.collections.busy) {
      return;
    }
    if (this.wish.question.trim() === '') {
      this.querySelector('textarea').focus();
      return;
    }
    this.busy = true;
    try {
      const run = await api.start(request(this.wish), this.key);
      localStorage.setItem('approval.watch', this.wish.approval === 'soon' ? run.id : '');
      this.set({ question: '', files: [] });
      go('runs', run.id);
    } catch (problem) {
      this.trouble = problem.message;
    }
    this.busy = false;
  }

  typed(event) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      this.start();
    }
  }

  send(files) {
    this.collections.send(files, (name) => this.set(withFile(this.wish, name)));
  }

  // A file that was refused is only forgotten; one that was taken leaves the collection, too.
  async discard(file) {
    if (file.state === 'refused') {
      this.collections.forget(file);
      return;
    }
    await this.collections.remove(file.path);
    const { files, documents } = this.wish;
    const nothingLeft = (this.collections.own?.files ?? []).length === 0;
    this.set({
      files: files.filter((one) => one !== file.path),
      documents: nothingLeft ? documents.filter((one) => one !== UPLOADS) : documents,
    });
  }

  render() {
    const wish = this.wish;
    return html`<form class="ask" @submit=${this.start}>
      <h1>${t('ask.title')}</h1>
      <div
        class="question-box"
        @dragover=${(event) => event.preventDefault()}
        @drop=${(event) => dropped(event, (files) => this.send(files))}
      >
        <label class="hidden" for="question">${t('ask.question')}</label>
        <textarea
          id="question"
          rows="4"
          maxlength=${LONGEST_QUESTION}
          placeholder=${t('ask.placeholder')}
          .value=${wish.question}
          @input=${(event) => this.set({ question: event.target.value })}
          @keydown=${this.typed}
        ></textarea>
        ${this.files()}
        <div class="question-foot">
          ${filePicker((files) => this.send(files))}
          <span class="quiet small">${t('ask.keys')}</span>
          <button class="primary" ?disabled=${this.busy || this.collections.busy}>${t('ask.start')}</button>
        </div>
      </div>
      <p class="trouble" role="alert">${this.trouble || this.collections.problem}</p>
      <ds-ask-estimate .wish=${request(wish)}></ds-ask-estimate>
      <div class="options">
        ${this.option('ask.depth', this.choose('depth', this.offer.depths, 'depth'))}
        ${this.option('ask.places', this.places())}
        ${this.option(
          'ask.approval',
          choice(
            { id: 'approval', label: t('ask.approval') },
            ['ask', 'soon', 'auto'].map((one) => [one, t(`approval.${one}`)]),
            wish.approval,
            (approval) => this.set({ approval }),
          ),
        )}
        <details class="more">
          <summary>${t('ask.more')}</summary>
          <div class="options">
            ${this.option('ask.effort', this.choose('effort', this.offer.efforts, 'effort'))}
            ${this.option('ask.language', this.languages())}
            ${this.offer.models.length > 0 ? this.option('ask.model', this.models()) : nothing}
            <div class="limits">
              ${this.limit('maxMinutes', 1)} ${this.limit('maxSteps', 1)} ${this.limit('maxCost', 'any')}
            </div>
          </div>
        </details>
      </div>
    </form>`;
  }

  // Those that came with this question; what else was once uploaded is among the documents.
  files() {
    const { sending, files } = this.collections;
    const shown = files.filter((file) => sending.includes(file) || this.wish.files.includes(file.path));
    return shown.length === 0
      ? nothing
      : fileList(shown, t('ask.files'), (file) => this.discard(file));
  }

  option(label, control) {
    return html`<div class="option"><span class="label">${t(label)}</span>${control}</div>`;
  }

  choose(field, values, list) {
    return choice(
      { id: field, label: t(`ask.${field}`) },
      values.map((one) => [one, word(list, one)]),
      this.wish[field],
      (value) => this.set({ [field]: value }),
    );
  }

  places() {
    const kinds = ['web', 'site', ...(this.names().length > 0 ? ['documents', 'both'] : [])];
    const { places, site, documents } = this.wish;
    const inside = ['documents', 'both'].includes(places) || (places === 'site' && documents.length > 0);
    return html`${choice(
      { id: 'places', label: t('ask.places') },
      kinds.map((one) => [one, t(`places.${one}`)]),
      places,
      (value) => this.set({ places: value }),
    )}
    ${places === 'site'
      ? html`<input
          class="wide"
          type="url"
          required
          aria-label=${t('ask.site')}
          placeholder="https://docs.example.org/"
          .value=${site}
          @input=${(event) => this.set({ site: event.target.value })}
        >`
      : nothing}
    ${inside ? this.folders() : nothing}`;
  }

  // What may be chosen; a name that was chosen stays, so that it can be taken back.
  names() {
    const { own } = this.collections;
    const names = [...this.offer.documents, ...this.wish.documents];
    return [...new Set(own?.files.length > 0 ? [...names, own.name] : names)];
  }

  folders() {
    const { documents } = this.wish;
    return html`<div class="checks" role="group" aria-label=${t('ask.documents')}>
      ${this.names().map(
        (name) =>
          html`<label class="check">
            <input
              type="checkbox"
              .checked=${documents.includes(name)}
              @change=${(event) =>
                this.set({
                  documents: event.target.checked
                    ? [...documents, name]
                    : documents.filter((one) => one !== name),
                })}
            >
            <span>${name === UPLOADS ? t('documents.own') : name}</span>
          </label>`,
      )}
      ${this.wish.places === 'documents' ? html`<span class="lock">${t('ask.locked')}</span>` : nothing}
    </div>`;
  }

  languages() {
    return choice(
      { id: 'answer-language', label: t('ask.language') },
      [
        ['', t('ask.language.same')],
        ['en', 'English'],
        ['zh', '中文'],
      ],
      this.wish.language,
      (language) => this.set({ language }),
    );
  }

  models() {
    return html`<select
      aria-label=${t('ask.model')}
      @change=${(event) => this.set({ model: event.target.value })}
    >
      <option value="" ?selected=${this.wish.model === ''}>${t('ask.model.usual')}</option>
      ${this.offer.models.map(
        (name) => html`<option value=${name} ?selected=${this.wish.model === name}>${name}</option>`,
      )}
    </select>`;
  }

  limit(field, step) {
    return html`<label class="limit">
      <span class="label">${t(`ask.${field}`)}</span>
      <input
        type="number"
        min="0"
        max="10000"
        step=${step}
        placeholder=${t('ask.limit.none')}
        .value=${this.wish[field]}
        @input=${(event) => this.set({ [field]: event.target.value })}
      >
    </label>`;
  }
}

// Sent again, a request with the same key starts no second run.
function freshKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((one) => one.toString(16).padStart(2, '0'))
    .join('');
}

customElements.define('ds-ask-screen', AskScreen);
