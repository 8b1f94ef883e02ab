import { html } from 'lit';
import * as api from './api.js';
import { costBars } from './cost-bars.js';
import { Follows, PageElement } from './element.js';
import { money, number } from './format.js';
import { t, word } from './words.js';

// What a run has cost, by role. The last line is the sum of those above it.
class UsageView extends PageElement {
  static properties = { model: {}, usage: { state: true }, problem: { state: true } };

  constructor() {
    super();
    this.follows = new Follows(this);
    this.usage = null;
    this.problem = '';
    this.asked = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.follows.follow(this.model);
  }

  updated() {
    const key = `${this.model.state} ${this.model.steps.length}`;
    if (this.asked !== key) {
      this.asked = key;
      this.ask();
    }
  }

  async ask() {
    try {
      this.usage = await api.usage(this.model.id);
      this.problem = '';
    } catch (problem) {
      this.problem = problem.message;
    }
  }

  render() {
    if (this.usage === null) {
      return html`<p class="trouble" role="alert">${this.problem}</p>`;
    }
    return html`<section aria-labelledby="usage-title">
      <h2 id="usage-title">${t('usage.stages')}</h2>
      ${costBars(this.usage.lines, role)}
      ${usageTable({
        title: t('usage.role'),
        columns: SPENT,
        lines: this.usage.lines,
        total: this.usage.total,
        name: role,
      })}
    </section>`;
  }
}

const role = (line) => word('role', line.role);

export const SPENT = ['calls', 'prompt_tokens', 'cached_tokens', 'completion_tokens', 'reasoning_tokens'];

// Lines, each with its name, and their sum below them.
export function usageTable({ title, columns, lines, total, name }) {
  const row = (label, line) => html`<tr>
    <th scope="row">${label}</th>
    ${columns.map((column) => html`<td class="number">${number(line[column])}</td>`)}
    <td class="number">${money(line.cost)}</td>
  </tr>`;
  return html`<div class="scroll">
    <table class="usage">
      <thead>
        <tr>
          <th scope="col">${title}</th>
          ${columns.map((column) => html`<th scope="col" class="number">${t(`usage.${column}`)}</th>`)}
          <th scope="col" class="number">${t('usage.cost')}</th>
        </tr>
      </thead>
      <tbody>
        ${lines.map((line) => row(name(line), line))}
      </tbody>
      <tfoot>
        ${row(t('usage.total'), total)}
      </tfoot>
    </table>
  </div>`;
}

customElements.define('ds-usage-view', UsageView);
