import { html, nothing } from 'lit';
import * as api from './api.js';
import { Follows, PageElement } from './element.js';
import { day, host, percent, webAddress } from './format.js';
import { t, word } from './words.js';
import { link } from './router.js';
import './chain-graph.js';

// What came of the run: the answer, how well each sentence stands, and what it stands on. A run
// that ended short of its goal says so before anything else.
class ReportView extends PageElement {
  static properties = {
    model: {},
    formats: {},
    report: { state: true },
    problem: { state: true },
    doubtful: { state: true },
    copied: { state: true },
  };

  constructor() {
    super();
    this.follows = new Follows(this);
    this.report = null;
    this.problem = '';
    this.doubtful = false;
    this.copied = false;
    this.asked = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.follows.follow(this.model);
  }

  // Asked for once the run has ended, and again should it have been resumed.
  updated() {
    const key = `${this.model.state} ${this.model.steps.length}`;
    if (this.model.ended && this.asked !== key) {
      this.asked = key;
      this.ask();
    }
  }

  async ask() {
    try {
      this.report = await api.report(this.model.id);
      this.problem = '';
    } catch (problem) {
      this.problem = problem.message;
    }
  }

  render() {
    if (!this.model.ended) {
      return html`<p class="quiet">${t('report.not.yet')}</p>`;
    }
    if (this.report === null) {
      return this.problem
        ? html`<p class="trouble" role="alert">${this.problem}</p>`
        : html`<p class="quiet">${t('app.loading')}</p>`;
    }
    const { report } = this;
    return html`<article class="report">
      ${report.status === 'completed' ? nothing : this.caution()}
      ${report.answer
        ? html`<p class="short-answer">${report.answer}</p>`
        : html`<p class="short-answer none">${t('report.no.answer')}</p>`}
      <p class="quiet small">
        ${report.answer
          ? html`${t('report.confidence', { percent: percent(report.confidence) })} · `
          : nothing}${t('report.stands', {
          supported: report.sentences.filter((one) => one.verdict === 'supported').length,
          all: report.sentences.length,
        })}
      </p>
      <div class="prose">${report.sentences.map((one) => this.sentence(one))}</div>
      ${this.exports()} ${this.claims()} ${this.graph()} ${this.sources()} ${this.openQuestions()}
      ${this.remarks()}
    </article>`;
  }

  caution() {
    const { status, why, stop_reason: reason } = this.report;
    return html`<div class="caution" role="note">
      <strong>${word('state', status)}</strong>
      <p>${word('reason', reason || 'none')} ${why}</p>
    </div>`;
  }

  sentence(one) {
    return html`<span class="sentence verdict-${one.verdict}" title=${title(one)}>${one.text}${one.citations.map(
        (number) => this.marker(number),
      )}<span class="hidden"> (${word('verdict', one.verdict)})</span></span> `;
  }

  marker(number) {
    const citation = this.report.citations.find((one) => one.number === number);
    if (citation === undefined) {
      return html`<sup>[${number}]</sup>`;
    }
    const label = t('report.citation', { number, title: citation.title || host(citation.url) });
    return html`<sup class="cite"
      ><a href=${link('runs', this.model.id, 'evidence', citation.evidence)} aria-label=${label}>${number}</a
      ><span class="cite-card" aria-hidden="true">
        <strong>${citation.title || host(citation.url)}</strong>
        <q>${citation.quote}</q>
        <span class="quiet">${host(citation.url)} · ${day(citation.fetched_at)}</span>
      </span></sup
    >`;
  }

  exports() {
    return html`<div class="actions exports">
      ${navigator.clipboard === undefined
        ? nothing
        : html`<button @click=${this.copy}>${t(this.copied ? 'report.copied' : 'report.copy')}</button>`}
      ${this.formats.map(
        (format) =>
          html`<a class="button plain" href=${api.reportAddress(this.model.id, format)} download
            >${word('format', format)}</a
          >`,
      )}
    </div>`;
  }

