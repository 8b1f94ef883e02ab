import { html, nothing } from 'lit';
import * as api from './api.js';
import { Follows, PageElement } from './element.js';
import { money, number, time } from './format.js';
import { t, word } from './words.js';
import { describe, episodeName } from './step-words.js';
import './run-chart.js';

const FIRST = 200;
const NUMBERS = new Set(['prompt', 'completion', 'cost', 'millis']);

// Every call that went outside, and every step as it is stored.
class TraceView extends PageElement {
  static properties = {
    model: {},
    calls: { state: true },
    problem: { state: true },
    most: { state: true },
  };

  constructor() {
    super();
    this.follows = new Follows(this);
    this.calls = [];
    this.problem = '';
    this.most = FIRST;
    this.asked = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.follows.follow(this.model);
  }

  updated() {
    const key = this.model.ended ? this.model.state : String(this.model.steps.length);
    if (this.asked !== key) {
      this.asked = key;
      this.ask();
    }
  }

  async ask() {
    try {
      this.calls = (await api.trace(this.model.id)).calls;
      this.problem = '';
    } catch (problem) {
      this.problem = problem.message;
    }
  }

  render() {
    return html`
      <p class="trouble" role="alert">${this.problem}</p>
      <section aria-labelledby="chart-title">
        <h2 id="chart-title">${t('trace.chart')}</h2>
        ${this.calls.length === 0
          ? html`<p class="quiet">${t('trace.none')}</p>`
          : html`<ds-run-chart .calls=${this.calls}></ds-run-chart>`}
      </section>
      ${this.calls.length === 0 ? nothing : this.callTable()}
      <section aria-labelledby="steps-title">
        <div class="section-head">
          <h2 id="steps-title">${t('trace.steps')}</h2>
          <button class="plain small" @click=${this.save}>${t('trace.save')}</button>
        </div>
        ${this.model.steps.slice(0, this.most).map((view) => raw(view))}
        ${this.model.steps.length > this.most
          ? html`<button class="plain" @click=${() => (this.most += FIRST)}>${t('trace.more')}</button>`
          : nothing}
      </section>
    `;
  }

  callTable() {
    return html`<section aria-labelledby="calls-title">
      <h2 id="calls-title">${t('trace.calls')}</h2>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="calls-title">
        <table>
          <thead>
            <tr>
              ${['started', 'kind', 'role', 'episode', 'prompt', 'completion', 'cost', 'millis'].map(
                (name) =>
                  html`<th scope="col" class=${NUMBERS.has(name) ? 'number' : ''}>${t(`trace.${name}`)}</th>`,
              )}
            </tr>
          </thead>
          <tbody>
            ${this.calls.slice(0, this.most).map(
              (call) =>
                html`<tr>
                  <td>${time(call.started)}</td>
                  <td>
                    ${word('call', call.kind)}${call.done
                      ? nothing
                      : html` <span class="badge warn">${t('trace.open')}</span>`}${call.repeated
                      ? html` <span class="badge">${t('trace.repeated')}</span>`
                      : nothing}
                  </td>
                  <td>${word('role', call.role)}</td>
                  <td>${episodeName(call.episode)}</td>
                  <td class="number">${number(call.prompt_tokens)}</td>
                  <td class="number">${number(call.completion_tokens)}</td>
                  <td class="number">${money(call.cost)}</td>
                  <td class="number">${number(call.millis)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  save() {
    const lines = this.model.steps.map((view) => JSON.stringify(view)).join('\n') + '\n';
    const address = URL.createObjectURL(new Blob([lines], { type: 'application/jsonl' }));
    const anchor = document.createElement('a');
    anchor.href = address;
    anchor.download = `${this.model.id}.jsonl`;
    anchor.click();
    URL.revokeObjectURL(address);
  }
}

// A step may be long, and most are never looked into.
function fill(details, view) {
  if (details.open) {
    details.querySelector('pre').textContent = JSON.stringify(view.step, null, 2);
  }
}

function raw(view) {
  return html`<details class="raw" @toggle=${(event) => fill(event.currentTarget, view)}>
    <summary>
      <span class="mark">${view.position}</span> ${describe(view).title}
      <span class="quiet small">${episodeName(view.episode)} · ${time(view.created)}</span>
    </summary>
    <pre></pre>
  </details>`;
}

customElements.define('ds-trace-view', TraceView);
