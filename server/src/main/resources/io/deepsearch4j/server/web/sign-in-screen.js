import { html } from 'lit';
import * as api from './api.js';
import { PageElement } from './element.js';
import { languageChoice } from './choices.js';
import { t } from './words.js';

// Asks for the token once; afterwards a cookie that scripts cannot read stands for it.
class SignInScreen extends PageElement {
  static properties = { trouble: {}, busy: { state: true } };

  constructor() {
    super();
    this.trouble = '';
    this.busy = false;
  }

  async enter(event) {
    event.preventDefault();
    this.busy = true;
    try {
      await api.signIn(new FormData(event.target).get('token'));
      this.dispatchEvent(new CustomEvent('entered'));
    } catch (problem) {
      this.trouble = problem.message;
      this.querySelector('input').select();
    }
    this.busy = false;
  }

  render() {
    return html`<div class="sign-in">
      <img src="/ui/icon.svg" alt="" width="48" height="48">
      <h1>deepsearch4j</h1>
      <p class="quiet">${t('signin.why')}</p>
      <form class="stack" @submit=${this.enter}>
        <label for="token">${t('signin.token')}</label>
        <input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
        <p class="trouble" role="alert">${this.trouble}</p>
        <button class="primary" ?disabled=${this.busy}>${t('signin.enter')}</button>
      </form>
      ${languageChoice(this)}
    </div>`;
  }
}

customElements.define('ds-sign-in-screen', SignInScreen);