  async copy() {
    const { report } = this;
    const sentences = report.sentences.map(
      (one) => one.text + one.citations.map((number) => ` [${number}]`).join(''),
    );
    const sources = report.citations.map((one) => `[${one.number}] ${one.title} ${one.url}`);
    await navigator.clipboard.writeText(`${sentences.join(' ')}\n\n${sources.join('\n')}\n`);
    this.copied = true;
  }

  claims() {
    const rows = this.report.sentences.filter((one) => !this.doubtful || one.verdict !== 'supported');
    return html`<section aria-labelledby="claims-title">
      <div class="section-head">
        <h2 id="claims-title">${t('report.claims')}</h2>
        <label class="check small">
          <input
            type="checkbox"
            .checked=${this.doubtful}
            @change=${(event) => (this.doubtful = event.target.checked)}
          >
          <span>${t('report.doubtful')}</span>
        </label>
      </div>
      ${rows.length === 0
        ? html`<p class="quiet">${t('report.doubtful.none')}</p>`
        : html`<div class="scroll"><table class="claims">
            <thead>
              <tr>
                <th scope="col">${t('report.claim')}</th>
                <th scope="col">${t('report.verdict')}</th>
                <th scope="col">${t('report.evidence')}</th>
              </tr>
            </thead>
            <tbody>
              ${rows.map(
                (one) =>
                  html`<tr>
                    <td>
                      ${one.text}${one.why ? html`<p class="quiet small">${one.why}</p>` : nothing}
                    </td>
                    <td>${verdictBadge(one.verdict)}</td>
                    <td>${one.citations.map((number) => this.proof(number))}</td>
                  </tr>`,
              )}
            </tbody>
          </table></div>`}
    </section>`;
  }

  proof(number) {
    const one = this.report.citations.find((citation) => citation.number === number);
    return one === undefined
      ? nothing
      : html`<a class="proof" href=${link('runs', this.model.id, 'evidence', one.evidence)}
          >${one.evidence} <span class="quiet small">${one.locator} · ${one.start}–${one.end}</span></a
        >`;
  }

  graph() {
    return this.report.citations.length === 0
      ? nothing
      : html`<section aria-labelledby="chain-title">
          <h2 id="chain-title">${t('chain.title')}</h2>
          <ds-chain-graph .model=${this.model} .report=${this.report}></ds-chain-graph>
        </section>`;
  }

  sources() {
    const { citations } = this.report;
    if (citations.length === 0) {
      return nothing;
    }
    return html`<section aria-labelledby="sources-title">
      <h2 id="sources-title">${t('report.sources')}</h2>
      <ol class="sources">
        ${citations.map((one) => {
          const address = webAddress(one.url);
          return html`<li value=${one.number}>
            <a href=${link('runs', this.model.id, 'evidence', one.evidence)}>${one.title || host(one.url)}</a>
            <q>${one.quote}</q>
            <span class="quiet small">
              ${address
                ? html`<a href=${address} target="_blank" rel="noopener noreferrer">${host(one.url)}</a>`
                : host(one.url)}
              · ${one.locator} · ${day(one.fetched_at)}
            </span>
          </li>`;
        })}
      </ol>
    </section>`;
  }

  openQuestions() {
    return this.list('report.open', this.report.open_questions);
  }

  remarks() {
    return this.list('report.remarks', this.report.remarks);
  }

  list(title, lines) {
    return lines.length === 0
      ? nothing
      : html`<section>
          <h2>${t(title)}</h2>
          <ul>
            ${lines.map((line) => html`<li>${line}</li>`)}
          </ul>
        </section>`;
  }
}

export function verdictBadge(verdict) {
  return html`<span class="badge verdict verdict-${verdict}">${word('verdict', verdict)}</span>`;
}

function title(one) {
  return one.why ? `${word('verdict', one.verdict)}: ${one.why}` : word('verdict', one.verdict);
}

customElements.define('ds-report-view', ReportView);
