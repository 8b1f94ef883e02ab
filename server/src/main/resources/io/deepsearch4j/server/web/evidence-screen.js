import { html, nothing } from 'lit';
import * as api from './api.js';
import { PageElement } from './element.js';
import { day, host, number, webAddress } from './format.js';
import { t, word } from './words.js';
import { link } from './router.js';

const AROUND = 2_000;

// A passage on the page it stands on, as it was read and stored, with all that is needed to check
// it again without the network.
class EvidenceScreen extends PageElement {
  static properties = {
    run: {},
    evidence: {},
    found: { state: true },
    checked: { state: true },
    problem: { state: true },
  };

  constructor() {
    super();
    this.found = null;
    this.checked = null;
    this.problem = '';
    this.around = AROUND;
  }

  connectedCallback() {
    super.connectedCallback();
    this.ask();
  }

  async ask() {
    await this.attempt(async () => {
      this.found = await api.passage(this.run, this.evidence, this.around);
      await this.updateComplete;
      this.querySelector('mark')?.scrollIntoView({ block: 'center' });
    });
  }

  async check() {
    await this.attempt(async () => {
      this.checked = await api.check(this.run, this.evidence);
    });
  }

  async attempt(action) {
    try {
      await action();
      this.problem = '';
    } catch (problem) {
      this.problem = problem.message;
    }
  }

  render() {
    return html`<p class="back"><a href=${link('runs', this.run)}>← ${t('viewer.back')}</a></p>
      <p class="trouble" role="alert">${this.problem}</p>
      ${this.found === null ? nothing : this.viewer()}`;
  }

  viewer() {
    const { evidence, text, offset, characters } = this.found;
    const start = evidence.start - offset;
    const end = evidence.end - offset;
    const whole = offset === 0 && text.length === characters;
    return html`<div class="viewer">
      <article>
        <h1>${evidence.title || host(evidence.url)}</h1>
        <p class="quiet small">${evidence.locator} · ${t('viewer.characters', {
          from: number(evidence.start),
          to: number(evidence.end),
          all: number(characters),
        })}</p>
        <div class="stored" tabindex="0" role="region" aria-label=${t('viewer.text')}>${offset > 0
          ? '… '
          : ''}${text.slice(0, start)}<mark>${text.slice(start, end)}</mark>${text.slice(end)}${offset +
          text.length <
        characters
          ? ' …'
          : ''}</div>
        ${whole
          ? nothing
          : html`<button class="plain small" @click=${this.more}>${t('viewer.more')}</button>`}
      </article>
      <aside class="card">
        <h2>${evidence.id}</h2>
        ${this.facts(evidence)}
        <div class="stack">
          <button class="primary" @click=${this.check}>${t('viewer.check')}</button>
          <p role="status" class="checked">${this.outcome()}</p>
          <a class="button plain" href=${api.sourceAddress(this.run, this.evidence)} download>
            ${t('viewer.source')}
          </a>
          ${this.where(evidence.locator)}
        </div>
      </aside>
    </div>`;
  }

  // No frame may stand in the page, so a PDF is shown by whatever opens the saved file.
  where(locator) {
    const page = /^p\.(\d+)/.exec(locator);
    return page === null
      ? nothing
      : html`<p class="quiet small">${t('viewer.source.page', { page: page[1] })}</p>`;
  }

  async more() {
    this.around *= 8;
    await this.ask();
  }

  outcome() {
    if (this.checked === null) {
      return nothing;
    }
    return this.checked.holds
      ? html`<span class="badge verdict verdict-supported">${t('viewer.holds')}</span>`
      : html`<span class="badge verdict verdict-contradicted">${t('viewer.fails')}</span>
          ${this.checked.trouble}`;
  }

  facts(one) {
    const address = webAddress(one.url);
    const facts = [
      [
        'viewer.address',
        address
          ? html`<a href=${address} target="_blank" rel="noopener noreferrer">${one.url}</a>`
          : one.url,
      ],
      ['viewer.fetched', day(one.fetched_at)],
      ['viewer.robots', one.robots],
      ['viewer.polarity', word('polarity', one.polarity)],
      ['viewer.supports', one.supports.join(', ') || '–'],
      ['viewer.sha256', html`<code>${one.sha256}</code>`],
      ['viewer.text.sha256', html`<code>${one.text_sha256}</code>`],
      ['viewer.page', html`<code>${one.page}</code>`],
    ];
    return html`<dl class="facts">
      ${facts.map(([label, value]) => html`<dt>${t(label)}</dt><dd>${value}</dd>`)}
    </dl>`;
  }
}

customElements.define('ds-evidence-screen', EvidenceScreen);
