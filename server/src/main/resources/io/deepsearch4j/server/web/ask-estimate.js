import { html } from 'lit';
import * as api from './api.js';
import { PageElement } from './element.js';
import { money, number, range, short } from './format.js';
import { t } from './words.js';

const PAUSE = 500;

// What a wish may cost before it is started: the range of runs like it, or the limits alone.
class AskEstimate extends PageElement {
  static properties = { wish: {}, estimate: { state: true }, problem: { state: true } };

  constructor() {
    super();
    this.estimate = null;
    this.problem = '';
    this.asked = '';
    this.timer = 0;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stop();
    this.asked = '';
  }

  // What the question says does not matter, only that there is one.
  updated() {
    const key = JSON.stringify({ ...this.wish, question: this.wish.question !== '' });
    if (key === this.asked) {
      return;
    }
    this.asked = key;
    this.stop();
    if (this.wish.question === '') {
      this.estimate = null;
      this.problem = '';
      return;
    }
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  stop() {
    clearTimeout(this.timer);
    this.controller?.abort();
  }

  async ask() {
    this.controller = new AbortController();
    const { signal } = this.controller;
    try {
      const estimate = await api.estimate(this.wish, signal);
      if (!signal.aborted) {
        this.estimate = estimate;
        this.problem = '';
      }
    } catch (problem) {
      if (!signal.aborted) {
        this.estimate = null;
        this.problem = problem.message;
      }
    }
  }

  render() {
    return html`<div class="estimate" role="status">
      ${this.estimate === null ? html`<span class="quiet small">${this.problem}</span>` : this.figures()}
    </div>`;
  }

  figures() {
    const { based_on: runs, tokens, cost, minutes } = this.estimate;
    const shown = (bounds, format) =>
      runs > 0 ? range(bounds, format) : t('estimate.most', { amount: format(bounds.high) });
    // Without a price or a limit nobody knows what tokens may cost.
    const known = runs > 0 || tokens.high === 0 || Number(cost.high) > 0;
    return html`<dl class="estimates">
        ${figure('estimate.tokens', shown(tokens, short))}
        ${figure('estimate.cost', known ? shown(cost, money) : t('estimate.open'))}
        ${figure('estimate.minutes', shown(minutes, number))}
      </dl>
      <span class="quiet small">
        ${runs > 0 ? t('estimate.based', { count: number(runs) }) : t('estimate.limits')}
      </span>`;
  }
}

function figure(label, value) {
  return html`<div><dt>${t(label)}</dt><dd>${value}</dd></div>`;
}

customElements.define('ds-ask-estimate', AskEstimate);
