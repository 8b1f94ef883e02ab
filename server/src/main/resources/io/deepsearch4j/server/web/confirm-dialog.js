import { html, nothing } from 'lit';
import { PageElement } from './element.js';
import { t } from './words.js';

const YES = 'yes';

// Asks before something is done that cannot be undone. A dialog of the browser: it holds the
// keyboard, Escape is no, and the control that opened it has the focus again afterwards.
class ConfirmDialog extends PageElement {
  static properties = { question: { state: true }, yes: { state: true } };

  constructor() {
    super();
    this.question = '';
    this.yes = '';
    this.settle = () => {};
  }

  // Whether the answer is yes.
  async ask(question, yes) {
    this.question = question;
    this.yes = yes;
    await this.updateComplete;
    this.dialog.returnValue = '';
    this.dialog.showModal();
    return new Promise((resolve) => {
      this.settle = resolve;
    });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.settle(false);
  }

  get dialog() {
    return this.querySelector('dialog');
  }

  // Told a little after the dialog was closed, when it may be open again for another question.
  closed() {
    if (!this.dialog.open) {
      this.settle(this.dialog.returnValue === YES);
    }
  }

  render() {
    return html`<dialog class="card confirm" aria-labelledby="confirm-question" @close=${this.closed}>
      ${this.question === '' ? nothing : this.content()}
    </dialog>`;
  }

  content() {
    return html`<p id="confirm-question">${this.question}</p>
      <div class="actions">
        <button type="button" class="danger" @click=${() => this.dialog.close(YES)}>${this.yes}</button>
        <button type="button" autofocus @click=${() => this.dialog.close()}>${t('confirm.no')}</button>
      </div>`;
  }
}

customElements.define('ds-confirm-dialog', ConfirmDialog);
