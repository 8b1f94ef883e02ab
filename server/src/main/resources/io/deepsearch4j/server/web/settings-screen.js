import { html, nothing } from 'lit';
import * as api from './api.js';
import { choice, languageChoice } from './choices.js';
import { PageElement } from './element.js';
import { t, word } from './words.js';
import './settings-table.js';

// How the page looks and speaks, and what the server offers; for its owner, what it is set to.
class SettingsScreen extends PageElement {
  static properties = { offer: {}, who: {}, wanted: {}, problem: { state: true } };

  constructor() {
    super();
    this.problem = '';
  }

  dress(theme) {
    if (theme === 'system') {
      localStorage.removeItem('theme');
      delete document.documentElement.dataset.theme;
    } else {
      localStorage.setItem('theme', theme);
      document.documentElement.dataset.theme = theme;
    }
    this.requestUpdate();
  }

  async leave() {
    try {
      await api.signOut();
      window.dispatchEvent(new CustomEvent('signed-out'));
    } catch (problem) {
      this.problem = problem.message;
    }
  }

  render() {
    return html`<h1>${t('place.settings')}</h1>
      <p class="trouble" role="alert">${this.problem}</p>
      <div class="settings">
        <section class="card">
          <h2>${t('settings.page')}</h2>
          <div class="option"><span class="label">${t('settings.language')}</span>${languageChoice(this)}</div>
          <div class="option">
            <span class="label">${t('settings.theme')}</span>
            ${choice(
              { id: 'theme', label: t('settings.theme') },
              ['system', 'light', 'dark'].map((one) => [one, t(`theme.${one}`)]),
              document.documentElement.dataset.theme ?? 'system',
              (theme) => this.dress(theme),
            )}
          </div>
        </section>
        <section class="card">
          <h2>${t('settings.server')}</h2>
          <dl class="facts">
            <dt>${t('settings.models')}</dt>
            <dd>${this.offer.models.join(', ') || t('settings.models.none')}</dd>
            <dt>${t('settings.documents')}</dt>
            <dd>${this.offer.documents.join(', ') || '–'}</dd>
            <dt>${t('settings.formats')}</dt>
            <dd>${this.offer.formats.map((one) => word('format', one)).join(', ')}</dd>
            <dt>${t('settings.who')}</dt>
            <dd>${this.who.owner ? t('settings.owner') : this.who.name}</dd>
          </dl>
          <button class="plain" @click=${this.leave}>${t('settings.leave')}</button>
        </section>
      </div>
      ${this.who.owner
        ? html`<ds-settings-table .wanted=${this.wanted}></ds-settings-table>`
        : nothing}`;
  }
}

customElements.define('ds-settings-screen', SettingsScreen);
