import { html, nothing } from 'lit';
import * as api from './api.js';
import { choice } from './choices.js';
import { costBars } from './cost-bars.js';
import { PageElement } from './element.js';
import { calendarDay } from './format.js';
import { t, word } from './words.js';
import { go } from './router.js';
import { SPENT, usageTable } from './usage-view.js';

const MOST_BARS = 31;

// What all runs have cost together, by day, model, stage or person. However it is split, it is the
// same sum, which is that of the runs' own bills.
class UsageScreen extends PageElement {
  static properties = {
    by: {},
    from: {},
    to: {},
    who: {},
    usage: { state: true },
    problem: { state: true },
  };

  constructor() {
    super();
    this.usage = null;
    this.problem = '';
    this.asked = '';
  }

  updated() {
    const key = [this.by, this.from, this.to].join(' ');
    if (key !== this.asked) {
      this.asked = key;
      this.ask(key);
    }
  }

  async ask(key) {
    const { by, from, to } = this;
    try {
      const usage = await api.spending({ by, ...(from && { from }), ...(to && { to }) });
      if (key === this.asked) {
        this.usage = usage;
        this.problem = '';
      }
    } catch (problem) {
      if (key === this.asked) {
        this.usage = null;
        this.problem = problem.message;
      }
    }
  }

  render() {
    const kinds = ['day', 'model', 'stage', ...(this.who.owner ? ['user'] : [])];
    return html`
      <div class="section-head">
        <h1>${t('place.usage')}</h1>
        <button class="plain small" ?disabled=${this.usage === null} @click=${this.save}>${t('usage.save')}</button>
      </div>
      <div class="usage-choice">
        ${choice(
          { id: 'usage-by', label: t('usage.by') },
          kinds.map((one) => [one, t(`usage.by.${one}`)]),
          this.by,
          (by) => this.look({ by }),
        )}
        ${this.date('from')} ${this.date('to')}
      </div>
      <p class="trouble" role="alert">${this.problem}</p>
      ${this.usage === null ? nothing : this.shown(this.usage)}
    `;
  }

  date(field) {
    return html`<label class="date">
      <span class="label">${t(`usage.${field}`)}</span>
      <input
        type="date"
        .value=${this[field]}
        @change=${(event) => this.look({ [field]: event.target.value })}
      >
    </label>`;
  }

  look(change) {
    const { by, from, to } = { by: this.by, from: this.from, to: this.to, ...change };
    go('usage', by, ...(from || to ? [from, to] : []));
  }

  shown({ by, lines, total }) {
    const name = (line) => keyName(by, line.key);
    return html`<section aria-labelledby="spent-title">
      <h2 id="spent-title">${t(`usage.by.${by}`)}</h2>
      ${costBars(by === 'day' ? lines.slice(-MOST_BARS) : lines.slice(0, MOST_BARS), name)}
      ${lines.length > 0
        ? usageTable({ title: t(`usage.by.${by}`), columns: ['runs', ...SPENT], lines, total, name })
        : nothing}
    </section>`;
  }

  save() {
    const columns = ['key', 'runs', ...SPENT, 'cost'];
    const rows = this.usage.lines.map((line) => columns.map((column) => cell(line[column])));
    const csv = [columns, ...rows].map((row) => row.join(',')).join('\n');
    const address = URL.createObjectURL(new Blob([csv + '\n'], { type: 'text/csv' }));
    const anchor = document.createElement('a');
    anchor.href = address;
    anchor.download = `usage-by-${this.usage.by}.csv`;
    anchor.click();
    URL.revokeObjectURL(address);
  }
}

function keyName(by, key) {
  switch (by) {
    case 'day':
      return calendarDay(key);
    case 'stage':
      return word('role', key);
    case 'user':
      return key || t('settings.owner');
    default:
      return key || t('usage.no.model');
  }
}

// A name from elsewhere is one cell, and no formula in whatever opens the file.
function cell(value) {
  const text = String(value);
  return typeof value === 'number' ? text : `"${text.replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;
}

customElements.define('ds-usage-screen', UsageScreen);
