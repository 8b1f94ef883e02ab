import { html, nothing } from 'lit';
import * as api from './api.js';
import { costBars } from './cost-bars.js';
import { csv } from './csv.js';
import { PageElement } from './element.js';
import { day, money, number, sum } from './format.js';
import { t } from './words.js';
import { link } from './router.js';
import { usageTable } from './usage-view.js';

const PAGE = 50;
const FIELDS = ['calls', 'prompt_tokens', 'cached_tokens', 'completion_tokens', 'reasoning_tokens'];

// What runs have cost, one by one and by role; the sums are those of the runs' own bills.
class UsageScreen extends PageElement {
  static properties = { bills: { state: true }, next: { state: true }, problem: { state: true } };

  constructor() {
    super();
    this.bills = [];
    this.next = '';
    this.problem = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.more();
  }

  async more() {
    try {
      const page = await api.runs(PAGE, this.next);
      const bills = [];
      for (const run of page.runs) {
        bills.push({ run, usage: await api.usage(run.id) });
      }
      this.bills = [...this.bills, ...bills];
      this.next = page.next ?? '';
    } catch (problem) {
      this.problem = problem.message;
    }
  }

  render() {
    const lines = byRole(this.bills.flatMap((one) => one.usage.lines));
    return html`
      <div class="section-head">
        <h1>${t('place.usage')}</h1>
        <button class="plain small" @click=${this.save}>${t('usage.save')}</button>
      </div>
      <p class="trouble" role="alert">${this.problem}</p>
      <section aria-labelledby="stages-title">
        <h2 id="stages-title">${t('usage.stages')}</h2>
        ${costBars(lines)} ${lines.length > 0 ? usageTable(lines, total('', lines)) : nothing}
      </section>
      <section aria-labelledby="runs-title">
        <h2 id="runs-title">${t('usage.runs')}</h2>
        <div class="scroll"><table>
          <thead>
            <tr>
              <th scope="col">${t('usage.run')}</th>
              <th scope="col">${t('usage.day')}</th>
              <th scope="col" class="number">${t('usage.tokens')}</th>
              <th scope="col" class="number">${t('usage.cost')}</th>
            </tr>
          </thead>
          <tbody>
            ${this.bills.map(
              ({ run, usage }) =>
                html`<tr>
                  <td><a href=${link('runs', run.id, 'usage')}>${run.question}</a></td>
                  <td>${day(run.created)}</td>
                  <td class="number">${number(usage.total.prompt_tokens + usage.total.completion_tokens)}</td>
                  <td class="number">${money(usage.total.cost)}</td>
                </tr>`,
            )}
          </tbody>
        </table></div>
        ${this.next === ''
          ? nothing
          : html`<button class="plain" @click=${this.more}>${t('history.more')}</button>`}
      </section>
    `;
  }

  save() {
    const rows = this.bills.flatMap(({ run, usage }) =>
      usage.lines.map((line) => [run.id, run.created, line.role, ...FIELDS.map((one) => line[one]), line.cost]),
    );
    const text = csv([['run', 'created', 'role', ...FIELDS, 'cost'], ...rows]);
    const address = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
    const anchor = document.createElement('a');
    anchor.href = address;
    anchor.download = 'usage.csv';
    anchor.click();
    URL.revokeObjectURL(address);
  }
}

function byRole(lines) {
  const roles = [...new Set(lines.map((one) => one.role))].sort();
  return roles.map((role) => total(role, lines.filter((one) => one.role === role)));
}

function total(role, lines) {
  const counted = FIELDS.map((field) => [field, lines.reduce((all, one) => all + one[field], 0)]);
  return { role, ...Object.fromEntries(counted), cost: sum(lines.map((one) => one.cost)) };
}

customElements.define('ds-usage-screen', UsageScreen);
