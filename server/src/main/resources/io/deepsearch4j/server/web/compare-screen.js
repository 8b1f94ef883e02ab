import { html } from 'lit';
import * as api from './api.js';
import { PageElement } from './element.js';
import { day, money, number, percent } from './format.js';
import { t, word } from './words.js';
import { link } from './router.js';
import { verdictBadge } from './report-view.js';

// Two runs side by side: what they answer, how well it stands, what it cost.
class CompareScreen extends PageElement {
  static properties = { runs: {}, sides: { state: true }, problem: { state: true } };

  constructor() {
    super();
    this.sides = [];
    this.problem = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.ask();
  }

  async ask() {
    try {
      this.sides = await Promise.all(
        this.runs.map(async (id) => {
          const [run, report, usage] = await Promise.all([api.run(id), api.report(id), api.usage(id)]);
          return { run, report, usage };
        }),
      );
    } catch (problem) {
      this.problem = problem.message;
    }
  }

  render() {
    return html`<h1>${t('compare.title')}</h1>
      <p class="trouble" role="alert">${this.problem}</p>
      <div class="sides">${this.sides.map((side) => this.side(side))}</div>`;
  }

  side({ run, report, usage }) {
    const facts = [
      ['compare.state', word('state', run.state)],
      ['compare.models', run.models.filter(Boolean).join(', ') || '–'],
      ['compare.depth', word('depth', run.depth)],
      ['compare.confidence', percent(report.confidence)],
      ['compare.steps', number(run.steps)],
      ['compare.tokens', number(usage.total.prompt_tokens + usage.total.completion_tokens)],
      ['compare.cost', money(usage.total.cost)],
      ['compare.created', day(run.created)],
    ];
    return html`<section class="card">
      <h2><a href=${link('runs', run.id)}>${run.question}</a></h2>
      <p class="short-answer">${report.answer || t('report.no.answer')}</p>
      <dl class="facts">${facts.map(([label, value]) => html`<dt>${t(label)}</dt><dd>${value}</dd>`)}</dl>
      <ul class="compared">
        ${report.sentences.map((one) => html`<li>${verdictBadge(one.verdict)} ${one.text}</li>`)}
      </ul>
      <h3>${t('report.sources')}</h3>
      <ul class="compared">
        ${report.citations.map(
          (one) =>
            html`<li><a href=${link('runs', run.id, 'evidence', one.evidence)}>${one.title || one.url}</a></li>`,
        )}
      </ul>
    </section>`;
  }
}

customElements.define('ds-compare-screen', CompareScreen);
