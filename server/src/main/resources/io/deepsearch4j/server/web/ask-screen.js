import { html, nothing } from 'lit';
import * as api from './api.js';
import { choice } from './choices.js';
import { PageElement } from './element.js';
import { t, word } from './words.js';
import { go } from './router.js';

const DRAFT = 'ask.draft';
const BLANK = {
  question: '',
  depth: 'standard',
  effort: 'medium',
  places: 'web',
  documents: [],
  site: '',
  language: '',
  model: '',
  approval: 'ask',
  maxMinutes: '',
  maxCost: '',
  maxSteps: '',
};
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
    this.wish = { ...BLANK, ...kept() };
    this.trouble = '';
    this.busy = false;
    this.key = freshKey();
  }

  connectedCallback() {
    super.connectedCallback();
    if (this.question) {
      this.set({ question: this.question.slice(0, LONGEST_QUESTION) });
    }
  }

  set(change) {
    this.wish = { ...this.wish, ...change };
    this.key = freshKey();
    localStorage.setItem(DRAFT, JSON.stringify(this.wish));
  }

  async start(event) {
    event?.preventDefault();
    if (this.wish.question.trim() === '') {
      this.querySelector('textarea').focus();
      return;
    }
    this.busy = true;
    try {
      const run = await api.start(request(this.wish), this.key);
      localStorage.setItem('approval.watch', this.wish.approval === 'soon' ? run.id : '');
      this.set({ question: '' });
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

  // A text file dropped on the box becomes part of the question; the server takes no others.
  async dropped(event) {
    event.preventDefault();
    const files = [...event.dataTransfer.files];
    const readable = files.filter((file) => file.type.startsWith('text/') && file.size < 20_000);
    if (readable.length < files.length) {
      this.trouble = t('ask.drop.unreadable');
    }
    const texts = await Promise.all(readable.map((file) => file.text()));
    if (texts.length > 0) {
      const question = [this.wish.question, ...texts].filter(Boolean).join('\n\n');
      this.set({ question: question.slice(0, LONGEST_QUESTION) });
    }
  }

  render() {
    const wish = this.wish;
    return html`<form class="ask" @submit=${this.start}>
      <h1>${t('ask.title')}</h1>
      <div class="question-box" @dragover=${(event) => event.preventDefault()} @drop=${this.dropped}>
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
        <div class="question-foot">
          <span class="quiet small">${t('ask.keys')}</span>
          <button class="primary" ?disabled=${this.busy}>${t('ask.start')}</button>
        </div>
      </div>
      <p class="trouble" role="alert">${this.trouble}</p>
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
    const kinds = ['web', 'site', ...(this.offer.documents.length > 0 ? ['documents', 'both'] : [])];
    const { places, site } = this.wish;
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
    ${places === 'documents' || places === 'both' ? this.folders() : nothing}`;
  }

  folders() {
    const { documents } = this.wish;
    return html`<div class="checks" role="group" aria-label=${t('ask.documents')}>
      ${this.offer.documents.map(
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
            <span>${name}</span>
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

function kept() {
  try {
    return JSON.parse(localStorage.getItem(DRAFT) ?? '{}');
  } catch {
    return {};
  }
}

function request(wish) {
  const body = {
    question: wish.question.trim(),
    depth: wish.depth,
    effort: wish.effort,
    places: where(wish),
    approval: wish.approval === 'auto' ? 'auto' : 'ask',
  };
  if (wish.language !== '') {
    body.language = wish.language;
  }
  if (wish.model !== '') {
    body.model = wish.model;
  }
  const limits = { max_minutes: wish.maxMinutes, max_steps: wish.maxSteps, max_cost: wish.maxCost };
  for (const [name, text] of Object.entries(limits)) {
    if (Number(text) > 0) {
      body[name] = Number(text);
    }
  }
  return body;
}

function where({ places, site, documents }) {
  switch (places) {
    case 'site':
      return { site };
    case 'documents':
      return { documents };
    case 'both':
      return { web: true, documents };
    default:
      return { web: true };
  }
}

customElements.define('ds-ask-screen', AskScreen);
