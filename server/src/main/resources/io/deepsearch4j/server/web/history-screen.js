import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import * as api from './api.js';
import { PageElement } from './element.js';
import { day, money, number } from './format.js';
import { t, word } from './words.js';
import { go, link } from './router.js';
import './confirm-dialog.js';

const PAGE = 50;
const ENDED = new Set(['completed', 'partial', 'failed', 'cancelled']);
const RESUMABLE = new Set(['failed', 'cancelled']);

// All runs, newest first; two of them can be laid side by side.
class HistoryScreen extends PageElement {
  static properties = {
    runs: { state: true },
    next: { state: true },
    wanted: { state: true },
    chosen: { state: true },
    problem: { state: true },
  };

  constructor() {
    super();
    this.runs = null;
    this.next = '';
    this.wanted = '';
    this.chosen = [];
    this.problem = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.more();
  }

  async more() {
    try {
      const page = await api.runs(PAGE, this.next);
      this.runs = [...(this.runs ?? []), ...page.runs];
      this.next = page.next ?? '';
    } catch (problem) {
      this.problem = problem.message;
    }
  }

  async resume(run) {
    try {
      await api.resume(run.id);
      go('runs', run.id);
    } catch (problem) {
      this.problem = problem.message;
    }
  }

  async discard(run) {
    const dialog = this.querySelector('ds-confirm-dialog');
    if (!(await dialog.ask(t('history.delete.sure', { question: run.question }), t('history.delete')))) {
      return;
    }
    try {
      await api.discard(run.id);
      this.runs = this.runs.filter((one) => one.id !== run.id);
      this.choose(run.id, false);
      this.problem = '';
      this.querySelector('h1').focus();
    } catch (problem) {
      this.problem = problem.message;
    }
  }

  choose(id, chosen) {
    this.chosen = chosen ? [...this.chosen, id].slice(-2) : this.chosen.filter((one) => one !== id);
  }

  render() {
    if (this.runs === null) {
      return html`<p class="trouble" role="alert">${this.problem}</p>`;
    }
    const wanted = this.wanted.trim().toLowerCase();
    const shown = this.runs.filter((run) => run.question.toLowerCase().includes(wanted));
    return html`
      <div class="section-head">
        <h1 tabindex="-1">${t('place.history')}</h1>
        <div class="actions">
          <label class="hidden" for="search">${t('history.search')}</label>
          <input
            id="search"
            type="search"
            placeholder=${t('history.search')}
            .value=${this.wanted}
            @input=${(event) => (this.wanted = event.target.value)}
          >
          ${this.chosen.length === 2
            ? html`<a class="button primary" href=${link('compare', ...this.chosen)}>${t('history.compare')}</a>`
            : nothing}
        </div>
      </div>
      <p class="trouble" role="alert">${this.problem}</p>
      ${shown.length === 0
        ? html`<p class="quiet">${t(this.runs.length === 0 ? 'history.none' : 'history.none.such')}</p>`
        : html`<ul class="runs">
            ${repeat(
              shown,
              (run) => run.id,
              (run) => this.row(run),
            )}
          </ul>`}
      ${this.next === ''
        ? nothing
        : html`<button class="plain" @click=${this.more}>${t('history.more')}</button>`}
      <ds-confirm-dialog></ds-confirm-dialog>
    `;
  }

  row(run) {
    return html`<li class="run">
      <input
        type="checkbox"
        aria-label=${t('history.choose', { question: run.question })}
        .checked=${this.chosen.includes(run.id)}
        @change=${(event) => this.choose(run.id, event.target.checked)}
      >
      <a href=${link('runs', run.id)} class="run-question">${run.question}</a>
      <span class="run-cost number"
        ><span class="hidden">${t('usage.cost')} </span>${money(run.cost)}</span
      >
      <span class="state state-${run.state}">${word('state', run.state)}</span>
      <span class="quiet small">
        ${day(run.created)} · ${word('depth', run.depth)} · ${t('timeline.steps', { count: number(run.steps) })}
        ${run.asker ? html` · ${run.asker}` : nothing}
      </span>
      <span class="run-actions">
        ${['completed', 'partial'].includes(run.state)
          ? html`<a class="button plain small" href=${link('runs', run.id, 'report')}>${t('tab.report')}</a>`
          : nothing}
        ${RESUMABLE.has(run.state)
          ? html`<button class="plain small" @click=${() => this.resume(run)}>${t('run.resume')}</button>`
          : nothing}
        ${ENDED.has(run.state)
          ? html`<button
              class="plain danger small"
              aria-label=${t('history.delete.one', { question: run.question })}
              @click=${() => this.discard(run)}
            >
              ${t('history.delete')}
            </button>`
          : nothing}
      </span>
    </li>`;
  }
}

customElements.define('ds-history-screen', HistoryScreen);
