import { html } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import * as api from './api.js';
import { PageElement } from './element.js';
import { preferred, speak, spoken, t } from './words.js';
import { link, route } from './router.js';
import './ask-screen.js';
import './compare-screen.js';
import './documents-screen.js';
import './evidence-screen.js';
import './history-screen.js';
import './run-screen.js';
import './settings-screen.js';
import './sign-in-screen.js';
import './usage-screen.js';

const PLACES = [
  ['ask', []],
  ['history', ['runs']],
  ['documents', ['documents']],
  ['usage', ['usage']],
  ['settings', ['settings']],
];

// The frame around every screen: where one can go, who is signed in, which language is spoken.
class App extends PageElement {
  static properties = {
    route: { state: true },
    ready: { state: true },
    signedIn: { state: true },
    offer: { state: true },
    trouble: { state: true },
  };

  constructor() {
    super();
    this.route = route(location.hash);
    this.ready = false;
    this.signedIn = null;
    this.offer = null;
    this.trouble = '';
  }

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('hashchange', () => this.moved());
    window.addEventListener('signed-out', () => this.enter());
    this.begin();
  }

  async begin() {
    await speak(preferred());
    await this.enter();
    this.ready = true;
  }

  async enter() {
    try {
      const who = await api.whoAmI();
      this.offer = await api.offer();
      this.signedIn = who;
      this.trouble = '';
    } catch (problem) {
      this.signedIn = null;
      this.trouble = problem.status === 401 ? '' : problem.message;
    }
  }

  moved() {
    const before = this.route;
    this.route = route(location.hash);
    if (before.screen === this.route.screen && before.run === this.route.run) {
      return;
    }
    this.updateComplete.then(() => {
      window.scrollTo(0, 0);
      this.querySelector('main')?.focus({ preventScroll: true });
    });
  }

  async chooseLanguage(tag) {
    await speak(tag);
    this.requestUpdate();
  }

  render() {
    if (!this.ready) {
      return html``;
    }
    if (this.signedIn === null) {
      return keyed(
        spoken(),
        html`<ds-sign-in-screen
          .trouble=${this.trouble}
          @entered=${this.enter}
          @language=${(event) => this.chooseLanguage(event.detail)}
        ></ds-sign-in-screen>`,
      );
    }
    return keyed(
      spoken(),
      html`
        <a class="skip" href="#main" @click=${this.skip}>${t('app.skip')}</a>
        <nav class="places" aria-label=${t('app.places')}>
          <a class="brand" href="#/" aria-label="deepsearch4j">
            <img src="/ui/icon.svg" alt="" width="28" height="28">
            <span>deepsearch4j</span>
          </a>
          ${PLACES.map(([name, parts]) => this.place(name, parts))}
        </nav>
        <main id="main" tabindex="-1">${this.screen()}</main>
      `,
    );
  }

  skip(event) {
    event.preventDefault();
    this.querySelector('main').focus();
  }

  place(name, parts) {
    const shown = { run: 'history', evidence: 'history', compare: 'history' };
    const here = (shown[this.route.screen] ?? this.route.screen) === name;
    return html`<a href=${link(...parts)} aria-current=${here ? 'page' : 'false'}>
      <span class="glyph glyph-${name}" aria-hidden="true"></span>
      <span>${t(`place.${name}`)}</span>
    </a>`;
  }

  screen() {
    const at = this.route;
    switch (at.screen) {
      case 'run':
        return keyed(
          at.run,
          html`<ds-run-screen .id=${at.run} .tab=${at.tab} .offer=${this.offer}></ds-run-screen>`,
        );
      case 'evidence':
        return keyed(
          `${at.run}/${at.evidence}`,
          html`<ds-evidence-screen .run=${at.run} .evidence=${at.evidence}></ds-evidence-screen>`,
        );
      case 'compare':
        return keyed(
          at.runs.join('/'),
          html`<ds-compare-screen .runs=${at.runs}></ds-compare-screen>`,
        );
      case 'history':
        return html`<ds-history-screen></ds-history-screen>`;
      case 'documents':
        return html`<ds-documents-screen></ds-documents-screen>`;
      case 'usage':
        return html`<ds-usage-screen
          .by=${at.by}
          .from=${at.from}
          .to=${at.to}
          .who=${this.signedIn}
        ></ds-usage-screen>`;
      case 'settings':
        return html`<ds-settings-screen
          .offer=${this.offer}
          .who=${this.signedIn}
          .wanted=${at.wanted}
          @language=${(event) => this.chooseLanguage(event.detail)}
        ></ds-settings-screen>`;
      default:
        return html`<ds-ask-screen .offer=${this.offer} .question=${at.question}></ds-ask-screen>`;
    }
  }
}

customElements.define('ds-app', App);
