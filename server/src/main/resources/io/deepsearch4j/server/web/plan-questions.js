import { html } from 'lit';
import { PageElement } from './element.js';
import { t } from './words.js';

const LONGEST = 2_000;

// What the planner would rather know before it plans. Any of it may stay without an answer, and the
// plan may be approved as it is.
class PlanQuestions extends PageElement {
  static properties = { questions: {}, busy: {}, answers: { state: true } };

  constructor() {
    super();
    this.questions = [];
    this.busy = false;
    this.answers = [];
  }

  willUpdate(changed) {
    if (changed.has('questions')) {
      this.answers = this.questions.map(() => '');
    }
  }

  type(index, text) {
    this.answers = this.answers.with(index, text);
    this.dispatchEvent(new CustomEvent('touched'));
  }

  send(event) {
    event.preventDefault();
    this.dispatchEvent(
      new CustomEvent('answered', { detail: this.answers.map((one) => one.trim()) }),
    );
  }

  render() {
    return html`<form class="stack questions" aria-labelledby="questions-title" @submit=${this.send}>
      <h3 id="questions-title">${t('plan.questions')}</h3>
      ${this.questions.map(
        ({ text }, index) =>
          html`<label class="asked">
            <span>${text}</span>
            <textarea
              rows="1"
              maxlength=${LONGEST}
              .value=${this.answers[index]}
              @input=${(event) => this.type(index, event.target.value)}
            ></textarea>
          </label>`,
      )}
      <button ?disabled=${this.busy || this.answers.every((one) => one.trim() === '')}>
        ${t('plan.again')}
      </button>
    </form>`;
  }
}

customElements.define('ds-plan-questions', PlanQuestions);
