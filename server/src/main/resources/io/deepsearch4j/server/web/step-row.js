import { html, nothing } from 'lit';
import { PageElement } from './element.js';
import { duration, number, time } from './format.js';
import { t, word } from './words.js';
import { markdown } from './markdown.js';
import { describe, episodeName } from './step-words.js';

const SHOWN_LINES = 4;

// One step of the timeline. It is drawn once: a step never changes.
class StepRow extends PageElement {
  static properties = { view: {} };

  render() {
    const { view } = this;
    const { icon, title, lines, tone } = describe(view);
    return html`<article class="step ${tone}">
      <span class="step-icon icon-${icon}" aria-hidden="true"></span>
      <div class="step-body">
        <header>
          <strong>${title}</strong>
          ${this.badges()}
          <time class="quiet small" datetime=${view.created}>${time(view.created)}</time>
        </header>
        ${lines.slice(0, SHOWN_LINES).map((line) => html`<p class="line">${line}</p>`)}
        ${this.more(lines.slice(SHOWN_LINES))}
      </div>
    </article>`;
  }

  badges() {
    const { step, episode } = this.view;
    const { turn } = step;
    const byModel = turn && turn.requestSha256 !== '';
    return html`
      <span class="badge role">${episodeName(episode)}</span>
      ${byModel
        ? html`<span class="badge ${turn.thinking.toLowerCase()}">${word('thinking', turn.thinking)}</span>`
        : nothing}
      ${turn?.modeIgnored ? html`<span class="badge warn">${t('step.mode.ignored')}</span>` : nothing}
    `;
  }

  more(rest) {
    const { step } = this.view;
    const reasoning = step.turn?.message?.reasoning ?? '';
    const remarks = step.turn?.remarks ?? [];
    const spent = step.spent;
    const tokens = spent ? spent.usage.prompt + spent.usage.completion : 0;
    if (rest.length === 0 && reasoning === '' && remarks.length === 0 && tokens === 0) {
      return nothing;
    }
    return html`<details>
      <summary>
        ${t('step.more')}
        ${tokens > 0
          ? html`<span class="quiet">
              · ${t('step.cost', { tokens: number(tokens), time: duration(spent.millis) })}</span
            >`
          : nothing}
      </summary>
      ${rest.map((line) => html`<p class="line">${line}</p>`)}
      ${reasoning ? html`<div class="reasoning">${markdown(reasoning)}</div>` : nothing}
      ${remarks.map((line) => html`<p class="line quiet">${line}</p>`)}
      ${step.turn?.chooser ? html`<p class="line quiet">${step.turn.chooser}</p>` : nothing}
    </details>`;
  }
}

customElements.define('ds-step-row', StepRow);
