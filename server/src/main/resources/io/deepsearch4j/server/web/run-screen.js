import { html, nothing } from 'lit';
import * as api from './api.js';
import { Follows, PageElement } from './element.js';
import { number } from './format.js';
import { t, word } from './words.js';
import { go, link } from './router.js';
import { RunModel } from './run-model.js';
import './plan-card.js';
import './report-view.js';
import './run-meters.js';
import './run-timeline.js';
import './run-evidence.js';
import './trace-view.js';
import './usage-view.js';

const TABS = ['run', 'report', 'evidence', 'trace', 'usage'];
const ANSWERED = new Set(['completed', 'partial']);
const RESUMABLE = new Set(['failed', 'cancelled']);

// A run, while it goes on and afterwards: what is asked, where it stands, and five ways to look.
class RunScreen extends PageElement {
  static properties = { id: {}, tab: {}, offer: {}, trouble: { state: true } };

  constructor() {
    super();
    this.follows = new Follows(this);
    this.trouble = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.model = new RunModel(this.id);
    this.follows.follow(this.model);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.model.close();
  }

  async steer(verb) {
    try {
      await verb();
      this.trouble = '';
    } catch (problem) {
      this.trouble = problem.message;
    }
  }

  render() {
    const { run, problem } = this.model;
    if (run === null) {
      return problem
        ? html`<p class="trouble" role="alert">${problem.message}</p>`
        : html`<p class="quiet">${t('app.loading')}</p>`;
    }
    return html`
      <header class="run-head">
        <div class="run-facts">
          <span class="state state-${this.model.state}" role="status">${word('state', this.model.state)}</span>
          <span>${word('depth', run.depth)}</span>
          ${run.models.filter(Boolean).map((name) => html`<span>${name}</span>`)}
          ${run.parent
            ? html`<a href=${link('runs', run.parent)}>${t('run.forked')}</a>`
            : nothing}
          ${this.model.online
            ? nothing
            : html`<span class="lost" role="status">${t('run.reconnecting')}</span>`}
        </div>
        <h1 class="question">${run.question}</h1>
        ${this.why()}
        <div class="actions">${this.actions()}</div>
        <p class="trouble" role="alert">${this.trouble || (problem?.message ?? '')}</p>
      </header>
      <div class="tabs" role="navigation" aria-label=${t('run.views')}>
        ${TABS.map(
          (tab) =>
            html`<a
              href=${tab === 'run' ? link('runs', this.id) : link('runs', this.id, tab)}
              aria-current=${tab === this.tab ? 'page' : 'false'}
              >${t(`tab.${tab}`)}${tab === 'evidence' && this.model.evidence.size > 0
                ? html` <span class="count">${number(this.model.evidence.size)}</span>`
                : nothing}</a
            >`,
        )}
      </div>
      ${this.view()}
    `;
  }

  why() {
    if (!this.model.ended || this.model.stopReason === 'answered') {
      return nothing;
    }
    return html`<p class="why">${word('reason', this.model.stopReason)}</p>`;
  }

  actions() {
    const { ended, state } = this.model;
    if (!ended) {
      const finishing = ['running', 'verifying'].includes(state);
      return html`
        ${finishing
          ? html`<button @click=${() => this.steer(() => api.finishNow(this.id))}>
              ${t('run.finish')}
            </button>`
          : nothing}
        ${state === 'cancelling'
          ? nothing
          : html`<button class="plain danger" @click=${() => this.steer(() => api.cancel(this.id))}>
              ${t('run.stop')}
            </button>`}
      `;
    }
    return html`
      ${ANSWERED.has(state) && this.tab === 'run'
        ? html`<a class="button primary" href=${link('runs', this.id, 'report')}>${t('run.report')}</a>`
        : nothing}
      ${RESUMABLE.has(state)
        ? html`<button @click=${() => this.steer(() => this.resume())}>
            ${t('run.resume')}
          </button>`
        : nothing}
      <button @click=${() => this.steer(() => this.fork())}>${t('run.fork')}</button>
      <a class="button plain" href=${link('ask', this.model.run.question)}>${t('run.ask.again')}</a>
    `;
  }

  async resume() {
    await api.resume(this.id);
    await this.model.again();
  }

  async fork() {
    const planned = this.model.steps.findIndex((view) => view.kind === 'planned') + 1;
    const forked = await api.fork(this.id, planned);
    go('runs', forked.id);
  }

  view() {
    switch (this.tab) {
      case 'report':
        return html`<ds-report-view .model=${this.model} .formats=${this.offer.formats}></ds-report-view>`;
      case 'evidence':
        return html`<ds-run-evidence .model=${this.model} wide></ds-run-evidence>`;
      case 'trace':
        return html`<ds-trace-view .model=${this.model}></ds-trace-view>`;
      case 'usage':
        return html`<ds-usage-view .model=${this.model}></ds-usage-view>`;
      default:
        return html`<div class="run-columns">
            <ds-plan-card .model=${this.model}></ds-plan-card>
            <ds-run-timeline .model=${this.model}></ds-run-timeline>
            <ds-run-evidence .model=${this.model}></ds-run-evidence>
          </div>
          <ds-run-meters .model=${this.model}></ds-run-meters>`;
    }
  }
}

customElements.define('ds-run-screen', RunScreen);
