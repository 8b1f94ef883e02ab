import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Follows, PageElement } from './element.js';
import { number } from './format.js';
import { t } from './words.js';
import { PositionedReplay } from './replay.js';
import { episodeName } from './step-words.js';
import './step-row.js';

const FIRST = 150;
const MORE = 500;

// What happened, newest last. Of a long run only the latest steps are in the page until somebody
// asks for earlier ones, and rows outside the window cost nothing to draw.
class RunTimeline extends PageElement {
  static properties = {
    model: {},
    episode: { state: true },
    most: { state: true },
  };

  constructor() {
    super();
    this.follows = new Follows(this);
    this.replay = new PositionedReplay(this);
    this.episode = '';
    this.most = FIRST;
  }

  connectedCallback() {
    super.connectedCallback();
    this.follows.follow(this.model);
  }

  steps() {
    const upTo = this.replay.position ?? this.model.steps.length;
    const seen = this.model.steps.slice(0, upTo);
    return this.episode === '' ? seen : seen.filter((view) => view.episode === this.episode);
  }

  render() {
    const steps = this.steps();
    const hidden = Math.max(0, steps.length - this.most);
    return html`<section class="timeline" aria-labelledby="timeline-title">
      <div class="section-head">
        <h2 id="timeline-title">${t('timeline.title')}</h2>
        <span class="quiet small">${t('timeline.steps', { count: number(this.model.steps.length) })}</span>
      </div>
      ${this.model.episodes.length > 1 ? this.branches() : nothing}
      ${this.model.ended && this.model.steps.length > 1
        ? this.replay.controls(this.model.steps.length)
        : nothing}
      ${hidden > 0
        ? html`<button class="plain small" @click=${() => (this.most += MORE)}>
            ${t('timeline.earlier', { count: number(hidden) })}
          </button>`
        : nothing}
      <ol class="steps" aria-live="off">
        ${repeat(
          hidden > 0 ? steps.slice(hidden) : steps,
          (view) => view.position,
          (view) => html`<li><ds-step-row .view=${view}></ds-step-row></li>`,
        )}
      </ol>
    </section>`;
  }

  branches() {
    return html`<div class="branches" role="group" aria-label=${t('timeline.branches')}>
      ${['', ...this.model.episodes].map(
        (one) =>
          html`<button
            class="chip"
            aria-pressed=${one === this.episode}
            @click=${() => (this.episode = one)}
          >
            ${one === '' ? t('timeline.all') : episodeName(one)}
          </button>`,
      )}
    </div>`;
  }
}

customElements.define('ds-run-timeline', RunTimeline);
