import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Follows, PageElement } from './element.js';
import { host, number } from './format.js';
import { t, word } from './words.js';
import { link } from './router.js';

// The passages kept so far, newest first; each opens the stored page at its place.
class RunEvidence extends PageElement {
  static properties = { model: {}, wide: { type: Boolean } };

  constructor() {
    super();
    this.follows = new Follows(this);
  }

  connectedCallback() {
    super.connectedCallback();
    this.follows.follow(this.model);
  }

  render() {
    const all = [...this.model.evidence.values()].reverse();
    return html`<section class=${this.wide ? 'evidence wide' : 'evidence'} aria-labelledby="evidence-title">
      <div class="section-head">
        <h2 id="evidence-title">${t('evidence.title')}</h2>
        <span class="quiet small">${number(all.length)}</span>
      </div>
      ${all.length === 0
        ? html`<p class="quiet">${t(this.model.ended ? 'evidence.none' : 'evidence.none.yet')}</p>`
        : html`<ul class="passages">
            ${repeat(
              all,
              (one) => one.id,
              (one) => html`<li>${this.passage(one)}</li>`,
            )}
          </ul>`}
    </section>`;
  }

  passage(one) {
    return html`<a class="passage" href=${link('runs', this.model.id, 'evidence', one.id)}>
      <span class="passage-head">
        <span class="mark">${one.id}</span>
        <span class="passage-title">${one.title || host(one.url)}</span>
        ${one.polarity === 'REFUTES'
          ? html`<span class="badge bad">${word('polarity', 'refutes')}</span>`
          : nothing}
      </span>
      <q>${one.quote}</q>
      <span class="quiet small">${host(one.url)}${one.supports.length > 0 ? ` · ${one.supports.join(', ')}` : ''}</span>
    </a>`;
  }
}

customElements.define('ds-run-evidence', RunEvidence);
