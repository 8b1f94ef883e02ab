import { html, nothing } from 'lit';
import * as api from './api.js';
import { PageElement } from './element.js';
import { stay } from './router.js';
import { t, word } from './words.js';

const TESTS = ['model', 'search'];

// Every setting of the server with its value and where that comes from, and whether what they name
// works. What is secret is not sent here; only whether it is there.
class SettingsTable extends PageElement {
  static properties = {
    wanted: {},
    settings: { state: true },
    outcomes: { state: true },
    testing: { state: true },
    problem: { state: true },
  };

  constructor() {
    super();
    this.settings = null;
    this.outcomes = {};
    this.testing = '';
    this.problem = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.ask();
  }

  async ask() {
    try {
      this.settings = (await api.settings()).settings;
    } catch (problem) {
      this.problem = problem.message;
    }
  }

  async test(what) {
    this.testing = what;
    this.problem = '';
    try {
      this.outcomes = { ...this.outcomes, [what]: await api.test(what) };
    } catch (problem) {
      this.problem = problem.message;
    }
    this.testing = '';
  }

  render() {
    return html`
      <section aria-labelledby="tests-title">
        <h2 id="tests-title">${t('settings.tests')}</h2>
        <p class="trouble" role="alert">${this.problem}</p>
        ${TESTS.map((what) => this.tester(what))}
      </section>
      ${this.settings === null ? nothing : this.table()}
    `;
  }

  tester(what) {
    const outcome = this.outcomes[what];
    return html`<div class="tester">
      <button
        type="button"
        data-test=${what}
        ?disabled=${this.testing !== ''}
        @click=${() => this.test(what)}
      >
        ${t(`settings.test.${what}`)}
      </button>
      <span role="status">
        ${this.testing === what ? t('settings.testing') : nothing}
        ${outcome === undefined || this.testing === what
          ? nothing
          : html`<span class="badge verdict verdict-${outcome.works ? 'supported' : 'contradicted'}"
                >${t(outcome.works ? 'settings.works' : 'settings.broken')}</span
              >
              ${outcome.sentence}`}
      </span>
    </div>`;
  }

  table() {
    const wanted = (this.wanted ?? '').trim().toLowerCase();
    const shown = this.settings.filter((one) =>
      [one.key, one.value, one.origin].some((text) => text.toLowerCase().includes(wanted)),
    );
    return html`<section aria-labelledby="values-title">
      <div class="section-head">
        <h2 id="values-title">${t('settings.values')}</h2>
        <label class="hidden" for="filter">${t('settings.filter')}</label>
        <input
          id="filter"
          type="search"
          placeholder=${t('settings.filter')}
          .value=${this.wanted ?? ''}
          @input=${(event) => this.look(event.target.value)}
        >
      </div>
      ${shown.length === 0
        ? html`<p class="quiet">${t('settings.none.such')}</p>`
        : html`<div class="scroll">
            <table class="values">
              <thead>
                <tr>
                  <th scope="col">${t('settings.key')}</th>
                  <th scope="col">${t('settings.value')}</th>
                  <th scope="col">${t('settings.origin')}</th>
                </tr>
              </thead>
              <tbody>
                ${shown.map((one) => row(one))}
              </tbody>
            </table>
          </div>`}
    </section>`;
  }

  look(text) {
    this.wanted = text;
    stay(...['settings', text].filter(Boolean));
  }
}

function row(one) {
  return html`<tr>
    <th scope="row"><code>${one.key}</code></th>
    <td>
      ${one.secret
        ? html`<span class="lock">${t(one.set ? 'settings.set' : 'settings.unset')}</span>`
        : html`<code>${one.value}</code>`}
    </td>
    <td><span class="badge origin-${one.origin === 'default' ? 'default' : 'own'}">${word('origin', one.origin)}</span></td>
  </tr>`;
}

customElements.define('ds-settings-table', SettingsTable);
